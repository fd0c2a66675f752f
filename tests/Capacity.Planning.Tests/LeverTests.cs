using Capacity.Domain.Levers;
using Capacity.Planning.Candidates;
using NodaTime;

namespace Capacity.Planning.Tests;

public class Candidate_levers
{
    private static readonly Shortage Drowning = ShortageOf(SmallOperation.Scenario());

    [Fact]
    public void Cover_overtime_redeployment_callback_and_self_service()
    {
        var kinds = CandidateLevers.Of(SmallOperation.Scenario(), Drowning).Select(l => l.GetType()).Distinct();

        kinds.ShouldBe([typeof(Overtime), typeof(Redeployment), typeof(CallbackLever), typeof(Deflection)], ignoreOrder: true);
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
    public void Offers_no_lever_that_breaks_one_and_names_the_rule()
    {
        var plan = PlanSearch.Recommend(Lawful(NoOvertime), new PlanOptions { Replications = 4 });

        plan.Actions.ShouldNotBeEmpty();
        plan.Actions.ShouldAllBe(action => !(action.Lever is Overtime));
        plan.Alternatives.ShouldContain(a => a.Lever is Overtime && a.Why.En.Contains("House agreement") && a.Why.En.Contains("overtime hours"));
        Domain.Labor.PlanReview.Of(Lawful(NoOvertime).With([.. plan.Actions.Select(a => a.Lever)])).ShouldBeEmpty();
    }
}
