using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Views;
using Capacity.Domain.Scenarios;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>Edits what happens and what is decided in a scenario on a draft of its own, which outlives a refusal; saving hands on the draft.</summary>
public sealed partial class DemandEditor
{
    private Scenario _draft = new();
    private Scenario? _shown;
    private IReadOnlyList<EditedSection> _sections = [];
    private IReadOnlyList<ScenarioChangeView> _changes = [];
    private string _note = "";

    /// <summary>The scenario to edit.</summary>
    [Parameter, EditorRequired]
    public Scenario Scenario { get; set; } = default!;

    /// <summary>Called with the changed scenario and the reason for the change.</summary>
    [Parameter]
    public EventCallback<(Scenario Scenario, string Note)> Saved { get; set; }

    /// <summary>Called with an announcement to cancel.</summary>
    [Parameter]
    public EventCallback<string> Cancelled { get; set; }

    /// <summary>Called with the draft whenever it changes, and with the scenario itself when nothing is left to save.</summary>
    [Parameter]
    public EventCallback<Scenario> Drafted { get; set; }

    [Inject]
    private IStringLocalizer<DemandEditor> Text { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_shown, Scenario)) return;
        _shown = Scenario;
        Reset();
    }

    /// <summary>Changes the draft, as typing into a form does.</summary>
    public async Task ChangeAsync(Func<Scenario, Scenario> change)
    {
        Show(change(_draft));
        StateHasChanged();
        await Drafted.InvokeAsync(_changes.Count > 0 ? _draft : Scenario);
    }

    /// <summary>Hands the draft on to be saved.</summary>
    public Task SaveAsync() => Saved.InvokeAsync((_draft, _note));

    /// <summary>Goes back to the scenario.</summary>
    public Task DiscardAsync()
    {
        Reset();
        StateHasChanged();
        return Drafted.InvokeAsync(Scenario);
    }

    private void Reset()
    {
        _note = "";
        Show(Scenario);
    }

    private void Show(Scenario draft)
    {
        _draft = draft;
        _sections = [.. new ScenarioEditor(draft, Text).Sections(), .. new DecisionEditor(draft, Text).Sections()];
        _changes = ChangeWords.Between(Scenario, draft);
    }
}
