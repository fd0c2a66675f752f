using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Tests.Fluid;

/// <summary>Constant loads on designs that share agents, against the contact-level engine; bounds are a third above what was measured.</summary>
public class FluidSharingTests
{
    /// <summary>Two lines, one pool, and two pools that both serve both: who comes first is served first, so both lines wait alike.</summary>
    [Theory]
    [InlineData(0.9, false)]
    [InlineData(1.15, false)]
    [InlineData(1.0, true)]
    public void Lines_with_the_same_agents_wait_as_one(double load, bool twoPools)
    {
        var teams = twoPools
            ? new[] { Team("t", 12, "a:1", "b:2"), Team("u", 8, "b:1", "a:2") }
            : [Team("t", 20, "a:1", "b:1")];
        Compare(Center([Line("a", 330), Line("b", 250)], teams, ("a", 12 * load, 330), ("b", 8 * load, 250)), 3, 1);
    }

    /// <summary>One line has help from the other's agents, who keep their own line long while the helped one is served (the N design).</summary>
    [Theory]
    [InlineData(0.9)]
    [InlineData(1.0)]
    public void A_line_that_is_helped_waits_less_than_the_line_of_its_helpers(double load) => Compare(
        Center([Line("a", 330), Line("b", 250)], [Team("t", 20, "a:1"), Team("u", 10, "b:1", "a:2")], ("a", 20 * load, 330), ("b", 10 * load, 250)),
        8, 2);

    /// <summary>Cases fill idle time and block a caller only while all agents are busy with them.</summary>
    [Theory]
    [InlineData(0.9, 4, 1.2)]
    [InlineData(1.0, 6, 2)]
    public void Deferred_work_that_leaves_no_backlog_hardly_disturbs_a_line(double load, double level, double abandonment) => Compare(
        Center([Line("a", 330), Cases("e", 400)], [Team("t", 20, "a:1", "e:2")], ("a", 14 * load, 330), ("e", 4 * load, 400)), level, abandonment);

    static void Compare(Scenario scenario, double level, double abandonment)
    {
        var simulated = SmallCenter.Run(scenario, 10, exponential: false);
        for (var queue = 0; queue < scenario.Network.Queues.Count; queue++)
        {
            if (scenario.Network.Queues[queue].Patience is null)
                continue;
            var truth = simulated.Tallies(queue, 2, 5).Aggregate((one, other) => one + other);
            var fluid = FluidTheoryTests.Of(SimulationModel.Compile(scenario), queue, lane: 0).Tally(2, 5);
            var name = scenario.Network.Queues[queue].Id;
            (100 * ContactKpis.ServiceLevelOfOffered.Of(fluid)).ShouldBe(100 * ContactKpis.ServiceLevelOfOffered.Of(truth), level, name);
            (100 * ContactKpis.AbandonmentRate.Of(fluid)).ShouldBe(100 * ContactKpis.AbandonmentRate.Of(truth), abandonment, name);
        }
    }

    static Scenario Center(Queue[] queues, Team[] teams, params (string Queue, double Erlangs, double Seconds)[] loads) => SmallCenter.Scenario(
        1, queues, teams, [.. loads.Select(load => SmallCenter.Baseline(load.Queue, load.Erlangs * 86_400 / load.Seconds))])
        with { IntervalMinutes = 15 };

    static Queue Line(string id, double seconds) => SmallCenter.Voice(id, seconds, 180) with
    {
        HandleTime = new HandleTime { MeanSeconds = seconds, CoefficientOfVariation = 0.9 },
    };

    static Queue Cases(string id, double seconds) => Line(id, seconds) with
    {
        Channel = Channel.Email, Patience = null, Priority = 4, Goals = new QueueGoals { TargetSeconds = 36_000 },
    };

    static Team Team(string id, double agents, params string[] skills) => SmallCenter.Team(
        id, agents, [.. skills.Select(skill => SmallCenter.Skill(skill[..1], skill[2] - '0'))]);
}
