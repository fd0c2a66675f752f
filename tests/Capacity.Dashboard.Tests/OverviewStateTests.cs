using Capacity.Dashboard.Views;
using Capacity.Domain.Results;
using NodaTime;

namespace Capacity.Dashboard.Tests;

public class OverviewStateTests
{
    private static readonly LocalDate AsOf = Sample.Scenario.AsOf;

    [Fact]
    public void Describes_the_first_whole_week_from_the_as_of_day_on() =>
        new OverviewState(Sample.Scenario, Sample.Result([1, 1, 1, 1], 0.7), null).Focus!.Week.ShouldBe("2020-W13");

    [Fact]
    public void Says_until_which_week_customers_probably_wait_too_long() =>
        new OverviewState(Sample.Scenario, Sample.Result([0.1, 0.6, 0.3, 0.9], 0.7), null).LastBadWeek.ShouldBe(new LocalDate(2020, 3, 30));

    [Fact]
    public void Finds_no_bad_week_where_every_goal_is_at_least_uncertain() =>
        new OverviewState(Sample.Scenario, Sample.Result([0.6, 0.8, 0.9, 1], 0.7), null).LastBadWeek.ShouldBeNull();

    [Fact]
    public void Counts_a_team_above_its_ceiling_as_overloaded()
    {
        OverviewState state = new(Sample.Scenario, Sample.Result([1, 1, 1, 1], 0.93), null);
        state.OverloadedTeams.Select(load => load.Team.Id).ShouldBe([Sample.Team.Id]);
    }

    [Fact]
    public void Is_red_for_employees_beyond_the_limit_even_where_customers_are_fine()
    {
        OverviewState state = new(Sample.Scenario, Sample.Result([1, 1, 1, 1], 0.99), null);
        state.Verdict.ShouldBe(Level.Bad);
    }

    [Fact]
    public void Leaves_expired_actions_out_of_what_can_be_decided_and_puts_the_urgent_first()
    {
        RecommendedPlan plan = Sample.Plan(Sample.Action("later", AsOf.PlusDays(20)), Sample.Action("gone", AsOf.PlusDays(-1), expired: true), Sample.Action("now", AsOf));
        OverviewState state = new(Sample.Scenario, Sample.Result([1, 1, 1, 1], 0.7), plan);
        state.OpenActions.Select(action => action.Id).ShouldBe(["now", "later"]);
        state.Urgent.ShouldBe(1);
    }

    [Fact]
    public void Compares_goals_from_the_focus_week_on_with_and_without_the_plan()
    {
        RecommendedPlan plan = new() { Goals = [new() { Week = "2020-W13", ProbabilityBefore = 0.2, ProbabilityAfter = 0.8 }, new() { Week = "2020-W14", ProbabilityBefore = 0.4, ProbabilityAfter = 1 }, new() { Week = "2020-W12" }] };
        new OverviewState(Sample.Scenario, Sample.Result([1, 1, 1, 1], 0.7), plan).PlanGoals!.Value.After.ShouldBe(0.9, 1e-12);
    }

    [Fact]
    public void Names_the_open_announcement_that_has_branches() =>
        new OverviewState(Sample.Scenario, Sample.Result([1, 1, 1, 1], 0.7), null).OpenQuestion!.Branches.Count.ShouldBeGreaterThan(1);
}
