using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Charts;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Demand;
using Capacity.Domain.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Capacity.Dashboard.Pages;

/// <summary>The director's page: the verdict on the current scenario, what it rests on and what must be decided.</summary>
public sealed partial class Overview : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _left = new();
    private ScenarioFile? _file;
    private ScenarioResult? _result;
    private OverviewState? _state;
    private GoalTable? _goals;
    private ChartModel _demand = default!;
    private IReadOnlyList<QueueEffect> _effects = [];
    private ScenarioView? _unsimulated;
    private string? _problem;
    private bool _loaded;

    [Inject]
    private IStringLocalizer<Overview> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private static string Language => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private string Provenance => string.Join(
        " · ",
        _file!.IsPublished ? Text["Published", _file.Version] : Text["Draft", _file.Version],
        _file.Scenario.Name.In(Language),
        Text["Replications", Figures.Number(_result!.Replications)],
        Text["SeenFrom", Figures.Date(_result.AsOf)],
        _result.Calibrated ? Text["Calibrated"] : Text["NotCalibrated"]);

    private string VerdictLead
    {
        get
        {
            string customers = _state!.LastBadWeek is not { } week ? Text["CustomersFine"]
                : week >= Horizon.PlusDays(-6) ? Text["CustomersWaitAlways", Figures.Day(Horizon)]
                : Text["CustomersWait", Figures.Day(week.PlusDays(6))];
            string employees = _state.OverloadedTeams.Count switch
            {
                0 => Text["EmployeesFine"],
                1 => Text["EmployeesOne", _state.OverloadedTeams[0].Team.Name.In(Language)],
                int count => Text["EmployeesMany", count],
            };
            return $"{customers} ; {employees}.".Replace(" ;", Language == "fr" ? "\u00a0;" : ";", StringComparison.Ordinal);
        }
    }

    private string VerdictPlan => _state!.OpenActions.Count switch
    {
        0 => _state.Plan is null ? "" : Text[_state.Plan.Actions.Count == 0 ? "NoAction" : "NothingToDecide"],
        1 => Text["DecisionOne", Figures.Weekday(_state.OpenActions[0].DecideBy)],
        int count => Text["DecisionMany", count, _state.Urgent],
    };

    private string? Uncertainty
    {
        get
        {
            if (_state!.OpenQuestion is not { } question) return null;
            string branches = string.Join(", ", question.Branches.Select(Branch));
            string words = Text["Uncertainty", question.Name.In(Language), branches];
            int always = _state.OpenActions.Count(action => action.NoRegret);
            return always == 0 ? words : words + " " + Text["NoRegret", always, _state.OpenActions.Count];
        }
    }

    private string[] CustomerNotes
    {
        get
        {
            List<string> notes = [Text["InTarget", _state!.Focus is null ? "" : Figures.Week(_state.Focus.Week)]];
            if (_state.ServiceLevel is { } level) notes.Add(Text["EightyPercent", Figures.PercentRange(level)]);
            if (_state.PlanGoals is { } goals) notes.Add(Text["GoalsWithPlan", Figures.Percent(goals.Before), Figures.Percent(goals.After)]);
            return [.. notes];
        }
    }

    private string[] EmployeeNotes => _state!.WorstTeam is not { } worst
        ? []
        : [
            Text["Occupancy", worst.Team.Name.In(Language), Figures.Percent(worst.Team.OccupancyCeiling)],
            .. _state.Plan is { } plan ? [Text["EmployeesWithPlan", Figures.Number(plan.Symmetry.EmployeesBefore), Figures.Number(plan.Symmetry.EmployeesAfter)].Value] : Array.Empty<string>(),
        ];

    private RecoveryDate ShownRecovery => _state!.Plan?.RecoveryAfter ?? _result!.RecoveryDate;

    private LocalDate Horizon => _file!.Scenario.End().PlusDays(-1);

    private string RecoveryValue => ShownRecovery.P50 is { } date ? Figures.Day(date) : Text["NotInHorizon", Figures.Day(Horizon)];

    private string[] RecoveryNotes
    {
        get
        {
            RecoveryDate shown = ShownRecovery;
            List<string> notes = [];
            if (shown.P10 is { } early) notes.Add(shown.P90 is { } late ? Text["Between", Figures.Day(early), Figures.Day(late)] : Text["NotBefore", Figures.Day(early)]);
            if (shown.ShareNotRecovered > 0) notes.Add(Text["NotRecovered", Figures.Percent(shown.ShareNotRecovered)]);
            if (_state!.Plan is { } plan) notes.Add(plan.RecoveryBefore.P50 is { } without ? Text["Without", Figures.Day(without)] : Text["WithoutNever"]);
            else notes.Add(Text["NoPlanYet"]);
            return [.. notes];
        }
    }

    private string CostValue => _state!.Plan is { } plan ? Figures.SignedEuros(plan.CostAfter - plan.CostBefore) : "–";

    private string[] CostNotes => _state!.Plan is { } plan
        ? [Text["CostOf", plan.Actions.Count(action => !action.Expired)], Text["CostTotal", Figures.Euros(plan.CostBefore), Figures.Euros(plan.CostAfter)]]
        : [Text["NoPlanYet"]];

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (RendererInfo.IsInteractive && _result is null) _ = AwaitResultAsync(_left.Token);
    }

    // Whoever simulates the scenario, and whichever scenario is published meanwhile: no card on this page need know of it.
    private async Task AwaitResultAsync(CancellationToken left)
    {
        try
        {
            while (_result is null)
            {
                await Task.Delay(LookAgain, Time, left);
                await InvokeAsync(async () =>
                {
                    await LoadAsync();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
        }
    }

    // The result is attached to the scenario a moment after its run has ended.
    private async Task EndedAsync(RunProgress progress)
    {
        for (int attempt = 0; attempt < 20 && _file?.Run != progress.Run && progress.State == RunState.Finished; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), Time);
            await LoadAsync();
        }
    }

    private async Task SearchEndedAsync(RecommendationProgress progress)
    {
        if (progress.State == RunState.Finished && progress.ScenarioVersion == _file?.Version && _state?.Plan is null) await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            _file = await Desk.CurrentAsync();
            _result = _file is null ? null : await Desk.ResultAsync(_file.Run);
            _problem = null;
            _unsimulated = _result is null ? null : await Desk.PublishedSinceAsync(_file!);
            if (_file is not null && _result is not null) Read(_file, _result, await Desk.PlanAsync(_file.Recommendation));
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        _loaded = true;
    }

    private void Read(ScenarioFile file, ScenarioResult result, RecommendedPlan? plan)
    {
        _state = new OverviewState(file.Scenario, result, plan);
        _goals = GoalTable.Of(file.Scenario, result, Text);
        _demand = new ResultCharts(file.Scenario, result, Text).Demand();
        _effects = QueueEffect.Of(file.Scenario, result);
    }

    private string Branch(AnnouncementBranch branch) => Text["Branch", Figures.Day(branch.EffectiveFrom), Figures.Percent(branch.Probability)];
}
