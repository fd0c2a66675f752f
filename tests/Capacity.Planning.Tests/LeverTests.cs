using Capacity.Domain.Levers;
using Capacity.Planning.Candidates;
using NodaTime;

namespace Capacity.Planning.Tests;

public class Candidate_levers
{
    private static readonly Shortage Drowning = ShortageOf(SmallOperation.Scenario());

    [Fact]
    public void Cover_every_kind_but_recall_where_the_short_team_works_in_full()
    {
        var kinds = CandidateLevers.Of(SmallOperation.Scenario(), Drowning).Select(l => l.GetType()).Distinct();

        kinds.ShouldBe(
            [typeof(Overtime), typeof(Redeployment), typeof(CallbackLever), typeof(Deflection), typeof(Hire), typeof(CrossTraining)], ignoreOrder: true);
    }

    [Fact]
    public void Call_back_no_more_people_than_the_short_team_has_on_short_time_work()
    {
        var scenario = SmallOperation.WithRefundsOnShortTime();
        var recalls = CandidateLevers.Of(scenario, ShortageOf(scenario)).OfType<Recall>().ToList();

        recalls.ShouldNotBeEmpty();
        recalls.ShouldAllBe(r => r.Team == "refunds" && r.Heads >= 1 && r.Heads <= 4 && r.NoticeDays == 5);
    }

    [Fact]
    public void Hire_only_as_early_as_people_can_be_found_and_trained()
    {
        var scenario = SmallOperation.Scenario(weeks: 14);
        var open = CandidateLevers.Of(scenario, ShortageOf(scenario)).OfType<Hire>().Where(h => !CandidateLevers.IsExpired(scenario, h)).ToList();

        open.Select(h => h.Contract).Distinct().ShouldBe([Domain.Supply.ContractKind.Temporary, Domain.Supply.ContractKind.FullTime], ignoreOrder: true);
        open.Where(h => h.Contract == Domain.Supply.ContractKind.FullTime).ShouldAllBe(h => h.From >= scenario.AsOf.PlusDays(74) && h.DecideBy() >= scenario.AsOf);
        open.ShouldAllBe(h => h.Begins() >= scenario.AsOf);
    }

    [Fact]
    public void Teach_only_people_who_have_idle_time_and_lack_the_skill()
    {
        var scenario = SmallOperation.Scenario(weeks: 6) with { Furloughs = [] };
        var courses = CandidateLevers.Of(scenario, ShortageOf(scenario)).OfType<CrossTraining>().ToList();

        courses.ShouldNotBeEmpty();
        courses.ShouldAllBe(c => c.Team == "activities" && c.Queue == "refund-voice" && c.Heads <= 6);
    }

    [Fact]
    public void Move_no_more_people_than_are_on_short_time_work()
    {
        var redeployments = CandidateLevers.Of(SmallOperation.Scenario(), Drowning).OfType<Redeployment>().ToList();

        redeployments.ShouldNotBeEmpty();
        redeployments.ShouldAllBe(r => r.Heads <= 7 && r.FromTeam != r.ToTeam);
    }

    [Fact]
    public void Take_nobody_from_a_team_that_is_busy_with_written_cases()
    {
        var scenario = SmallOperation.WithBusyWriters();

        var sources = CandidateLevers.Of(scenario, ShortageOf(scenario)).OfType<Redeployment>().Select(r => r.FromTeam).Distinct();

        sources.ShouldBe(["activities"]);
    }

    [Fact]
    public void Keep_overtime_under_the_teams_ceiling()
    {
        CandidateLevers.Of(SmallOperation.Scenario(), Drowning).OfType<Overtime>().ShouldAllBe(o => o.HoursPerWeek <= 64);
    }

    [Fact]
    public void Start_when_they_can_still_be_decided_or_are_told_apart()
    {
        var scenario = SmallOperation.Scenario();

        var late = CandidateLevers.Of(scenario, Drowning).Where(l => CandidateLevers.IsExpired(scenario, l)).ToList();

        late.ShouldNotBeEmpty();
        late.ShouldAllBe(l => l.From.PlusDays(-l.LeadDays()) < scenario.AsOf);
    }

    [Fact]
    public void Are_none_where_nothing_is_short()
    {
        var calm = SmallOperation.Scenario(refundContacts: 60);

        CandidateLevers.Of(calm, ShortageOf(calm)).ShouldBeEmpty();
    }

    private static Shortage ShortageOf(Domain.Scenarios.Scenario scenario) =>
        new(scenario, new Trials(new PlanOptions(), TimeProvider.System, CancellationToken.None).Try(scenario));
}

public class A_lever_title
{
    [Fact]
    public void Speaks_french_and_english_in_their_number_formats()
    {
        var lever = new Overtime { Team = "refunds", HoursPerWeek = 1234.5, From = new LocalDate(2020, 3, 23) };

        var title = LeverTitle.Of(SmallOperation.Scenario().Network, lever);

        title.En.ShouldBe("Overtime: 1,234.5 h a week, refunds");
        title.Fr.Replace('\u202f', ' ').ShouldBe("Heures supplémentaires : 1 234,5 h/sem., refunds");
    }
}

