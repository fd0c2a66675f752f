using Capacity.Numerics.Distributions;
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
    public void Exponential_patience_asks_for_the_agents_of_erlang_A()
    {
        var goals = new StaffingGoals { ServiceLevel = 0.8, Abandonment = 0.03 };
        StaffingRequirement.Find(Model, new ExponentialDistribution(180), goals).Agents
            .ShouldBe(StaffingRequirement.Find(QueueMethod.ErlangA, Model, goals).Agents);
    }

    public static TheoryData<string> Laws => ["deterministic", "lognormal", "hyperexponential", "balking", "never"];

    static Distribution Law(string name) => name switch
    {
        "deterministic" => new DeterministicDistribution(180),
        "lognormal" => new LognormalDistribution(180, 1.5),
        "hyperexponential" => MixtureDistribution.Hyperexponential((0.5, 36), (0.5, 324)),
        "balking" => MixtureDistribution.WithZeros(0.1, new ExponentialDistribution(180)),
        _ => DeterministicDistribution.Never,
    };

    [Theory]
    [MemberData(nameof(Laws))]
    public void Finds_the_first_number_of_agents_for_any_law_of_patience(string law)
    {
        var goals = new StaffingGoals { ServiceLevel = 0.7, SpeedOfAnswer = 25 };
        var found = StaffingRequirement.Find(Model, Law(law), goals);
        var first = Enumerable.Range(law == "never" ? 51 : 25, 60)
            .First(agents => goals.AreMetBy(GeneralPatienceQueue.Evaluate(Model with { Agents = agents }, Law(law))));
        found.Agents.ShouldBe(first);
    }

    [Fact]
    public void Finds_agents_within_a_limit_of_lines()
    {
        var goals = new StaffingGoals { ServiceLevel = 0.8 };
        var model = Model with { Lines = 60 };
        var found = StaffingRequirement.Find(QueueMethod.ErlangA, model, goals);
        found.ServiceLevels.OfOffered.ShouldBeGreaterThanOrEqualTo(0.8);
        ErlangA.Evaluate(model with { Agents = found.Agents - 1 }).ServiceLevels.OfOffered.ShouldBeLessThan(0.8);
        found.BlockingProbability.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Refuses_goals_that_nothing_meets()
    {
        Should.Throw<QueueRefusedException>(() => StaffingRequirement.Find(QueueMethod.ErlangA, Model, new StaffingGoals()));
        Should.Throw<QueueRefusedException>(() => StaffingRequirement.Find(QueueMethod.ErlangA, Model, new StaffingGoals { ServiceLevel = 1 }));
        Should.Throw<QueueRefusedException>(() => StaffingRequirement.Find(QueueMethod.ErlangA, Model, new StaffingGoals { Occupancy = 0 }));
    }
}
