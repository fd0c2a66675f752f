using Capacity.Dashboard.Views;
using Capacity.Domain.Scenarios;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>The main figures of a scenario as fields; saving hands on the changed scenario.</summary>
public sealed partial class ParameterForm
{
    private readonly Dictionary<string, double> _changes = [];
    private IReadOnlyList<ScenarioParameter> _parameters = [];
    private Scenario? _shown;
    private string _note = "";

    /// <summary>The scenario to edit.</summary>
    [Parameter, EditorRequired]
    public Scenario Scenario { get; set; } = default!;

    /// <summary>Called with the changed scenario and the reason for the change.</summary>
    [Parameter]
    public EventCallback<(Scenario Scenario, string Note)> Saved { get; set; }

    [Inject]
    private IStringLocalizer<ParameterForm> Text { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_shown, Scenario)) return;
        _shown = Scenario;
        _changes.Clear();
        _note = "";
        _parameters = new ScenarioParameters(Text).Of(Scenario);
    }

    private void Change(ScenarioParameter parameter, double? value)
    {
        if (value is not { } changed || Math.Abs(changed - parameter.Value) < 1e-9) _changes.Remove(parameter.Key);
        else _changes[parameter.Key] = changed;
    }

    private Task SaveAsync()
    {
        Scenario changed = _parameters
            .Where(parameter => _changes.ContainsKey(parameter.Key))
            .Aggregate(Scenario, (scenario, parameter) => parameter.Write(scenario, _changes[parameter.Key]));
        return Saved.InvokeAsync((changed, _note));
    }
}
