using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

public class StaffingRequirementTests
{
    static readonly QueueModel Model = new() { ArrivalRate = 600.0 / 3600, MeanServiceTime = 300, MeanPatience = 180, Target = 20 };

    [Theory]
    [InlineData(QueueMethod.ErlangA)]
    [InlineData(QueueMethod.ErlangC)]
    public void Finds_the_first_number_of_agents_that_meets_every_goal(QueueMethod method)
    {
        var goals = new StaffingGoals { ServiceLevel = 0.8, Abandonment = 0.05, SpeedOfAnswer = 15, Occupancy = 0.9 };
        var found = StaffingRequirement.Find(method, Model, goals);
        var one = Enumerable.Range(1, 200).First(agents => (method != QueueMethod.ErlangC || agents > 50)
            && goals.AreMetBy(StationaryQueue.Evaluate(method, Model with { Agents = agents })));
        found.Agents.ShouldBe(one);
    }

    [Fact]
    public void Finds_the_trunks_that_block_one_in_a_hundred() =>
        StaffingRequirement.Find(QueueMethod.ErlangB, Model, new StaffingGoals { ServiceLevel = 0.99 }).Agents.ShouldBe(64);

    /// <summary>200 erlangs at 300 s and 180 s: an occupancy ceiling costs forty agents more than 80/20.</summary>
    [Theory]
    [InlineData(0.8, null, 195)]
    [InlineData(null, 0.85, 236)]
    public void Shows_what_an_occupancy_ceiling_costs(double? level, double? occupancy, int agents)
    {
        var model = Model with { ArrivalRate = 200.0 / 300 };
        StaffingRequirement.Find(QueueMethod.ErlangA, model, new StaffingGoals { ServiceLevel = level, Occupancy = occupancy })
            .Agents.ShouldBe(agents);
    }

    [Fact]
    public void Says_why_lines_make_a_goal_impossible()
    {
        var refusal = Should.Throw<QueueRefusedException>(() =>
            StaffingRequirement.Find(QueueMethod.ErlangA, Model with { Lines = 30 }, new StaffingGoals { ServiceLevel = 0.8 }));
        refusal.Message.ShouldContain("up to 30");
        refusal.Message.ShouldContain("line");
    }

    [Fact]
    public void Refuses_goals_that_nothing_meets()
    {
        Should.Throw<QueueRefusedException>(() => StaffingRequirement.Find(QueueMethod.ErlangA, Model, new StaffingGoals()));
        Should.Throw<QueueRefusedException>(() => StaffingRequirement.Find(QueueMethod.ErlangA, Model, new StaffingGoals { ServiceLevel = 1 }));
        Should.Throw<QueueRefusedException>(() => StaffingRequirement.Find(QueueMethod.ErlangA, Model, new StaffingGoals { Occupancy = 0 }));
    }
}
