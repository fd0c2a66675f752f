using Capacity.Domain.Demand;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Tests.Promises;

public class PromiseLedgerTests
{
    private static readonly Scenario Example = Horizons.Scenario();

    private static PromiseLine Line(Scenario scenario, string id) => PromiseLedger.Of(scenario).Single(line => line.Obligation.Id == id);

    private static Scenario With(Obligation obligation) => Example with { Obligations = [obligation] };

    [Fact]
    public void Tells_to_how_many_and_for_when_a_voucher_was_promised()
    {
        var line = Line(Example, "voucher");
        line.Terms.Holders.ShouldBe(33_600);
        line.Due.ShouldHaveSingleItem().ShouldBe(new PromiseDate(new LocalDate(2020, 3, 16), new LocalDate(2021, 9, 16), 1));
        line.Terms.ContactsWhenKept.ShouldBe(33_600 * 0.45, 1e-6);
    }

    [Theory]
    [InlineData(ObligationKind.Voucher, 2021, 9, 16, 0.45)]
    [InlineData(ObligationKind.Refund, 2020, 3, 30, 0.05)]
    [InlineData(ObligationKind.Stay, 2021, 3, 16, 0.30)]
    [InlineData(ObligationKind.Complaint, 2020, 5, 16, 0.20)]
    public void Fills_in_the_terms_of_a_kind_of_which_nothing_else_is_typed(ObligationKind kind, int year, int month, int day, double perHolder)
    {
        var line = Line(With(new Obligation { Id = "promise", Kind = kind, Cohort = "cancelled-march" }), "promise");
        line.Due.ShouldHaveSingleItem().On.ShouldBe(new LocalDate(year, month, day));
        line.Terms.ContactsWhenKept.ShouldBe(48_000 * perHolder, 1e-6);
        line.Terms.Contacts.Select(contact => contact.Queue).ShouldBe(Example.Cohorts[0].Contacts.Select(contact => contact.Queue));
        line.Terms.Source.ShouldContain("[");
    }

    [Fact]
    public void Keeps_what_is_typed_before_the_terms_of_the_kind()
    {
        var typed = new Obligation { Id = "promise", Kind = ObligationKind.Voucher, Cohort = "cancelled-march", DueDays = 10, Delay = new DelayKernel { SpikeShare = 1 } };
        var line = Line(With(typed), "promise");
        line.Due.ShouldHaveSingleItem().On.ShouldBe(new LocalDate(2020, 3, 26));
        line.Terms.Delay.SpikeShare.ShouldBe(1);
    }

    [Fact]
    public void Falls_due_on_its_own_day_where_one_is_given() =>
        Line(With(new Obligation { Id = "promise", Cohort = "cancelled-march", DueOn = new LocalDate(2020, 7, 1) }), "promise")
            .Due.ShouldHaveSingleItem().On.ShouldBe(new LocalDate(2020, 7, 1));

    [Fact]
    public void Has_a_date_for_each_way_in_which_an_open_announcement_may_turn_out() =>
        Line(Example, "rebooked-stay").Due.Select(date => (date.On, date.Probability))
            .ShouldBe([(new LocalDate(2021, 5, 11), 0.60), (new LocalDate(2021, 6, 2), 0.40)]);

    [Fact]
    public void Shows_the_echo_of_a_voucher_in_the_week_of_its_expiry_beyond_a_short_horizon()
    {
        var echo = DemandEcho.Of(With(new Obligation { Id = "promise", Kind = ObligationKind.Voucher, Cohort = "cancelled-march" }));
        echo.Promises.Count.ShouldBe(78 + 26);
        echo.Promises.Take(78).Sum().ShouldBe(0);
        echo.Promises.Index().MaxBy(week => week.Item).Index.ShouldBeInRange(78, 79);
        echo.FirstContacts.Sum().ShouldBe(48_000 * 0.88 + 6_000 * 0.88 + 12_000 * 0.38, 200);
    }

    [Fact]
    public void Tells_the_chasers_that_lateness_makes()
    {
        var late = Line(Example, "refund").Late.ShouldNotBeNull();
        var chasers = Example.Network.Queues.Single(queue => queue.Id == "refund-files").Chasers.ShouldNotBeNull();
        late.Queue.ShouldBe(chasers.Queue);
        late.FirstWeek.ShouldBe(48_000 * 0.18 * 7 * chasers.PerDayFirstWeek, 1e-6);
        late.LaterWeeks.ShouldBe(48_000 * 0.18 * 7 * chasers.PerDayLater, 1e-6);
    }
}
