using Capacity.Domain.Demand;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Models;
using NodaTime;

namespace Capacity.Simulation.Tests.Models;

/// <summary>A cohort that was cancelled on 16 March 2020 and was given 18-month vouchers, of which nothing more is typed.</summary>
public sealed class VoucherEchoTests
{
    static readonly LocalDate s_expiry = new(2021, 9, 16);
    static readonly Scenario s_example = Horizons.Scenario(110);

    static readonly Scenario s_cancelled = s_example with
    {
        Baselines = [],
        Suppressions = [],
        Cohorts = [s_example.Cohorts[0]],
        Obligations = [new Obligation { Id = "voucher", Kind = ObligationKind.Voucher, Cohort = s_example.Cohorts[0].Id }],
    };

    /// <summary>Expected fresh contacts of all queues by week, 110 weeks.</summary>
    static double[] Weeks(Scenario scenario)
    {
        var model = SimulationModel.Compile(scenario);
        var weeks = new double[scenario.Weeks];
        foreach (var queue in model.FreshContacts())
            for (var i = 0; i < queue.Length; i++)
                if (model.Timeline.DayOf(i) / 7 is var week && week < weeks.Length)
                    weeks[week] += queue[i];
        return weeks;
    }

    [Fact]
    public void Peaks_again_when_the_vouchers_expire_in_September_2021()
    {
        var weeks = Weeks(s_cancelled);
        var expiry = NodaTime.Period.DaysBetween(Horizons.Start, s_expiry) / 7;
        expiry.ShouldBe(78);
        var quiet = weeks[expiry - 10];
        var second = Enumerable.Range(expiry - 10, 30).MaxBy(week => weeks[week]);
        second.ShouldBeInRange(expiry, expiry + 1);
        weeks[second].ShouldBeGreaterThan(20 * quiet);
        weeks[second + 6].ShouldBeLessThan(0.7 * weeks[second]);
    }

    [Fact]
    public void Echoes_with_the_contacts_that_vouchers_usually_make()
    {
        var expiry = 78;
        var echo = Weeks(s_cancelled).Skip(expiry).Sum() - Weeks(s_cancelled with { Obligations = [] }).Skip(expiry).Sum();
        echo.ShouldBe(48_000 * 0.45, 48_000 * 0.45 * 0.03);
    }

    [Fact]
    public void Stays_quiet_where_no_promise_was_made() =>
        Weeks(s_cancelled with { Obligations = [] }).Skip(78).Max().ShouldBeLessThan(20);
}