public class A_redeployment_title
{
    [Theory]
    [InlineData(1, "Redeploy 1 person from refunds to activities")]
    [InlineData(3, "Redeploy 3 people from refunds to activities")]
    public void Counts_people(double heads, string title)
    {
        var lever = new Redeployment { FromTeam = "refunds", ToTeam = "activities", Heads = heads };

        LeverTitle.Of(SmallOperation.Scenario().Network, lever).En.ShouldBe(title);
    }
}

public class Two_levers
{
    [Fact]
    public void Exclude_each_other_when_they_are_sizes_of_one_decision()
    {
        GreedySearch.Excludes(new Overtime { Team = "a", HoursPerWeek = 5 }, new Overtime { Team = "a", HoursPerWeek = 9 }).ShouldBeTrue();
        GreedySearch.Excludes(new Overtime { Team = "a" }, new Overtime { Team = "b" }).ShouldBeFalse();
        GreedySearch.Excludes(new Overtime { Team = "a" }, new CallbackLever { Queue = "a" }).ShouldBeFalse();
    }
}

public class A_plan_for_a_site_with_labor_rules
{
    private static Domain.Scenarios.Scenario Lawful(params Domain.Labor.LaborRule[] rules)
    {
        var scenario = SmallOperation.Scenario();
        var site = scenario.Network.Sites[0] with { LaborRules = new Domain.Labor.SiteRules { Rules = rules } };
        return scenario with { Network = scenario.Network with { Sites = [site] } };
    }

    private static readonly Domain.Labor.LaborRule NoOvertime = new()
    {
        Id = "house", Kind = Domain.Labor.LaborRuleKind.WeeklyHours, Limit = 35, Source = "test",
        Name = Domain.LocalizedText.Of("Accord maison", "House agreement"),
    };

    [Fact]
    public void Tells_people_of_overtime_as_early_as_the_law_asks()
    {
        var scenario = SmallOperation.Scenario(weeks: 5);
        var site = scenario.Network.Sites[0] with { LaborRules = new Domain.Labor.SiteRules { Pack = Domain.Labor.RulePack.P2st } };
        var lawful = scenario with { Network = scenario.Network with { Sites = [site] } };
        var shortage = new Shortage(lawful, new Trials(new PlanOptions(), TimeProvider.System, CancellationToken.None).Try(lawful));

        var overtime = CandidateLevers.Of(lawful, shortage).OfType<Overtime>().ToList();

        overtime.ShouldNotBeEmpty();
        overtime.ShouldAllBe(o => Domain.Labor.ScheduleReadings.WorkingDays(o.DecideBy(), o.From) >= 7);
    }

    /// <summary>Whatever the operation and its rules, nothing that is offered breaks a rule that refuses.</summary>
    [Theory]
    [InlineData(1, Domain.Labor.RulePack.France)]
    [InlineData(2, Domain.Labor.RulePack.P2st)]
    [InlineData(3, Domain.Labor.RulePack.France)]
    [InlineData(4, Domain.Labor.RulePack.P2st)]
    [InlineData(5, Domain.Labor.RulePack.P2st)]
    public void Is_never_offered_what_breaks_a_rule(int seed, Domain.Labor.RulePack pack)
    {
        var random = Numerics.Randomness.RandomStream.For((ulong)seed, 0, Numerics.Randomness.StreamPurpose.Arrivals, 0);
        var scenario = SmallOperation.Scenario(refundContacts: 200 + 500 * random.NextUnit(), weeks: 2 + (int)(4 * random.NextUnit()));
        var rules = new Domain.Labor.SiteRules
        {
            Pack = pack, Modulation = random.NextUnit() < 0.5,
            Rules = random.NextUnit() < 0.5 ? [] : [NoOvertime with { Limit = 35 + 6 * random.NextUnit() }],
        };
        var site = scenario.Network.Sites[0] with { LaborRules = rules };
        var lawful = scenario with { Network = scenario.Network with { Sites = [site] } };

        var plan = PlanSearch.Recommend(lawful, new PlanOptions { Seed = (ulong)seed, Replications = 4, TrialReplications = 2, MostActions = 3 });

        Domain.Labor.PlanReview.Worse(lawful, lawful.With([.. plan.Actions.Select(action => action.Lever)])).ShouldBeEmpty();
        plan.Actions.ShouldAllBe(action => action.DecideBy >= lawful.AsOf);
    }

    [Fact]
    public void Offers_no_lever_that_breaks_one_and_names_the_rule()
    {
        var plan = PlanSearch.Recommend(Lawful(NoOvertime), new PlanOptions { Replications = 4 });

        plan.Actions.ShouldNotBeEmpty();
        plan.Actions.ShouldAllBe(action => !(action.Lever is Overtime));
        var overtime = plan.Alternatives.Where(a => a.Lever is Overtime && !a.Expired).ToList();
        overtime.ShouldNotBeEmpty();
        overtime.ShouldAllBe(a => a.Why.En.Contains("House agreement") && a.Why.En.Contains("overtime hours"));
        Domain.Labor.PlanReview.Of(Lawful(NoOvertime).With([.. plan.Actions.Select(a => a.Lever)])).ShouldBeEmpty();
    }
}
