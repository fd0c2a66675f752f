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

    /// <summary>
    /// One line has help from the other's agents, who keep their own line long while the helped one is served (the N design). Who went to the helpers
    /// stays with them, and who gives up in their line is no work of theirs.
    /// </summary>
    [Theory]
    [InlineData(0.85, 2.2, 0.9)]
    [InlineData(1.0, 2.6, 1.2)]
    [InlineData(1.15, 4.5, 2.2)]
    public void A_line_that_is_helped_waits_less_than_the_line_of_its_helpers(double load, double level, double abandonment) => Compare(
        Center([Line("a", 330), Line("b", 250)], [Team("t", 20, "a:1"), Team("u", 10, "b:1", "a:2")], ("a", 20 * load, 330), ("b", 10 * load, 250)),
        level, abandonment);

    /// <summary>A chain of helpers: each line's second choice is the next line's first.</summary>
    [Theory]
    [InlineData(0.85, 5, 1.4)]
    [InlineData(1.0, 4.6, 1.7)]
    public void Lines_that_help_each_other_in_a_chain(double load, double level, double abandonment) => Compare(
        Center(
            [Line("a", 330), Line("b", 300), Line("c", 250)],
            [Team("t", 15, "a:1", "b:2"), Team("u", 12, "b:1", "c:2"), Team("v", 10, "c:1")],
            ("a", 14 * load, 330), ("b", 13 * load, 300), ("c", 11 * load, 250)),
        level, abandonment);

    /// <summary>Callers give up, so that cases are begun more often than a line without patience lets them.</summary>
    [Theory]
    [InlineData(14)]
    [InlineData(15.4)]
    public void Cases_that_share_a_pool_begin_when_nobody_waits(double erlangs) => Compare(
        Center([Line("a", 330), Cases("e", 400)], [Team("t", 20, "a:1", "e:1")], ("a", erlangs, 330), ("e", 5, 400)), 1.2, 0.8);

    /// <summary>Helpers whose calls go first cannot take one between two chats.</summary>
    [Fact]
    public void Chats_keep_the_helpers_who_have_one() => Compare(
        Center(
            [Line("a", 330), Chats("b", 420)], [Team("t", 20, "a:1", "b:2"), Team("u", 6, "b:1")],
            ("a", 16 * 0.85, 330), ("b", 10 * 0.85, 420)),
        2, 1.5);

    /// <summary>
    /// Calls go first at agents who also chat: chats that begin beside others while callers wait are still there when agents are idle again, and they pass
    /// by the callers' line. Without both calls were answered too soon by 5 to 10 points.
    /// </summary>
    [Theory]
    [InlineData(10, 3.8, 2)]
    [InlineData(12, 2, 1.2)]
    [InlineData(14, 1.5, 0.8)]
    public void Calls_whose_agents_also_chat(double agents, double level, double abandonment) => Compare(
        Center([Line("a", 345), Chats("b", 435)], [Team("t", agents, "a:1", "b:2")], ("a", 5.3, 345), ("b", 4.6, 435)),
        level, abandonment);

    /// <summary>Cases fill idle time and block a caller only while all agents are busy with them.</summary>
    [Theory]
    [InlineData(0.9, 4, 1.2)]
    [InlineData(1.0, 6, 2)]
    public void Deferred_work_that_leaves_no_backlog_hardly_disturbs_a_line(double load, double level, double abandonment) => Compare(
        Center([Line("a", 330), Cases("e", 400)], [Team("t", 20, "a:1", "e:2")], ("a", 14 * load, 330), ("e", 4 * load, 400)), level, abandonment);

    /// <summary>
    /// Agents who come at nine take the night's cases at once, one each while there are any, so that the first callers wait for a case to end: in the
    /// morning of a pool whose night leaves more cases than agents, and of one whose night leaves few.
    /// </summary>
    [Theory]
    [InlineData(130, 2, 1.2)]
    [InlineData(30, 1.5, 1)]
    public void Cases_of_the_night_take_the_agents_of_the_morning(double cases, double level, double abandonment)
    {
        var hours = SmallCenter.Daily(9, 19);
        double[] shape = [.. Enumerable.Range(0, 24).Select(hour => hour is >= 9 and < 19 ? 1.0 : 0)];
        var team = Team("t", 20, "a:1", "e:2") with { WorkingHours = hours, ContractHours = 70 };
        var scenario = Center([Line("a", 330) with { OpeningHours = hours }, Cases("e", 400)], [team], ("a", 0, 330), ("e", 0, 400));
        Compare(scenario with { Baselines = [SmallCenter.Baseline("a", 12 * 36_000 / 330.0, shape), SmallCenter.Baseline("e", cases)] }, level, abandonment);
    }

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

    static Queue Chats(string id, double seconds) => Line(id, seconds) with
    {
        Channel = Channel.Chat, Priority = 2, Patience = new Patience { MeanSeconds = 90 }, Goals = new QueueGoals { TargetSeconds = 60 },
        Concurrency = new Concurrency { Maximum = 2, Stretch = [1, 1.4] },
    };

    static Team Team(string id, double agents, params string[] skills) => SmallCenter.Team(
        id, agents, [.. skills.Select(skill => SmallCenter.Skill(skill[..1], skill[2] - '0'))]);
}
