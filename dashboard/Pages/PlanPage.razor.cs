using Capacity.Contracts;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Pages;

/// <summary>A recommended plan: actions with decide-by date, cost and effect, to accept or refuse; what it changes; what was not chosen.</summary>
public sealed partial class PlanPage
{
    private RecommendedPlan? _plan;
    private ScenarioFile? _file;
    private IReadOnlyList<FigureLine> _figures = [];
    private GoalTable _goals = new([], []);
    private GoalTable _gaps = new([], []);
    private Dictionary<string, ActionDecision> _decisions = [];
    private IReadOnlyList<string> _refusals = [];
    private string? _done;
    private string? _problem;
    private bool _loaded;
    private bool _busy;

    /// <summary>The recommendation.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<PlanPage> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    private string ScenarioName => _file?.Scenario.Name.In(Preferences.SupportedCultures.Language) ?? _plan!.Scenario;

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _plan = await Desk.PlanAsync(Id);
            if (_plan is not null)
            {
                RecommendationProgress progress = await Desk.RecommendationAsync(Id);
                _file = await Desk.ScenarioAsync(_plan.Scenario, progress.ScenarioVersion);
                _decisions = (await Desk.DecisionsAsync(Id)).ToDictionary(decision => decision.Action);
                _figures = PlanFigures.Of(_plan, Text);
                _goals = PlanTables.Goals(_plan, _file?.Scenario.Network, Text);
                _gaps = PlanTables.Gaps(_plan, _file?.Scenario.Network, Text);
            }
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        _loaded = true;
    }

    private async Task SearchEndedAsync(RecommendationProgress progress)
    {
        if (progress.State == RunState.Finished) await LoadAsync();
    }

    private async Task DecideAsync(RecommendedAction action, bool accept)
    {
        _busy = true;
        CommandResult result = await Desk.DecideAsync(Id, action.Id, accept, (await Person).User.Identity?.Name ?? "");
        _busy = false;
        _done = !result.Accepted ? null : accept ? Text["DoneAccepted", result.Version].Value : Text["DoneRefused"].Value;
        _refusals = result.Accepted ? []
            : result.Problems.Length > 0 ? [.. result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language))]
            : [Text["Refusal." + result.Refusal]];
        if (result.Accepted) await LoadAsync();
    }

    private string Subject(PairedDifference effect)
    {
        if (effect.Subject.Length == 0) return "";
        string language = Preferences.SupportedCultures.Language;
        return _file?.Scenario.Network.Queues.FirstOrDefault(queue => queue.Id == effect.Subject)?.Name.In(language)
            ?? _file?.Scenario.Network.Teams.FirstOrDefault(team => team.Id == effect.Subject)?.Name.In(language)
            ?? effect.Subject;
    }
}
