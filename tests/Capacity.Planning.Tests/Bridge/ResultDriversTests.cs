using Capacity.Domain.Emotions;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Planning.Bridge;
using NodaTime;

namespace Capacity.Planning.Tests.Bridge;

/// <summary>The factors of a requirement, read from a scenario and its result.</summary>
public class ResultDriversTests
{
    private static readonly LocalDate Start = new(2020, 3, 2);

    private static Scenario Plan(double emotion = 0, EmotionalLoad? load = null) => new()
    {
        Start = Start, Weeks = 1, EmotionalLoad = load,
        Network = new Network
        {
            Sites = [new Site { Id = "lille" }],
            Reasons = [new Reason { Id = "refund", Emotion = emotion }],
            Queues = [new Queue { Id = "calls", Reasons = [new ReasonShare { Reason = "refund", Share = 1 }] }],
            Teams = [Team("large", 30), Team("small", 10)],
        },
    };

    private static Team Team(string id, double heads) => new() { Id = id, Site = "lille", Headcount = heads, Skills = [new Skill { Queue = "calls" }] };

    private static KpiSet Set(params (string Name, double Mean)[] figures) =>
        new() { Values = figures.ToDictionary(figure => figure.Name, figure => new Estimate { Mean = figure.Mean }) };

    private static ScenarioResult Result(double fresh, double offered, double seconds, double staffed = 700, double recovery = 0) => new()
    {
        Start = Start,
        Queues = [new QueueResult { Queue = "calls", Weeks = [Week((ContactKpis.Fresh.Name, fresh), (ContactKpis.Offered.Name, offered), (ContactKpis.AverageHandleTime.Name, seconds))] }],
        Teams = [Worked("large", 1050, staffed, recovery), Worked("small", 350, staffed / 3, recovery / 3)],
    };

    private static TeamResult Worked(string team, double paid, double staffed, double recovery) => new()
    {
        Team = team,
        Weeks = [Week((TeamKpiNames.PaidHours, paid), (TeamKpiNames.StaffedHours, staffed), (TeamKpiNames.HandlingHours, 400), (TeamKpiNames.RecoveryHours, recovery))],
    };

    private static WeekKpis Week(params (string Name, double Mean)[] figures) => new() { Start = Start, Kpis = Set(figures) };

    [Fact]
    public void A_queue_is_divided_among_its_teams_by_their_contract_hours()
    {
        var drivers = ResultDrivers.Of(Plan(), Result(4000, 5000, 300));

        drivers.Select(team => team.Volume).ShouldBe([3000, 1000]);
        drivers[0].Repeats.ShouldBe(1.25, 1e-12);
        drivers[0].Remaining.ShouldBe(700.0 / 1050, 1e-12);
        drivers[0].Occupancy.ShouldBe(0.85);
    }

    [Fact]
    public void The_factors_multiply_back_to_the_work_of_the_result()
    {
        var drivers = ResultDrivers.Of(Plan(0.5, new EmotionalLoad()), Result(4000, 5000, 300, recovery: 20))[0];

        drivers.Emotion.ShouldBe(1.15 * 1.05, 1e-9);
        (drivers.Volume * drivers.Repeats * drivers.HandleSeconds * drivers.Emotion / drivers.Efficiency).ShouldBe(3750 * 300 * 1.05, 1e-6);
    }

    [Fact]
    public void More_repeats_alone_make_the_whole_bridge_between_two_results()
    {
        var (before, after) = (ResultDrivers.Of(Plan(), Result(4000, 4000, 300)), ResultDrivers.Of(Plan(), Result(4000, 6000, 300)));

        var bridge = FteBridge.Weekly(before, after).ShouldHaveSingleItem().Bridge;

        bridge.Of(BridgeTerm.Repeats).ShouldBeGreaterThan(5m);
        bridge.Terms.Where(term => term.Key is not (BridgeTerm.Repeats or BridgeTerm.Rounding)).ShouldAllBe(term => term.Value == 0);
        bridge.Terms.Values.Sum().ShouldBe(bridge.After - bridge.Before);
    }
}
