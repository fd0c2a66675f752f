using Capacity.Numerics.Queueing;
using Capacity.Simulation.Models;

namespace Capacity.Planning.Tests;

public class The_requirement_table
{
    [Fact]
    public void Asks_Erlang_A_for_the_rate_that_good_service_makes_of_fresh_contacts()
    {
        var scenario = SmallOperation.Scenario(weeks: 1);
        var growth = 1 / (1 - 0.05 * 0.5 - 0.95 * 0.2);
        var expected = StaffingRequirement.Find(
            QueueMethod.ErlangA,
            new QueueModel { ArrivalRate = 520.0 / 8 / 3600 * growth, MeanServiceTime = 300, MeanPatience = 180, Target = 20 },
            new StaffingGoals { ServiceLevel = 0.8, Occupancy = 0.85 });

        var gap = RequirementTable.Of(scenario, SimulationModel.Compile(scenario)).Single(g => g.Queue == "refund-voice");

        gap.RequiredAgents.ShouldBe(expected.Agents, 1e-9);
        gap.Week.ShouldBe("2020-W12");
    }

    [Fact]
    public void Divides_a_teams_agents_among_its_queues_without_losing_any()
    {
        var scenario = SmallOperation.Scenario(weeks: 1);
        var model = SimulationModel.Compile(scenario);

        var table = RequirementTable.Of(scenario, model);

        var scheduled = table.Where(g => g.Queue is "refund-voice" or "refund-callback").Sum(g => g.ScheduledAgents);
        var open = Enumerable.Range(0, model.Timeline.Intervals).Where(i => model.Timeline.DayOf(i) < 7 && model.OpenShare(0, i) > 0).ToList();
        scheduled.ShouldBe(open.Average(i => model.Agents()[0][i]), 1e-9);
    }
}

public class Intervals_of_one_plan
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1.2214)]
    [InlineData(20, 1.5423)]
    public void Are_widened_to_hold_together(int intervals, double factor)
    {
        ActionEffects.FamilyFactor(intervals).ShouldBe(factor, 1e-3);
    }
}
