using Capacity.Domain.Demand;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using NodaTime;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Models;

/// <summary>What announcements, events and promises make of expected contacts.</summary>
public sealed class DemandOfAnnouncementsTests
{
    static readonly LocalDate s_start = new(2020, 6, 1);

    static Scenario Plain(int weeks = 4) => Scenario(weeks, [Voice("calls", 300, 180)], [Team("team", 10, Skill("calls"))], Baseline("calls", 1000));

    static double Contacts(Scenario scenario, int firstDay, int days)
    {
        var model = SimulationModel.Compile(scenario);
        return model.FreshContacts()[0].Where((_, i) => model.Timeline.DayOf(i) >= firstDay && model.Timeline.DayOf(i) < firstDay + days).Sum();
    }

    static Announcement Open(double probability) => new()
    {
        Id = "reopening",
        Probability = probability,
        Branches =
        [
            new() { Id = "early", EffectiveFrom = s_start.PlusDays(7), Probability = 0.5 },
            new() { Id = "late", EffectiveFrom = s_start.PlusDays(14), Probability = 0.5 },
        ],
    };

    static DemandEvent Sale(double change) => new() { Id = "sale", Change = change, During = new() { From = s_start.PlusDays(7), Until = s_start.PlusDays(14) } };

    [Fact]
    public void An_announcement_that_may_not_come_leaves_its_cohort_out_in_so_many_futures()
    {
        var cohort = new Cohort
        {
            Id = "moved", OnAnnouncement = "reopening", Customers = 1000, Delay = new DelayKernel { SpikeShare = 1, SpikeMeanDays = 0.01 },
            Contacts = [new ContactPropensity { Queue = "calls", Reason = "settled", PerCustomer = 1 }],
        };
        var scenario = Plain() with { Baselines = [], Announcements = [Open(0.6)], Cohorts = [cohort] };
        Contacts(scenario, 7, 7).ShouldBe(300, 1e-6);
        Contacts(scenario, 14, 14).ShouldBe(300, 1e-6);
        Contacts(scenario with { Cohorts = [cohort with { OnAnnouncement = "reopening/late" }] }, 0, 28).ShouldBe(300, 1e-6);
    }

    [Theory]
    [InlineData(9, "512")]
    [InlineData(40, "2147483647")]
    public void More_courses_than_are_compiled_are_refused_however_many(int open, string courses)
    {
        var scenario = Plain() with { Announcements = [.. Enumerable.Range(0, open).Select(number => Open(1) with { Id = $"news-{number}" })] };
        Should.Throw<ArgumentException>(() => SimulationModel.Compile(scenario)).Message.ShouldContain(courses);
    }

    [Fact]
    public void Futures_without_the_announcement_are_drawn_as_often_as_it_is_improbable()
    {
        var scenario = Plain() with { Announcements = [Open(0.6)] };
        var numbers = Enumerable.Range(0, 1000).Select(i => Course.NumberOf(scenario, _ => (i + 0.5) / 1000)).ToList();
        Course.CountOf(scenario).ShouldBe(3);
        numbers.GroupBy(number => number).Select(group => group.Count()).ShouldBe([300, 300, 400]);
    }

    [Fact]
    public void An_event_changes_the_contacts_of_its_days() =>
        Contacts(Plain() with { Events = [Sale(0.25)] }, 7, 7).ShouldBe(7000 * 1.25, 1e-6);

    [Fact]
    public void An_event_leaves_other_days_alone() => Contacts(Plain() with { Events = [Sale(0.25)] }, 14, 7).ShouldBe(7000, 1e-6);

    [Fact]
    public void A_fading_event_changes_less_from_day_to_day()
    {
        var fading = Sale(1) with { FadeMeanDays = 2 };
        Contacts(Plain() with { Events = [fading] }, 7, 1).ShouldBe(2000, 1e-6);
        Contacts(Plain() with { Events = [fading] }, 9, 1).ShouldBe(1000 * (1 + Math.Exp(-1)), 1e-6);
    }

    [Fact]
    public void An_event_of_one_reason_changes_its_share_only()
    {
        var plain = Plain();
        var queue = plain.Network.Queues[0] with { Reasons = [new ReasonShare { Reason = "settled", Share = 0.8 }, new ReasonShare { Reason = "other", Share = 0.2 }] };
        var network = plain.Network with { Queues = [queue], Reasons = [.. plain.Network.Reasons.Where(reason => reason.Id != "other"), new Reason { Id = "other" }] };
        var scenario = plain with { Network = network, Events = [Sale(1) with { Reasons = ["other"] }] };
        Contacts(scenario, 7, 7).ShouldBe(7000 * 1.2, 1e-6);
    }

    [Fact]
    public void Two_suppressions_at_once_release_no_more_than_they_kept_back()
    {
        Suppression Half(string id) => new()
        {
            Id = id, Share = 0.5, DeferredShare = 1, ReleaseMeanDays = 1, During = new() { From = s_start, Until = s_start.PlusDays(7) },
        };
        Contacts(Plain(26) with { Suppressions = [Half("one"), Half("two")] }, 0, 182).ShouldBe(182_000, 1);
    }

    [Theory]
    [InlineData(ReleaseLaw.Gamma)]
    [InlineData(ReleaseLaw.Lognormal)]
    public void A_release_has_its_mean_delay_under_either_law(ReleaseLaw law)
    {
        var suppression = new Suppression { ReleaseMeanDays = 21, ReleaseLaw = law };
        Enumerable.Range(0, 4000).Sum(day => 1 - DelayLaw.ReleaseCdf(suppression, day + 0.5)).ShouldBe(21, 0.05);
    }

    [Fact]
    public void A_scenario_whose_announcement_was_cancelled_and_taken_out_simulates_as_before_to_the_last_bit()
    {
        var before = Capacity.Domain.Samples.Horizons.Scenario(1);
        var sales = new Announcement
        {
            Id = "sales", IssuedOn = before.AsOf, Certainty = Certainty.Rumour, Probability = 0.9,
            Branches = [new() { Id = "early", EffectiveFrom = before.Start, Probability = 1 }],
        };
        var announced = before with { Announcements = [.. before.Announcements, sales], Events = [Sale(0.5) with { During = new() { FromAnnouncement = "sales/early" } }] };
        var restored = ScenarioJson.Parse(ScenarioDifference.TakeBack(before, announced, announced).Json!).Value!;
        ScenarioJson.Write(restored).ShouldBe(ScenarioJson.Write(before));
        Result(restored).ShouldBe(Result(before));
        Result(announced).ShouldNotBe(Result(before));
    }

    static string Result(Scenario scenario) => System.Text.Json.JsonSerializer.Serialize(
        Experiment.Run(scenario, new ExperimentOptions { Replications = 2, Seed = 3 }) with { ElapsedSeconds = 0, ContactsPerSecond = 0 }, CapacityJson.Options);
}
