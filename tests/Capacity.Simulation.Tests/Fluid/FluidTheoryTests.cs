using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.Fluid;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Tests.Fluid;

public class FluidTheoryTests
{
    [Theory]
    [InlineData(4, 0.7)]
    [InlineData(9, 0.9)]
    [InlineData(9, 1.3)]
    [InlineData(30, 0.95)]
    [InlineData(30, 1.2)]
    [InlineData(100, 1.0)]
    public void Constant_load_gives_Erlang_A(int agents, double load)
    {
        var exact = ErlangA.Evaluate(new Capacity.Numerics.Queueing.QueueModel
        {
            ArrivalRate = load * agents / 300, MeanServiceTime = 300, MeanPatience = 180, Agents = agents, Target = 20,
        });
        var tally = FifthDay(Center(agents, load * agents * 86400 / 300));
        ContactKpis.ServiceLevelOfOffered.Of(tally).ShouldBe(exact.ServiceLevels.OfOffered, 0.005);
        ContactKpis.AbandonmentRate.Of(tally).ShouldBe(exact.AbandonmentRate, 0.003);
        ContactKpis.AverageWait.Of(tally).ShouldBe(exact.AverageWait, 0.2 + 0.02 * exact.AverageWait);
    }

    [Fact]
    public void Deep_overload_loses_what_the_agents_cannot_serve()
    {
        var tally = FifthDay(Center(20, 3 * 20 * 86400 / 300.0));
        ContactKpis.AbandonmentRate.Of(tally).ShouldBe(1 - 1 / 3.0, 0.002);
    }

    /// <summary>A line forgets within a handle time, not within half an hour: a day that rises and falls.</summary>
    [Fact]
    public void Contacts_that_rise_and_fall_wait_a_handle_time_later()
    {
        double[] shape = [.. Enumerable.Range(0, 24).Select(hour => 1 - 0.4 * Math.Cos(2 * Math.PI * hour / 6))];
        var scenario = Center(46, 40 * 86400 / 300.0) with { IntervalMinutes = 30 };
        scenario = scenario with { Baselines = [SmallCenter.Baseline("line", 40 * 86400 / 300.0, shape)] };
        var truth = SmallCenter.Run(scenario, 20).Tallies(0, 2, 5).Aggregate((one, other) => one + other);
        var fluid = Of(SimulationModel.Compile(scenario), queue: 0, lane: 0).Tally(2, 5);
        ContactKpis.AbandonmentRate.Of(fluid).ShouldBe(ContactKpis.AbandonmentRate.Of(truth), 0.0015);
        ContactKpis.ServiceLevelOfOffered.Of(fluid).ShouldBe(ContactKpis.ServiceLevelOfOffered.Of(truth), 0.01);
    }

    /// <summary>A quarter too many cases: who comes at t waits a quarter of t, so that 10 hours are kept until hour 40.</summary>
    [Fact]
    public void Cases_beyond_the_agents_wait_as_first_come_first_served_has_it()
    {
        const double Most = 2000 * 86400 / 300.0;
        var scenario = Center(2000, 1.25 * Most, queue => queue with
        {
            Channel = Channel.Email, Patience = null, Redial = null, Goals = new QueueGoals { TargetSeconds = 36_000 },
        });
        var days = Of(SimulationModel.Compile(scenario), queue: 0, lane: 0);
        ContactKpis.ServiceLevelOfOffered.Of(days.Tally(0, 1)).ShouldBe(1, 0.001);
        ContactKpis.ServiceLevelOfOffered.Of(days.Tally(1, 1)).ShouldBe(16 / 24.0, 0.03);
        ContactKpis.ServiceLevelOfOffered.Of(days.Tally(2, 1)).ShouldBe(0, 0.001);
        ContactKpis.AverageWait.Of(days.Tally(2, 1)).ShouldBe(0.25 * 60 * 3600, 0.02 * 0.25 * 60 * 3600);
        days.Tally(4, 1).BacklogAtEnd.ShouldBe(5 * 0.25 * Most, 0.02 * 5 * 0.25 * Most);
    }

    internal static Scenario Center(double agents, double contactsPerDay, Func<Queue, Queue>? change = null) => SmallCenter.Scenario(
        1, [(change ?? (queue => queue))(SmallCenter.Voice("line", 300, 180))],
        [SmallCenter.Team("team", agents, SmallCenter.Skill("line"))], SmallCenter.Baseline("line", contactsPerDay));

    internal static ContactTally FifthDay(Scenario scenario, int queue = 0) =>
        Of(SimulationModel.Compile(scenario), queue, lane: 0).Tally(5, 1);

    /// <summary>What one environment counts on a queue.</summary>
    internal static ContactDaySums Of(SimulationModel model, int queue, int lane)
    {
        var sums = new ContactDaySums(model.Timeline.Days, EngineKind.Fluid);
        sums.Read(FluidEngine.Run(model, seed: 1).Replications[lane].Queues[queue]);
        return sums;
    }
}
