using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Planning.Candidates;

namespace Capacity.Planning.Tests;

public class A_search_that_the_fluid_leads
{
    private static readonly PlanOptions Quick = new() { Replications = 2, TrialReplications = 2, Seed = 11, MostActions = 1 };

    private static FluidScreen Screen(PlanOptions options) => new(options, CancellationToken.None);

    private static Trials Trials(PlanOptions options) => new(options, TimeProvider.System, CancellationToken.None);

    [Fact]
    public void Begins_with_the_decision_with_which_trials_alone_begin()
    {
        var scenario = SmallOperation.Scenario();
        var candidates = CandidateLevers.Of(scenario, new Shortage(scenario, Trials(Quick).Try(scenario)))
            .Where(lever => !CandidateLevers.IsExpired(scenario, lever)).ToList();
        Lever First(FluidScreen? screen) =>
            new GreedySearch(Trials(Quick), Quick, (_, _) => { }, screen).Choose(scenario, candidates, []).Chosen.Single();

        GreedySearch.Excludes(First(Screen(Quick)), First(null)).ShouldBeTrue();
    }

    [Fact]
    public void Takes_fewer_trials_than_it_has_candidates()
    {
        var effort = PlanSearch.Recommend(SmallOperation.Scenario(), Quick).Search;

        effort.WithoutFluid.ShouldBeNull();
        effort.OutOfTime.ShouldBeFalse();
        effort.Trials.ShouldBeLessThan(effort.Candidates);
    }

    /// <summary>Everybody on the drowning line is passed on to idle people, which the fluid does not follow: it sees a disaster where there is none.</summary>
    [Fact]
    public void Goes_on_contact_by_contact_where_the_fluid_leaves_out_what_matters()
    {
        var scenario = SmallOperation.Scenario();
        scenario = scenario with
        {
            Furloughs = [],
            Network = scenario.Network with
            {
                Queues = [.. scenario.Network.Queues.Select(queue => queue.Id == "refund-voice"
                    ? queue with { Overflow = new Overflow { AfterSeconds = 5, Queue = "ski-voice" } }
                    : queue)],
            },
        };

        var plan = PlanSearch.Recommend(scenario, Quick);

        plan.Search.WithoutFluid.ShouldNotBeNull().En.ShouldContain("too far from the simulation");
        plan.Search.WithoutFluid.Fr.ShouldNotBeNullOrWhiteSpace();
        plan.Search.Trials.ShouldBeGreaterThanOrEqualTo(plan.Search.Candidates);
        plan.Actions.Select(action => action.Id).ShouldBe(WithoutFluid(scenario).Select(lever => lever.Id), ignoreOrder: true);
    }

    private static IReadOnlyList<Lever> WithoutFluid(Scenario scenario)
    {
        var candidates = CandidateLevers.Of(scenario, new Shortage(scenario, Trials(Quick).Try(scenario)));
        return new GreedySearch(Trials(Quick), Quick, (_, _) => { })
            .Choose(scenario, [.. candidates.Where(lever => !CandidateLevers.IsExpired(scenario, lever))], []).Chosen;
    }

    [Fact]
    public void Says_that_the_fluid_cannot_compute_a_plan_instead_of_failing()
    {
        var broken = SmallOperation.Scenario() with { Weeks = 0 };

        Should.Throw<UncomputableException>(() => Screen(Quick).Values([SmallOperation.Scenario(), broken])).Why.Fr.ShouldContain("ne sait pas calculer");
    }

    /// <summary>Two futures of a trial are two draws of what an announcement brings; the correction knows how they differ from all futures.</summary>
    [Fact]
    public void Takes_from_a_trial_what_its_environments_bring_by_chance()
    {
        var scenario = SmallOperation.Scenario() with { CommonDailyVariation = 0.2 };
        double[] plain = new double[6], corrected = new double[6];
        for (var seed = 0; seed < plain.Length; seed++)
        {
            var options = Quick with { Seed = (ulong)seed };
            plain[seed] = Trials(options).Value(scenario);
            corrected[seed] = plain[seed] + Screen(options).Correction(scenario);
        }

        Spread(corrected).ShouldBeLessThan(0.6 * Spread(plain));
    }

    private static double Spread(double[] values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
}

public class Gains_of_candidates
{
    private static readonly Overtime Small = new() { Id = "small", Team = "refunds", HoursPerWeek = 8 };
    private static readonly Overtime Large = new() { Id = "large", Team = "refunds", HoursPerWeek = 16 };
    private static readonly Overtime Other = new() { Id = "other", Team = "activities", HoursPerWeek = 8 };

    private static CandidateGains Screened()
    {
        var gains = new CandidateGains();
        gains.Add([Small, Large, Other]);
        gains.Begin(1_000);
        gains.Screened([Small, Large, Other], [900, 850, 950]);
        return gains;
    }

    [Fact]
    public void Take_what_a_trial_says_for_every_size_of_its_decision()
    {
        var gains = Screened();

        gains.Tried(Small, 60);

        gains.Known.ShouldBe(new Dictionary<string, double> { ["small"] = 60, ["large"] = 110, ["other"] = 50 }, ignoreOrder: true);
        gains.Above(55).ShouldBe([Large, Small]);
    }

    [Fact]
    public void Keep_it_when_the_plan_grows()
    {
        var gains = Screened();
        gains.Tried(Small, 60);

        gains.Begin(800);
        gains.IsOld(Large).ShouldBeTrue();
        gains.Screened([Large], [700]);

        gains.Known["large"].ShouldBe(60);
        gains.IsOld(Large).ShouldBeFalse();
        gains.IsOld(Other).ShouldBeTrue();
    }
}

public class The_breadth_of_candidates
{
    [Fact]
    public void Puts_the_few_before_the_many()
    {
        var scenario = SmallOperation.Scenario();
        var shortage = new Shortage(scenario, new Trials(new PlanOptions(), TimeProvider.System, CancellationToken.None).Try(scenario));

        var few = CandidateLevers.Of(scenario, shortage);
        var many = CandidateLevers.Of(scenario, shortage, CandidateBreadth.Finer);

        many.Take(few.Count).ShouldBe(few);
        many.Count.ShouldBeGreaterThan(2 * few.Count);
        many.Select(lever => lever.Id).ShouldBeUnique();
    }
}
