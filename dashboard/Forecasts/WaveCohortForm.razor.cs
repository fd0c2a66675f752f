using Capacity.Contracts;
using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Demand;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Forecasts;

/// <summary>Puts a fitted wave into a scenario as a cohort: a new draft version, on the version that the person saw.</summary>
public sealed partial class WaveCohortForm
{
    private IReadOnlyList<ScenarioView>? _scenarios;
    private ScenarioFile? _file;
    private IReadOnlyList<string> _refusals = [];
    private string _scenario = "";
    private string _name = "";
    private string _reason = "";
    private long? _added;
    private Cohort? _shown;

    /// <summary>The wave as a cohort.</summary>
    [Parameter, EditorRequired]
    public Cohort Cohort { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<WaveCohortForm> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_shown, Cohort)) return;
        _shown = Cohort;
        (_added, _refusals) = (null, []);
        _name = Cohort.Name.In(Preferences.SupportedCultures.Language);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            _scenarios = await Desk.ListAsync();
            if (_scenario.Length == 0) _scenario = _scenarios.FirstOrDefault(view => view.State == ScenarioState.Draft)?.Id ?? _scenarios.FirstOrDefault()?.Id ?? "";
            _file = _scenario.Length == 0 ? null : await Desk.ScenarioAsync(_scenario);
            if (_file?.Scenario.Network.Reasons.Any(reason => reason.Id == _reason) != true)
                _reason = Usual() ?? _file?.Scenario.Network.Reasons.Select(reason => reason.Id).FirstOrDefault("") ?? "";
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _refusals = [Text["Disconnected"]];
        }
    }

    /// <summary>The reason that the queue has most.</summary>
    private string? Usual() => _file?.Scenario.Network.Queues.FirstOrDefault(queue => queue.Id == Cohort.Contacts[0].Queue)?.Reasons.MaxBy(reason => reason.Share)?.Reason;

    private Task ChooseAsync(ChangeEventArgs chosen)
    {
        (_scenario, _added, _refusals) = ((string?)chosen.Value ?? "", null, []);
        return LoadAsync();
    }

    private async Task AddAsync()
    {
        WaveCohort change = WaveCohort.In(_file!.Scenario, Cohort, _name, _reason);
        CommandResult result = await Desk.SaveAsync(change.Scenario, _file.Version, (await Person).User.Identity?.Name ?? "", Text["SaveNote", change.Id]);
        _added = result.Accepted ? result.Version : null;
        _refusals = result.Accepted ? []
            : result.Refusal == Refusal.VersionConflict ? [Text["Conflict", result.Version]]
            : [.. result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language))];
        await LoadAsync();
    }
}
