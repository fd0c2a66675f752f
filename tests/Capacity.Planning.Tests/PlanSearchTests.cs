using Capacity.Domain.Levers;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;

namespace Capacity.Planning.Tests;

public class A_search_for_a_plan
{
    private static readonly PlanOptions Quick = new() { Replications = 24, TrialReplications = 2, Seed = 11, MostActions = 3 };

    private static readonly Lazy<RecommendedPlan> Drowning = new(() => PlanSearch.Recommend(SmallOperation.Scenario(), Quick));

    [Fact]
    public void Brings_idle_people_to_the_line_that_drowns()
    {
        var redeployment = Drowning.Value.Actions.Single(a => a.Lever is Redeployment);

        ((Redeployment)redeployment.Lever).FromTeam.ShouldBe("activities");
        ((Redeployment)redeployment.Lever).ToTeam.ShouldBe("refunds");
        redeployment.Proven.ShouldBeTrue();
        redeployment.NoRegret.ShouldBeTrue();
        redeployment.Effects[0].Kpi.ShouldBe("serviceLevelOfOffered");
        redeployment.Effects[0].Mean.ShouldBeGreaterThan(redeployment.Effects[0].HalfWidth);
    }

    [Fact]
    public void Raises_the_probability_of_goals_and_the_customers_score()
    {
        var plan = Drowning.Value;

        plan.Goals.Average(g => g.ProbabilityAfter).ShouldBeGreaterThan(plan.Goals.Average(g => g.ProbabilityBefore));
        plan.Symmetry.CustomersAfter.ShouldBeGreaterThan(plan.Symmetry.CustomersBefore);
    }

    [Fact]
    public void Recommends_nothing_that_should_have_been_decided_before_the_as_of_day()
    {
        Drowning.Value.Actions.ShouldAllBe(a => a.DecideBy >= SmallOperation.Start && !a.Expired);
        Drowning.Value.Alternatives.Where(a => a.Expired).ShouldNotBeEmpty();
        Drowning.Value.Alternatives.Where(a => a.Expired).ShouldAllBe(a => a.DecideBy < SmallOperation.Start);
    }

    [Fact]
    public void Costs_what_its_actions_add_to_the_staff_cost()
    {
        var redeployment = Drowning.Value.Actions.Single(a => a.Lever is Redeployment);

        redeployment.Cost.ShouldBeGreaterThan(0);
        var added = Drowning.Value.CostAfter - Drowning.Value.CostBefore;
        Drowning.Value.Actions.Sum(a => a.Cost).ShouldBe(added, 1e-6 * Drowning.Value.CostBefore);
    }

    [Fact]
    public void Leaves_a_comfortable_operation_alone()
    {
        var plan = PlanSearch.Recommend(SmallOperation.Scenario(refundContacts: 90), Quick);

        plan.Actions.ShouldBeEmpty();
        plan.CostAfter.ShouldBe(plan.CostBefore);
    }

    [Fact]
    public void Gives_the_same_plan_whatever_the_threads()
    {
        var alone = PlanSearch.Recommend(SmallOperation.Scenario(), Quick with { Threads = 1 });
        var together = PlanSearch.Recommend(SmallOperation.Scenario(), Quick with { Threads = 3 });

        alone.Actions.Select(a => a.Id).ShouldBe(together.Actions.Select(a => a.Id));
        alone.Actions.SelectMany(a => a.Effects).ShouldBe(together.Actions.SelectMany(a => a.Effects));
    }

    [Fact]
    public void Falls_back_on_the_gains_that_it_knows_when_time_runs_out()
    {
        var clock = new StoppedAfter(reads: 12);

        var plan = PlanSearch.Recommend(SmallOperation.Scenario(), Quick with { TimeBudget = TimeSpan.FromSeconds(1) }, clock: clock);

        plan.Actions.ShouldNotBeEmpty();
        plan.Actions.ShouldContain(a => a.Proven);
        plan.Search.OutOfTime.ShouldBeTrue();
    }

    /// <summary>A clock that stands still for some readings and then jumps far ahead.</summary>
    private sealed class StoppedAfter(int reads) : TimeProvider
    {
        private int _reads;

        public override long GetTimestamp() => ++_reads <= reads ? 0 : TimeSpan.FromHours(1).Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }

    [Fact]
    public void Stops_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Should.Throw<OperationCanceledException>(() => PlanSearch.Recommend(SmallOperation.Scenario(), Quick, null, stop.Token));
    }
}

public class The_verification_of_a_plan
{
    [Fact]
    public void Says_that_an_action_without_effect_is_not_proven()
    {
        var scenario = SmallOperation.Scenario(refundContacts: 60);
        var options = new PlanOptions { Replications = 24, Seed = 3 };
        var idle = new CallbackLever
        {
            Id = "idle", Queue = "ski-voice", CallbackQueue = "refund-callback", From = SmallOperation.Start, ThresholdSeconds = 86_400,
        };

        var plan = Verified(scenario, options, idle);

        plan.Actions.Single().Proven.ShouldBeFalse();
        plan.Actions.Single().NoRegret.ShouldBeFalse();
        plan.Actions.Single().Effects.ShouldAllBe(e => !e.ExcludesZero);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Says_whether_its_scenario_was_calibrated(bool calibrated)
    {
        var overtime = new Overtime { Id = "more", Team = "refunds", HoursPerWeek = 8, From = SmallOperation.Start.PlusDays(7) };

        Verified(SmallOperation.Scenario() with { Calibrated = calibrated }, new PlanOptions { Replications = 2, Seed = 3 }, overtime).Calibrated.ShouldBe(calibrated);
    }

    [Fact]
    public void Proves_a_recall_a_hire_and_a_cross_training_like_every_other_action()
    {
        ProvesOneOf<Recall>(SmallOperation.WithRefundsOnShortTime());
        ProvesOneOf<Hire>(SmallOperation.Scenario(weeks: 7));
        ProvesOneOf<CrossTraining>(SmallOperation.Scenario(weeks: 4) with { Furloughs = [] });
    }

    private static void ProvesOneOf<T>(Scenario scenario) where T : Lever
    {
        var shortage = new Candidates.Shortage(scenario, new Trials(new PlanOptions(), TimeProvider.System, CancellationToken.None).Try(scenario));
        var lever = Candidates.CandidateLevers.Of(scenario, shortage).OfType<T>()
            .Where(candidate => !Candidates.CandidateLevers.IsExpired(scenario, candidate)).MaxBy(PeopleIn)!;

        var action = Verified(scenario, new PlanOptions { Replications = 24, Seed = 3 }, lever).Actions.Single();

        action.Proven.ShouldBeTrue(action.Title.En);
        action.Effects[0].Mean.ShouldBeGreaterThan(action.Effects[0].HalfWidth);
        action.DecideBy.ShouldBe(lever.From.PlusDays(-lever.LeadDays()));
        action.Title.Fr.ShouldNotBeNullOrWhiteSpace();
    }

    private static double PeopleIn(Lever lever) => lever switch { Recall r => r.Heads, Hire h => h.Heads, CrossTraining t => t.Heads, _ => 0 };

    private static RecommendedPlan Verified(Scenario scenario, PlanOptions options, Lever lever)
    {
        var trials = new Trials(options, TimeProvider.System, CancellationToken.None);
        var shortage = new Candidates.Shortage(scenario, trials.Try(scenario));
        return new PlanVerification(trials, options, (_, _) => { }).Of(scenario, shortage, [lever]);
    }
}
