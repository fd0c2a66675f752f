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

    internal static Scenario Center(double agents, double contactsPerDay, Func<Queue, Queue>? change = null) => SmallCenter.Scenario(
        1, [(change ?? (queue => queue))(SmallCenter.Voice("line", 300, 180))],
        [SmallCenter.Team("team", agents, SmallCenter.Skill("line"))], SmallCenter.Baseline("line", contactsPerDay));

    internal static ContactTally FifthDay(Scenario scenario, int queue = 0) =>
        Of(SimulationModel.Compile(scenario), queue, lane: 0).Tally(5, 1);

    /// <summary>What one environment counts on a queue.</summary>
    internal static ContactDaySums Of(SimulationModel model, int queue, int lane)
    {
        var sums = new ContactDaySums(model.Timeline.Days, EngineKind.Fluid.Unit);
        sums.Read(FluidEngine.Run(model, seed: 1).Replications[lane].Queues[queue]);
        return sums;
    }
}
