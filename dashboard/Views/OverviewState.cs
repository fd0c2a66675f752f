using Capacity.Domain.Demand;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Scores;
using NodaTime;

namespace Capacity.Dashboard.Views;

/// <summary>The one page of the director: when are we back to normal, what does it cost, what must be decided, is everybody all right.</summary>
public sealed class OverviewState
{
    private readonly Scenario _scenario;
    private readonly ScenarioResult _result;

    /// <summary>Reads a scenario, its simulation, and its plan where one was computed.</summary>
    public OverviewState(Scenario scenario, ScenarioResult result, RecommendedPlan? plan)
    {
        _scenario = scenario;
        _result = result;
        Plan = plan;
        Sides = Symmetry.Of(scenario, result, ScoreScales.Default, week: FocusIndex(result));
        Focus = result.WeekTotals.ElementAtOrDefault(FocusIndex(result));
        LastBadWeek = result.ProbabilityGoalMet.Queues
            .Where(cell => cell.Probability.Value < 0.545)
            .Select(cell => result.WeekTotals.FirstOrDefault(week => week.Week == cell.Week)?.Start)
            .Max();
        OverloadedTeams = [.. TeamsByOverload().Where(team => team.Occupancy.Mean > team.Team.OccupancyCeiling)];
        WorstTeam = TeamsByOverload().FirstOrDefault();
    }

    /// <summary>The plan; absent before one was computed.</summary>
    public RecommendedPlan? Plan { get; }

    /// <summary>The first whole week from the as-of day on, which the figures of the cards describe.</summary>
    public WeekKpis? Focus { get; }

    /// <summary>First day of the last week in which some queue probably misses its goals; absent: none does.</summary>
    public LocalDate? LastBadWeek { get; }

    /// <summary>Teams above their occupancy ceiling in the focus week, the worst first.</summary>
    public IReadOnlyList<TeamLoad> OverloadedTeams { get; }

    /// <summary>The team whose occupancy is highest against its ceiling in the focus week.</summary>
    public TeamLoad? WorstTeam { get; }

    /// <summary>Service level of all contacts in the focus week.</summary>
    public Estimate? ServiceLevel => Focus?.Kpis["serviceLevelOfOffered"];

    /// <summary>The open announcement with branches that matters most: the next one.</summary>
    public Announcement? OpenQuestion => _scenario.Announcements
        .Where(announcement => announcement.Branches.Count > 1 && announcement.Certainty != Certainty.Cancelled)
        .MinBy(announcement => announcement.Branches.Min(branch => branch.EffectiveFrom));

    /// <summary>Actions that can still be decided, the most urgent first.</summary>
    public IReadOnlyList<RecommendedAction> OpenActions => Plan is null ? [] : [.. Plan.Actions.Where(action => !action.Expired).OrderBy(action => action.DecideBy)];

    /// <summary>Open actions to be decided within a week of the as-of day.</summary>
    public int Urgent => OpenActions.Count(action => action.DecideBy <= _result.AsOf.PlusDays(7));

    /// <summary>Both sides of the symmetry of attentions in the focus week; the verdict is the worse one.</summary>
    public Symmetry Sides { get; }

    /// <summary>How the worse side stands.</summary>
    public Level Verdict => Of(Sides.Verdict);

    /// <summary>Mean probability of meeting goals from the focus week to the horizon, without and with the plan.</summary>
    public (double Before, double After)? PlanGoals
    {
        get
        {
            GoalChange[] ahead = [.. Plan?.Goals.Where(goal => string.CompareOrdinal(goal.Week, Focus?.Week) >= 0) ?? []];
            return ahead.Length == 0 ? null : (ahead.Average(goal => goal.ProbabilityBefore), ahead.Average(goal => goal.ProbabilityAfter));
        }
    }

    /// <summary>A score's status as a level.</summary>
    public static Level Of(ScoreStatus status) => status switch { ScoreStatus.Green => Level.Good, ScoreStatus.Amber => Level.Warn, _ => Level.Bad };

    private static int FocusIndex(ScenarioResult result)
    {
        int index = result.WeekTotals.TakeWhile(week => week.Start < result.AsOf).Count();
        return Math.Min(index, Math.Max(0, result.WeekTotals.Count - 1));
    }

    private IReadOnlyList<TeamLoad> TeamsByOverload() =>
        [.. TeamLoads().OrderByDescending(load => load.Occupancy.Mean / load.Team.OccupancyCeiling)];

    private IEnumerable<TeamLoad> TeamLoads()
    {
        foreach (TeamResult result in _result.Teams)
        {
            Team? team = _scenario.Network.Teams.FirstOrDefault(candidate => candidate.Id == result.Team);
            Estimate? occupancy = result.Weeks.FirstOrDefault(week => week.Week == Focus?.Week)?.Kpis[TeamKpiNames.Occupancy];
            if (team is not null && occupancy is not null) yield return new TeamLoad(team, occupancy);
        }
    }
}

/// <summary>A team and its occupancy in a week.</summary>
public sealed record TeamLoad(Team Team, Estimate Occupancy);
