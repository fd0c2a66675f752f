using System.Text;
using Capacity.Contracts;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Demand;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Grains.Tests.Product;

/// <summary>Copies, differences, announcements that come and go, and what people decide about versions.</summary>
public sealed class ScenarioVersionTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    private static string Changed(string json, Func<Scenario, Scenario> change) => ScenarioJson.Write(change(ScenarioJson.Parse(json).Value!));

    private static Scenario WithBan(Scenario scenario) => scenario with
    {
        Announcements =
        [
            .. scenario.Announcements,
            new Announcement { Id = "ban", Name = new() { En = "Travel ban" }, IssuedOn = scenario.AsOf, EffectiveFrom = new LocalDate(2020, 3, 23) },
        ],
        Events = [new DemandEvent { Id = "panic", During = new() { FromAnnouncement = "ban" }, Change = 0.5 }],
    };

    private static Scenario WithCustomers(Scenario scenario, double customers) =>
        scenario with { Cohorts = [scenario.Cohorts[0] with { Customers = customers }, .. scenario.Cohorts.Skip(1)] };

    [Fact]
    public async Task A_cancelled_announcement_restores_the_version_before_it_to_the_last_byte()
    {
        var scenario = await cluster.SavedAsync("cancel");
        var before = "// as agreed on Thursday\n" + ProductCluster.Example("cancel");
        await scenario.Save(before, 1, "anna", "");
        await scenario.AttachRun(2, "run-of-2");
        (await scenario.Save(Changed(before, WithBan), 2, "anna", "a ban is announced")).Version.ShouldBe(3);
        (await scenario.CancelAnnouncement("ban", 3, "ben", "withdrawn")).Version.ShouldBe(4);
        await cluster.RestartAsync();

        var view = await cluster.Scenario("cancel").Get();
        Encoding.UTF8.GetBytes(view.Json).ShouldBe(Encoding.UTF8.GetBytes(before));
        view.Run.ShouldBe("run-of-2");
        var last = (await cluster.Scenario("cancel").History())[^1];
        (last.Kind, last.Subject, last.Restores, last.Author).ShouldBe(("AnnouncementCancelled", "ban", 2, "ben"));
    }

    [Fact]
    public async Task A_cancelled_announcement_leaves_what_others_changed_since()
    {
        var scenario = await cluster.SavedAsync("cancel-later");
        var announced = Changed(ProductCluster.Example("cancel-later"), WithBan);
        await scenario.Save(announced, 1, "anna", "");
        await scenario.Save(Changed(announced, one => WithCustomers(one, 50_000)), 2, "ben", "");
        (await scenario.CancelAnnouncement("ban", 3, "anna", "")).Accepted.ShouldBeTrue();
        (await scenario.Get()).Json.ShouldBe(Changed(ProductCluster.Example("cancel-later"), one => WithCustomers(one, 50_000)));
    }

    [Fact]
    public async Task Each_piece_of_news_about_an_announcement_is_taken_back_by_itself()
    {
        var scenario = await cluster.SavedAsync("cancel-twice");
        var announced = Changed(ProductCluster.Example("cancel-twice"), WithBan);
        await scenario.Save(announced, 1, "anna", "");
        await scenario.Save(announced.Replace("2020-03-23", "2020-03-30", StringComparison.Ordinal), 2, "anna", "a week later");
        await scenario.CancelAnnouncement("ban", 3, "anna", "");
        (await scenario.Get()).Json.ShouldBe(announced);
        await scenario.CancelAnnouncement("ban", 4, "anna", "");
        (await scenario.Get()).Json.ShouldBe(ProductCluster.Example("cancel-twice"));
    }

    [Fact]
    public async Task News_that_was_there_from_the_start_stays_as_cancelled()
    {
        var scenario = await cluster.SavedAsync("cancel-first");
        (await scenario.CancelAnnouncement("reopening", 1, "anna", "")).Accepted.ShouldBeTrue();
        ScenarioJson.Parse((await scenario.Get()).Json).Value!.Announcements.Single(one => one.Id == "reopening").Certainty.ShouldBe(Certainty.Cancelled);
        (await scenario.CancelAnnouncement("reopening", 2, "anna", "")).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Fact]
    public async Task Tells_the_second_of_two_planners_who_changed_what_since()
    {
        var scenario = await cluster.SavedAsync("two");
        await scenario.Save(Changed(ProductCluster.Example("two"), one => WithCustomers(one, 50_000)), 1, "anna", "more bookings");
        var refused = await scenario.Save(Changed(ProductCluster.Example("two"), one => one with { GoalProbability = 0.9 }), 1, "ben", "");

        refused.Refusal.ShouldBe(Refusal.VersionConflict);
        refused.Problems[1].What.ShouldSatisfyAllConditions(
            what => what.ShouldContain("Version 2 is by anna"),
            what => what.ShouldContain("more bookings"),
            what => what.ShouldContain("/cohorts/cancelled-march/customers"));
        refused.Problems[1].WhatFr.ShouldContain("de anna");
    }

    [Fact]
    public async Task Applies_the_refused_change_again_without_losing_either()
    {
        var scenario = await cluster.SavedAsync("again");
        await scenario.Save(Changed(ProductCluster.Example("again"), one => WithCustomers(one, 50_000)), 1, "anna", "");
        (await scenario.Merge(Changed(ProductCluster.Example("again"), one => one with { GoalProbability = 0.9 }), 1, "ben", "")).Version.ShouldBe(3);

        var content = ScenarioJson.Parse((await scenario.Get()).Json).Value!;
        (content.Cohorts[0].Customers, content.GoalProbability).ShouldBe((50_000, 0.9));
    }

    [Fact]
    public async Task Leaves_two_values_of_one_figure_to_people()
    {
        var scenario = await cluster.SavedAsync("both");
        await scenario.Save(Changed(ProductCluster.Example("both"), one => WithCustomers(one, 50_000)), 1, "anna", "");
        var refused = await scenario.Merge(Changed(ProductCluster.Example("both"), one => WithCustomers(one, 47_000)), 1, "ben", "");

        refused.Refusal.ShouldBe(Refusal.VersionConflict);
        refused.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            problem => problem.Path.ShouldBe("/cohorts/cancelled-march/customers"),
            problem => problem.What.ShouldBe("anna changed this in version 2, from 48000 to 50000."));
        (await scenario.Get()).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Tells_two_versions_apart()
    {
        var scenario = await cluster.SavedAsync("apart");
        await scenario.Save(Changed(ProductCluster.Example("apart"), one => WithCustomers(one, 50_000)), 1, "anna", "");
        var change = (await scenario.Changes(1, 2)).ShouldHaveSingleItem();
        (change.Path, change.Before, change.After).ShouldBe(("/cohorts/0/customers", "48000", "50000"));
        (await scenario.Changes(1, 9)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_copied_with_its_origin_and_then_goes_its_own_way()
    {
        await cluster.SavedAsync("origin");
        var copy = cluster.Scenario("copy");
        (await copy.CopyFrom("origin", 1, "Copie", "Copy", "anna")).Version.ShouldBe(1);
        (await copy.CopyFrom("origin", 1, "Copie", "Copy", "anna")).Refusal.ShouldBe(Refusal.Invalid);

        var view = await copy.Get();
        (view.NameFr, view.State).ShouldBe(("Copie", ScenarioState.Draft));
        ScenarioJson.Parse(view.Json).Value!.Id.ShouldBe("copy");
        (await copy.History())[0].Subject.ShouldBe("origin v1");
        (await cluster.Scenario("none").CopyFrom("nothing", 0, "", "", "anna")).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Fact]
    public async Task A_copy_has_the_result_of_what_it_copies_until_it_is_changed()
    {
        await cluster.SavedAsync("simulated-origin");
        var run = cluster.Run("simulated-origin-run");
        await run.Start(new RunRequest { Scenario = "simulated-origin", Replications = 8, Workers = 1 });
        await ProductCluster.EndedAsync(run);
        var copy = cluster.Scenario("simulated-copy");
        await copy.CopyFrom("simulated-origin", 0, "Copie", "Copy", "anna");

        var view = await copy.Get();
        view.Run.ShouldBe("simulated-origin-run");
        await copy.Save(Changed(view.Json, one => WithCustomers(one, 50_000)), 1, "anna", "");
        (await copy.Get()).Run.ShouldBe("");
        (await copy.GetVersion(1)).Run.ShouldBe("simulated-origin-run");
    }

    [Fact]
    public async Task Comes_back_to_an_earlier_version_to_the_last_byte()
    {
        var scenario = await cluster.SavedAsync("restore");
        await scenario.Save(Changed(ProductCluster.Example("restore"), one => WithCustomers(one, 1)), 1, "anna", "");
        (await scenario.Restore(1, 2, "anna", "as it was")).Version.ShouldBe(3);
        (await scenario.Get()).Json.ShouldBe(ProductCluster.Example("restore"));
        (await scenario.Restore(7, 3, "anna", "")).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Fact]
    public async Task Keeps_notes_and_decisions_beside_the_version_they_are_about()
    {
        var scenario = await cluster.SavedAsync("log");
        await scenario.AddNote(1, " ask the works council ", "anna");
        (await scenario.AddNote(1, " ", "anna")).Refusal.ShouldBe(Refusal.Invalid);
        await scenario.SetState(ProductCluster.Move(ScenarioState.Approved, 1));
        await scenario.RefuseAction("overtime-1", "plan", "ben");

        (await scenario.History()).Skip(1).Select(line => (line.Version, line.Kind, line.Author, line.Note, line.Subject)).ShouldBe(
        [
            (1, "Noted", "anna", "ask the works council", ""),
            (1, "Approved", "anna", "because", ""),
            (1, "ActionRefused", "ben", "plan", "overtime-1"),
        ]);
    }

    [Theory]
    [InlineData(ScenarioRole.Planner, false)]
    [InlineData("supervisor", false)]
    [InlineData(ScenarioRole.Director, true)]
    [InlineData(ScenarioRole.Administrator, true)]
    public async Task Is_approved_by_directors_and_administrators_only(string role, bool may)
    {
        var scenario = await cluster.SavedAsync($"approved-by-{role}");
        var result = await scenario.SetState(ProductCluster.Move(ScenarioState.Approved, 1, role));
        result.Accepted.ShouldBe(may);
        if (!may) result.Problems[0].WhatFr.ShouldContain("direction");
    }

    [Fact]
    public async Task Is_published_by_a_planner_once_it_is_approved()
    {
        var scenario = await cluster.SavedAsync("published-by-planner");
        await scenario.SetState(ProductCluster.Move(ScenarioState.Approved, 1));
        (await scenario.SetState(ProductCluster.Move(ScenarioState.Published, 1, "supervisor"))).Refusal.ShouldBe(Refusal.NotAllowedNow);
        (await scenario.SetState(ProductCluster.Move(ScenarioState.Published, 1, ScenarioRole.Planner))).Accepted.ShouldBeTrue();
        (await scenario.SetState(ProductCluster.Move(ScenarioState.Draft, 1))).Refusal.ShouldBe(Refusal.NotAllowedNow);
    }
}
