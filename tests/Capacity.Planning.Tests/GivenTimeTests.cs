using Capacity.Domain.Emotions;
using Capacity.Domain.Kpis;
using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Planning.Candidates;

namespace Capacity.Planning.Tests;

public class A_team_with_less_than_the_laws_breaks
{
    private static readonly PlanOptions Quick = new() { Replications = 24, TrialReplications = 2, Seed = 11, MostActions = 3 };

    /// <summary>The small operation with an idle team that works through its breaks and its time together.</summary>
    internal static Scenario Hurried(RulePack pack, double refundContacts = 90) => SmallOperation.Scenario(refundContacts) is var scenario ? scenario with
    {
        AsOf = SmallOperation.Start.PlusDays(4),
        Furloughs = [],
        Network = scenario.Network with
        {
            Sites = [scenario.Network.Sites[0] with { LaborRules = new SiteRules { Pack = pack } }],
            Teams = [scenario.Network.Teams[0], scenario.Network.Teams[1] with { Shrinkage = new Shrinkage { Breaks = 0.02, Training = 0, Cohesion = 0 } }],
        },
    } : scenario;

    private static List<ShrinkageChange> Candidates(Scenario scenario) => [.. CandidateLevers.Of(scenario, ShortageOf(scenario)).OfType<ShrinkageChange>()];

    internal static Shortage ShortageOf(Scenario scenario) =>
        new(scenario, new Trials(new PlanOptions(), TimeProvider.System, CancellationToken.None).Try(scenario));

    [Fact]
    public void Is_offered_its_breaks_and_its_time_together_as_two_decisions()
    {
        var levers = Candidates(Hurried(RulePack.France));

        levers.Select(lever => (lever.Team, lever.Breaks, lever.Training, lever.Cohesion))
            .ShouldBe([("activities", 0.056, null, null), ("activities", null, 0.03, 0.02)]);
        GreedySearch.Excludes(levers[0], levers[1]).ShouldBeFalse();
        GreedySearch.Excludes(levers[0], levers[0] with { Breaks = 0.08 }).ShouldBeTrue();
        levers.ShouldAllBe(lever => lever.DecideBy() == SmallOperation.Start.PlusDays(4) && lever.From == SmallOperation.Start.PlusDays(7));
    }

    [Fact]
    public void Is_offered_nothing_where_its_breaks_are_in_its_shifts_or_are_the_laws()
    {
        var scenario = Hurried(RulePack.France);
        Scenario With(Team team) => scenario with { Network = scenario.Network with { Teams = [scenario.Network.Teams[0], team] } };

        Candidates(With(scenario.Network.Teams[1] with { Shifts = [new Domain.Supply.ShiftPattern { Id = "day" }] })).ShouldBeEmpty();
        Candidates(With(scenario.Network.Teams[1] with { Shrinkage = new Shrinkage { Breaks = 0.056 } })).ShouldBeEmpty();
    }

    /// <summary>Under a rule that refuses the law is not weighed against euros; without one its worth decides.</summary>
    [Theory]
    [InlineData(RulePack.France, 0)]
    [InlineData(RulePack.None, 2_000)]
    public void Gets_them_back_in_the_plan_with_proof_and_the_score_follows(RulePack pack, double breakHour)
    {
        var scenario = Hurried(pack);
        var plan = PlanSearch.Recommend(scenario, Quick with { Weights = new PlanWeights { MissingBreakHour = breakHour, MissingTogetherHour = 0 } });

        var action = plan.Actions.Single(a => a.Lever is ShrinkageChange);
        (action.Proven, action.NoRegret).ShouldBe((true, true));
        (action.Effects[0].Kpi, action.Effects[0].Subject, action.Effects[0].Improves).ShouldBe((TeamKpiNames.BreakHours, "activities", true));
        plan.Symmetry.EmployeesBefore.ShouldBe(49);
        plan.Symmetry.EmployeesAfter.ShouldBeGreaterThan(plan.Symmetry.EmployeesBefore);
        PlanReview.RefusedPeopleWeeks(scenario.With([.. plan.Actions.Select(a => a.Lever)]))
            .ShouldBeLessThanOrEqualTo(PlanReview.RefusedPeopleWeeks(scenario));
    }

    [Fact]
    public void Has_kept_breaks_from_the_next_whole_week_on_in_the_plan()
    {
        var scenario = Hurried(RulePack.France);

        var plan = PlanSearch.Recommend(scenario, Quick);

        PlanReview.Of(scenario).ShouldContain(finding => finding.Rule.Id == "break" && finding.Refuses);
        PlanReview.Of(scenario.With([.. plan.Actions.Select(a => a.Lever)])).ShouldBeEmpty();
        plan.Symmetry.EmployeesAfter.ShouldBeGreaterThan(75);
    }
}

public class Time_that_is_given_back
{
    [Fact]
    public void Is_counted_in_hours_of_the_weeks_that_have_it()
    {
        var scenario = A_team_with_less_than_the_laws_breaks.Hurried(RulePack.None);
        var lever = new ShrinkageChange { Id = "back", Team = "activities", Breaks = 0.12, From = SmallOperation.Start.PlusWeeks(1) };

        var action = Verified(scenario, lever);

        // Ten heads of 35 hours, leave of 10 % taken out, and a tenth more of what remains.
        action.Effects[0].Mean.ShouldBe(10 * 35 * 0.9 * 0.1, 1e-9);
        action.Effects[0].HalfWidth.ShouldBe(0);
        action.Cost.ShouldBe(0, 1e-9);
        action.Title.En.ShouldBe("Give time back: breaks 2\u00a0% → 12\u00a0%, activities");
    }

