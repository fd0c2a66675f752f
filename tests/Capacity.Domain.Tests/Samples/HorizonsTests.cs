using Capacity.Domain.Labor;
using Capacity.Domain.Networks;
using Capacity.Domain.Samples;
using NodaTime;

namespace Capacity.Domain.Tests.Samples;

public class HorizonsTests
{
    private static readonly Scenarios.Scenario Example = Horizons.Scenario();

    [Fact]
    public void Has_three_sites_eight_teams_and_twelve_queues()
    {
        Example.Network.Sites.Select(s => s.Name.Fr).ShouldBe(["Lille", "Grenoble", "Nantes"]);
        Example.Network.Teams.Count.ShouldBe(8);
        Example.Network.Queues.Count.ShouldBe(12);
    }

    [Fact]
    public void Uses_voice_chat_email_callback_social_and_back_office() =>
        Example.Network.Queues.Select(q => q.Channel).Distinct().ShouldBe(
            [Channel.Voice, Channel.Chat, Channel.Email, Channel.Social, Channel.Callback, Channel.BackOffice], ignoreOrder: true);

    [Fact]
    public void Looks_forward_from_20_March_over_a_cancellation_of_48_000_bookings()
    {
        Example.AsOf.ShouldBe(new LocalDate(2020, 3, 20));
        Example.Cohorts[0].Date.ShouldBe(new LocalDate(2020, 3, 16));
        Example.Cohorts[0].Customers.ShouldBe(48_000);
    }

    [Fact]
    public void Leaves_the_reopening_open_between_11_May_and_2_June() =>
        Example.Announcements.Single(a => a.Id == "reopening").Branches
            .Select(b => (b.EffectiveFrom, b.Probability))
            .ShouldBe([(new LocalDate(2020, 5, 11), 0.60), (new LocalDate(2020, 6, 2), 0.40)]);

    [Fact]
    public void Closes_its_counters_on_the_public_holidays_of_the_horizon() =>
        Example.Network.Queues.Single(q => q.Id == "booking-voice").OpeningHours.ClosedDates.ShouldBe(
            [new(2020, 4, 13), new(2020, 5, 1), new(2020, 5, 8), new(2020, 5, 21), new(2020, 6, 1)]);

    [Fact]
    public void Is_comfortable_in_an_ordinary_week()
    {
        var hours = Example.Network.Queues.Where(q => q.Channel != Channel.Chat).Sum(q => q.HandleTime.MeanSeconds / 3600
            * Example.Baselines.Single(b => b.Queue == q.Id).Days.Sum(d => d.Contacts));
        var capacity = Example.Network.Teams.Sum(t => t.Headcount * t.ContractHours * t.Shrinkage.Remaining());
        (hours / capacity).ShouldBeInRange(0.35, 0.75);
    }

    [Fact]
    public void Gives_the_refund_line_more_than_its_team_can_answer_in_the_first_weeks()
    {
        var team = Example.Network.Teams.Single(t => t.Id == "lille-refunds");
        var line = Example.Network.Queues.Single(q => q.Id == "refund-voice");
        var perBooking = Example.Cohorts[0].Contacts.Where(c => c.Queue == line.Id).Sum(c => c.PerCustomer);
        var ordinary = Example.Baselines.Single(b => b.Queue == line.Id).Days.Sum(d => d.Contacts) / 1.2;
        var contacts = 0.68 * 48_000 * perBooking * Example.Cohorts[0].HandleTimeFactor + 3 * ordinary;
        var firstThreeWeeks = contacts * line.HandleTime.MeanSeconds / 3600;
        firstThreeWeeks.ShouldBeGreaterThan(3 * team.Headcount * team.ContractHours * team.Shrinkage.Remaining());
    }

    [Fact]
    public void Reaches_the_end_of_its_18_month_vouchers_in_80_weeks()
    {
        var longer = Horizons.Scenario(80);
        Domain.Rules.ScenarioRules.Check(longer).ShouldBeEmpty();
        longer.End().ShouldBeGreaterThan(Horizons.Start.PlusMonths(18));
    }

    /// <summary>The team that works through its breaks, and the one that helps guests on Sundays and on the first of May.</summary>
    [Fact]
    public void Breaks_the_breaks_of_the_law_in_one_team_and_works_on_Sundays_in_another() =>
        PlanReview.Of(Example).Select(finding => (finding.Subject, finding.Rule.Id, finding.Refuses)).ShouldBe(
            [("nantes-care", "sunday", false), ("nantes-care", "may-day", false), ("nantes-files", "break", true)], ignoreOrder: true);

    [Fact]
    public void Is_named_in_both_languages() =>
        Example.Network.Queues.Select(q => q.Name)
            .Concat(Example.Network.Teams.Select(t => t.Name))
            .Concat(Example.Network.Sites.Select(s => s.Name))
            .Concat(Example.Network.Reasons.Select(r => r.Name))
            .Concat(Example.Announcements.Select(a => a.Name))
            .Concat(Example.Cohorts.Select(c => c.Name))
            .Concat(Example.Obligations.Select(o => o.Name))
            .ShouldAllBe(n => n.Fr.Length > 0 && n.En.Length > 0);

    [Fact]
    public void Says_where_its_figures_come_from() =>
        Example.Baselines.Select(b => b.Source).Concat(Example.Cohorts.Select(c => c.Source)).Concat(Example.Obligations.Select(o => o.Source))
            .ShouldAllBe(source => source.Contains('['));
}
