using Capacity.Domain;
using Capacity.Domain.Kpis;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Dashboard.Tests;

/// <summary>A small result and plan of the worked example, with invented figures.</summary>
internal static class Sample
{
    public static Scenario Scenario { get; } = Horizons.Scenario(4);

    public static Queue Queue => Scenario.Network.Queues[0];

    public static Team Team => Scenario.Network.Teams[0];

    /// <summary>Four weeks; the probability of the first queue by week, the occupancy of the first team in all of them.</summary>
    public static ScenarioResult Result(double[] probabilities, double occupancy) => new()
    {
        AsOf = Scenario.AsOf,
        Start = Scenario.Start,
        Weeks = 4,
        Replications = 100,
        WeekTotals = [.. Weeks(_ => Kpis((ContactKpis.ServiceLevelOfOffered.Name, 0.61)))],
        Queues =
        [
            new QueueResult
            {
                Queue = Queue.Id,
                Weeks = [.. Weeks(week => Kpis((ContactKpis.Offered.Name, 1000 * (4 - week)), (ContactKpis.ServiceLevelOfOffered.Name, 0.4 + 0.2 * week)))],
            },
        ],
        Teams = [new TeamResult { Team = Team.Id, Weeks = [.. Weeks(_ => Kpis((TeamKpiNames.Occupancy, occupancy), (TeamKpiNames.PaidHours, 400)))] }],
        ProbabilityGoalMet = new GoalProbabilities
        {
            Queues = [.. probabilities.Select((value, week) => new QueueWeekProbability { Queue = Queue.Id, Week = Name(week), Probability = new Probability { Value = value, Lower = value, Upper = value } })],
        },
    };

    public static RecommendedPlan Plan(params RecommendedAction[] actions) => new() { AsOf = Scenario.AsOf, Actions = actions };

    public static RecommendedAction Action(string id, LocalDate decideBy, bool expired = false) => new()
    {
        Id = id,
        DecideBy = decideBy,
        Expired = expired,
        Lever = new Overtime { Team = Team.Id, From = decideBy.PlusDays(3) },
        Title = LocalizedText.Of(id, id),
    };

    private static string Name(int week) => $"2020-W{12 + week}";

    private static IEnumerable<WeekKpis> Weeks(Func<int, KpiSet> kpis) =>
        Enumerable.Range(0, 4).Select(week => new WeekKpis { Week = Name(week), Start = Scenario.Start.PlusWeeks(week), Kpis = kpis(week) });

    private static KpiSet Kpis(params (string Name, double Mean)[] figures) => new()
    {
        Values = figures.ToDictionary(figure => figure.Name, figure => new Estimate
        {
            Mean = figure.Mean, P10 = figure.Mean * 0.9, P50 = figure.Mean, P90 = figure.Mean * 1.1, HalfWidth = figure.Mean * 0.02,
        }),
    };
}
