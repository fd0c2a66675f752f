using Capacity.Domain.Rules;
using Capacity.Domain.Samples;
using Capacity.Forecasting.Surges;
using NodaTime;

namespace Capacity.Forecasting.Tests.Surges;

public class SurgeCohortTests
{
    [Fact]
    public void A_scenario_takes_the_cohort()
    {
        var scenario = Horizons.Scenario();
        var known = scenario.Cohorts[0].Contacts[0];
        var cohort = SurgeCohort.From(SyntheticWave.Fit(SyntheticWave.Decaying(50)), 30, 100, "wave", known.Queue, known.Reason);
        ScenarioRules.Check(scenario with { Cohorts = [.. scenario.Cohorts, cohort] }).ShouldBeEmpty();
    }

    [Fact]
    public void Its_customers_are_the_contacts_above_the_ordinary_level()
    {
        var counts = SyntheticWave.Of(120, day => 100 + (day < 20 ? 0 : 900 * Math.Pow(0.5, (day - 20) / 10.0)));
        var cohort = SurgeCohort.From(SyntheticWave.Fit(counts), 30, 100 * 6 / 7.0, "wave", "q", "r");
        var truth = Enumerable.Range(20, 100).Sum(day => 900 * Math.Pow(0.5, (day - 20) / 10.0)
            * (SyntheticWave.First.PlusDays(day).DayOfWeek >= IsoDayOfWeek.Saturday ? 0.5 : 1));
        cohort.Customers.ShouldBe(truth, 0.08 * truth);
        cohort.Date.ShouldBe(SyntheticWave.First.PlusDays(20));
    }

    [Fact]
    public void Its_kernel_puts_half_of_the_contacts_where_the_wave_has_them()
    {
        var counts = SyntheticWave.Of(150, day => 20 + (day < 20 ? 0 : 2000 * Math.Pow(0.5, (day - 20) / 14.0)));
        var kernel = SurgeCohort.From(SyntheticWave.Fit(counts), 30, 20 * 6 / 7.0, "wave", "q", "r").Delay;
        double Until(double day) => kernel.SpikeShare * (1 - Math.Exp(-day / kernel.SpikeMeanDays))
            + (1 - kernel.SpikeShare) * Capacity.Numerics.NormalLaw.Cdf(Math.Log(day / kernel.TailMedianDays) / kernel.TailSigma);
        Until(14).ShouldBe(0.5, 0.04);
        Until(28).ShouldBe(0.75, 0.06);
    }
}