    [Fact]
    public void Is_no_proof_where_it_is_taken()
    {
        var lever = new ShrinkageChange { Id = "take", Team = "refunds", Breaks = 0, Cohesion = 0, From = SmallOperation.Start };

        var action = Verified(SmallOperation.Scenario(), lever);

        action.Effects.ShouldContain(effect => effect.Kpi == "serviceLevelOfOffered" && effect.Improves);
        action.Effects[0].Worsens.ShouldBeTrue();
        (action.Proven, action.NoRegret).ShouldBe((false, false));
        action.Title.Fr.ShouldStartWith("Prendre du temps : pauses 8");
    }

    /// <summary>The search gives time to people; it never takes any.</summary>
    [Theory]
    [InlineData(RulePack.None)]
    [InlineData(RulePack.France)]
    public void Is_never_taken_by_a_candidate(RulePack pack)
    {
        var scenario = A_team_with_less_than_the_laws_breaks.Hurried(pack, refundContacts: 520);

        CandidateLevers.Of(scenario, A_team_with_less_than_the_laws_breaks.ShortageOf(scenario)).OfType<ShrinkageChange>()
            .SelectMany(lever => lever.Shares(scenario.Network.Teams.Single(team => team.Id == lever.Team).Shrinkage))
            .ShouldAllBe(share => share.After > share.Before);
    }

    private static RecommendedAction Verified(Scenario scenario, Lever lever)
    {
        var trials = new Trials(new PlanOptions { Replications = 24, Seed = 3 }, TimeProvider.System, CancellationToken.None);
        return new PlanVerification(trials, new PlanOptions { Replications = 24, Seed = 3 }, (_, _) => { })
            .Of(scenario, new Shortage(scenario, trials.Try(scenario)), [lever]).Actions.Single();
    }
}

public class A_proof
{
    private static readonly EffectMeasure Main = new("abandonmentRate", "calls", -1);

    private static PairedDifference Effect(string kpi, double mean, int better) => new() { Kpi = kpi, Subject = "calls", Mean = mean, HalfWidth = 1, Better = better };

    [Theory]
    [InlineData(-2, 0, true)]
    [InlineData(0, 2, true)]
    [InlineData(2, 0, false)]
    [InlineData(0, -2, false)]
    [InlineData(2, 2, false)]
    [InlineData(-2, -2, true)]
    [InlineData(-0.5, 0.5, false)]
    public void Is_an_improvement_in_what_the_action_is_for_and_not_a_change_for_the_worse(double abandonment, double level, bool proven) =>
        ActionEffects.Prove([Effect("abandonmentRate", abandonment, -1), Effect("serviceLevel", level, 1)], Main).ShouldBe(proven);
}

public class Time_to_be_heard
{
    private static readonly Scenario Heard = SmallOperation.Scenario() is var scenario ? scenario with
    {
        EmotionalLoad = new EmotionalLoad(),
        Network = scenario.Network with { Reasons = [.. scenario.Network.Reasons.Select(reason => reason with { Emotion = 0.3 })] },
    } : scenario;

    private static Redeployment Lent(double pace) => new()
    {
        Id = "lent", FromTeam = "activities", ToTeam = "refunds", Heads = 6, From = SmallOperation.Start.PlusDays(5), HandleTimeFactor = pace,
    };

    private static IReadOnlyList<Lever> Chosen(Lever lever)
    {
        var options = new PlanOptions { TrialReplications = 2, Seed = 11 };
        var search = new GreedySearch(new Trials(options, TimeProvider.System, CancellationToken.None), options, (_, _) => { });
        return search.Choose(Heard, [lever], []).Chosen;
    }

    /// <summary>People who hurry help the line more and cost the same: a search that looked at euros only would take them.</summary>
    [Fact]
    public void Is_never_taken_by_the_search_however_much_it_would_help()
    {
        Chosen(Lent(1.25)).ShouldHaveSingleItem();
        Chosen(Lent(0.6)).ShouldBeEmpty();
    }

    [Fact]
    public void Is_never_taken_when_time_runs_out()
    {
        var options = new PlanOptions { TrialReplications = 2, Seed = 11, TimeBudget = TimeSpan.FromSeconds(1) };
        IReadOnlyList<Lever> InHaste(Lever lever)
        {
            var clock = new Hourglass();
            return new GreedySearch(new Trials(options, clock, CancellationToken.None), options, (_, _) => clock.RanOut = true).Choose(Heard, [lever], []).Chosen;
        }

        InHaste(Lent(1.25)).ShouldHaveSingleItem();
        InHaste(Lent(0.6)).ShouldBeEmpty();
    }

    [Fact]
    public void Is_left_alone_by_every_candidate() =>
        CandidateLevers.Of(Heard, A_team_with_less_than_the_laws_breaks.ShortageOf(Heard)).ShouldAllBe(lever => TimeToBeHeard.Lost(Heard, Heard.With(new[] { lever })).Count == 0);

    /// <summary>A clock that stands still until time has run out.</summary>
    private sealed class Hourglass : TimeProvider
    {
        public bool RanOut { get; set; }

        public override long GetTimestamp() => RanOut ? TimeSpan.FromHours(1).Ticks : 0;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
