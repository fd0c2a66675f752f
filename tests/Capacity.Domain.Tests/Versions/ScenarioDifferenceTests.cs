using Capacity.Domain.Demand;
using Capacity.Domain.Json;
using Capacity.Domain.Levers;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Tests.Rules;

namespace Capacity.Domain.Tests.Versions;

public class ScenarioDifferenceTests
{
    private static readonly Scenario Before = Horizons.Scenario();

    private static Scenario WithCustomers(Scenario scenario, double customers) =>
        scenario with { Cohorts = [scenario.Cohorts[0] with { Customers = customers }, .. scenario.Cohorts.Skip(1)] };

    [Fact]
    public void Says_where_a_figure_changed_and_from_what_to_what()
    {
        var change = ScenarioDifference.Between(Before, WithCustomers(Before, 50_000)).ShouldHaveSingleItem();
        (change.Path, change.Key, change.Kind).ShouldBe(
            ("/cohorts/0/customers", "/cohorts/cancelled-march/customers", ScenarioChangeKind.Changed));
        (change.Before!.GetValue<double>(), change.After!.GetValue<double>()).ShouldBe((48_000, 50_000));
    }

    [Fact]
    public void Finds_entries_by_their_id_when_others_are_removed()
    {
        var change = ScenarioDifference.Between(Before, Before with { Cohorts = [.. Before.Cohorts.Skip(1)] }).ShouldHaveSingleItem();
        (change.Key, change.Kind).ShouldBe(("/cohorts/cancelled-march", ScenarioChangeKind.Removed));
    }

    [Fact]
    public void Ignores_comments_formatting_and_defaults_that_are_written_out()
    {
        var text = "// ours\n" + ScenarioJson.Write(Before).Replace("\"dueOn\": null,", "", StringComparison.Ordinal);
        ScenarioDifference.Between(Before, ScenarioJson.Parse(text).Value!).ShouldBeEmpty();
    }

    [Fact]
    public void Says_that_a_list_stands_in_another_order()
    {
        var turned = Before with { Cohorts = [.. Before.Cohorts.Reverse()] };
        ScenarioDifference.Between(Before, turned).ShouldHaveSingleItem().Kind.ShouldBe(ScenarioChangeKind.Reordered);
    }

    [Fact]
    public void Joins_changes_of_two_people_that_leave_each_other_alone()
    {
        var mine = WithCustomers(Before, 50_000);
        var theirs = Before with { Weeks = 20, Obligations = [.. Before.Obligations.Skip(1)] };
        var merged = ScenarioJson.Parse(ScenarioDifference.Merge(Before, mine, theirs).Json!).Value!;
        ScenarioJson.Write(merged).ShouldBe(ScenarioJson.Write(WithCustomers(theirs, 50_000)));
    }

    [Fact]
    public void Follows_a_decision_on_breaks_like_every_other()
    {
        Scenario With(double breaks) => Before with
        {
            Levers = [new ShrinkageChange { Id = "breaks", From = Before.AsOf, Team = "nantes-files", Breaks = breaks }],
        };

        ScenarioDifference.Between(Before, With(0.06)).ShouldHaveSingleItem().Kind.ShouldBe(ScenarioChangeKind.Added);
        var change = ScenarioDifference.Between(With(0.06), With(0.08)).ShouldHaveSingleItem();
        (change.Key, change.Before!.GetValue<double>(), change.After!.GetValue<double>()).ShouldBe(("/levers/breaks/breaks", 0.06, 0.08));
        ScenarioJson.Write(ScenarioJson.Parse(ScenarioJson.Write(With(0.06))).Value!).ShouldBe(ScenarioJson.Write(With(0.06)));
    }

    [Fact]
    public void Refuses_to_join_two_values_of_one_figure_and_names_it()
    {
        var merge = ScenarioDifference.Merge(Before, WithCustomers(Before, 50_000), WithCustomers(Before, 47_000));
        merge.Json.ShouldBeNull();
        merge.Conflicts.ShouldHaveSingleItem().Key.ShouldBe("/cohorts/cancelled-march/customers");
    }

    [Fact]
    public void Refuses_to_join_a_change_within_what_the_other_removed() =>
        ScenarioDifference.Merge(Before, WithCustomers(Before, 50_000), Before with { Cohorts = [.. Before.Cohorts.Skip(1)], Obligations = [] })
            .Conflicts.ShouldContain(conflict => conflict.Key == "/cohorts/cancelled-march");

    [Fact]
    public void Accepts_the_same_change_of_both() =>
        ScenarioJson.Parse(ScenarioDifference.Merge(Before, WithCustomers(Before, 50_000), WithCustomers(Before, 50_000)).Json!)
            .Value!.Cohorts[0].Customers.ShouldBe(50_000);

    [Fact]
    public void Leads_from_any_part_of_the_complete_example_back_to_it()
    {
        var whole = Mutation.Whole;
        var empty = whole with { Cohorts = [], Obligations = [], Events = [], Announcements = [], Suppressions = [], Levers = [], Weeks = 3 };
        var back = ScenarioDifference.Merge(empty, whole, empty).Json!;
        back.ShouldBe(ScenarioJson.Write(whole));
    }

    [Fact]
    public void Takes_an_addition_back_from_under_later_changes()
    {
        var announced = Before with { Announcements = [.. Before.Announcements, new Announcement { Id = "ban" }] };
        var later = WithCustomers(announced, 50_000);
        var json = ScenarioDifference.TakeBack(Before, announced, later).Json!;
        json.ShouldBe(ScenarioJson.Write(WithCustomers(Before, 50_000)));
    }
}
