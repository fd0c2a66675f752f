using Capacity.Dashboard.Charts;
using Capacity.Dashboard.Views;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Scores;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>The result of a run: figures, demand, service, failure demand, backlog, occupancy, goals; of all queues or one.</summary>
public sealed partial class ResultSection
{
    private IReadOnlyList<FigureLine> _figures = [];
    private ChartModel _demand = default!;
    private ChartModel _level = default!;
    private ChartModel _failure = default!;
    private ChartModel? _waits;
    private ChartModel? _backlog;
    private ChartModel? _ages;
    private ChartModel? _occupancy;
    private string _busiest = "";
    private Symmetry _sides = new();
    private GoalTable _goals = new([], []);
    private Queue? _queue;

    /// <summary>The scenario that was simulated.</summary>
    [Parameter, EditorRequired]
    public Scenario Scenario { get; set; } = default!;

    /// <summary>What the simulation says.</summary>
    [Parameter, EditorRequired]
    public ScenarioResult Result { get; set; } = default!;

    /// <summary>The queue to show; absent: all.</summary>
    [Parameter]
    public string? Queue { get; set; }

    [Inject]
    private IStringLocalizer<ResultSection> Text { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _queue = Scenario.Network.Queues.FirstOrDefault(queue => queue.Id == Queue);
        QueueResult? one = Result.Queues.FirstOrDefault(queue => queue.Queue == _queue?.Id);
        IReadOnlyList<DayKpis> days = one?.Days ?? Result.Days;
        string level = _queue is null ? ContactKpis.ServiceLevelOfOffered.Name : QueueEffect.ServiceLevelName(_queue);
        ResultCharts charts = new(Scenario, Result, Text);
        _demand = one is null ? charts.Demand() : charts.Demand(days, Text["PerDay"]);
        _level = charts.Share(days, level, Text["Level"], _queue?.Goals.ServiceLevel);
        _failure = charts.Share(days, ContactKpis.FailureDemand.Name, Text["Failure"], null, "failure");
        _waits = one is not null && days.Any(day => day.Kpis[ContactKpis.WaitP95.Name] is not null) ? charts.Waits(days) : null;
        _backlog = days.Any(day => day.Kpis[ContactKpis.Backlog.Name] is { P90: > 0 }) ? charts.Count(days, ContactKpis.Backlog.Name, Text["Backlog"], "cohort") : null;
        _ages = _backlog is not null && days.Any(day => day.Kpis[ContactKpis.BacklogAgeP90.Name] is not null) ? charts.Ages(days) : null;
        _sides = Symmetry.Of(Scenario, Result, ScoreScales.Default);
        _goals = GoalTable.Of(Scenario, Result, Text);
        _figures = ResultFigures.Of(Scenario, Result, one, Text);
        ShowBusiest(charts);
    }

    private void ShowBusiest(ResultCharts charts)
    {
        TeamResult? busiest = Result.Teams
            .Where(team => _queue is null || Definition(team)?.Skills.Any(skill => skill.Queue == _queue.Id) == true)
            .MaxBy(team => (team.Total[TeamKpiNames.Occupancy]?.Mean ?? 0) / (Definition(team)?.OccupancyCeiling ?? 1));
        _busiest = busiest is null ? "" : Definition(busiest)?.Name.In(Preferences.SupportedCultures.Language) ?? busiest.Team;
        _occupancy = busiest is null || busiest.Days.Count == 0
            ? null
            : charts.Share(busiest.Days, TeamKpiNames.Occupancy, Text["Occupancy", _busiest], Definition(busiest)?.OccupancyCeiling, "furlough");
    }

    private Team? Definition(TeamResult result) => Scenario.Network.Teams.FirstOrDefault(team => team.Id == result.Team);
}
