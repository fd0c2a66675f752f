using Capacity.Forecasting.Nowcasts;
using Capacity.Numerics.Randomness;

namespace Capacity.Forecasting.Tests.Nowcasts;

public class NowcastTests
{
    private static readonly Nowcast Model = new(WeeklyVariation: 0.1, DailyVariation: 0.08, IntervalVariation: 0.05, IntervalCorrelation: 0.3);

    [Fact]
    public void Before_anything_has_come_the_forecast_stands()
    {
        var day = Model.Today(new PartialDay(0, 0, 0, 1000, 24));
        day.Factor.Mean.ShouldBe(1, 1e-9);
        day.Total.Mean.ShouldBe(1000, 1e-6);
    }

    [Fact]
    public void At_the_end_of_the_day_the_total_is_what_came()
    {
        var total = Model.Today(new PartialDay(1000, 24, 1234, 0, 0)).Total;
        (total.P10, total.Mean, total.P90).ShouldBe((1234, 1234, 1234));
    }

    [Fact]
    public void Without_other_scatter_it_is_the_conjugate_posterior()
    {
        var pure = new Nowcast(WeeklyVariation: 0.1, DailyVariation: 0, IntervalVariation: 0);
        pure.Today(new PartialDay(200, 6, 260, 500, 18)).Factor.Mean.ShouldBe((100 + 260) / (100.0 + 200), 1e-4);
    }

    [Fact]
    public void The_more_has_come_the_surer_it_is()
    {
        var morning = Model.Today(new PartialDay(100, 3, 120, 900, 21)).Factor;
        var evening = Model.Today(new PartialDay(900, 21, 1080, 100, 3)).Factor;
        (evening.P90 - evening.P10).ShouldBeLessThan(morning.P90 - morning.P10);
        evening.Mean.ShouldBeGreaterThan(morning.Mean);
    }

    [Fact]
    public void Scattering_intervals_count_for_less()
    {
        var wild = Model with { IntervalVariation = 0.4 };
        var day = new PartialDay(1000, 4, 1500, 1000, 20);
        wild.Today(day).Factor.Mean.ShouldBeLessThan(Model.Today(day).Factor.Mean - 0.05);
    }

    [Fact]
    public void Busy_days_raise_the_rest_of_the_week()
    {
        var week = Model.Week([(1000, 1200), (1000, 1180)], null, [1000, 1000, 1000]);
        week.Factor.Mean.ShouldBeInRange(1.05, 1.19);
        week.DaysAhead.Mean.ShouldBe(3000 * week.Factor.Mean, 1e-6);
        week.Total.Mean.ShouldBe(2380 + week.DaysAhead.Mean, 1e-6);
    }

    [Fact]
    public void The_bands_of_day_and_week_hold_four_of_five()
    {
        var (days, weeks) = (0, 0);
        for (var trial = 0UL; trial < 600; trial++)
        {
            var truth = Drawn(RandomStream.For(7, trial, StreamPurpose.Volume));
            var nowcast = Model.Week([(1000, truth.Yesterday)], new PartialDay(400, 8, truth.Morning, 600, 12), [1000, 1000]);
            days += truth.Afternoon >= nowcast.Today!.Remaining.P10 && truth.Afternoon <= nowcast.Today.Remaining.P90 ? 1 : 0;
            weeks += truth.Total >= nowcast.Total.P10 && truth.Total <= nowcast.Total.P90 ? 1 : 0;
        }
        (days / 600.0).ShouldBeInRange(0.76, 0.86);
        (weeks / 600.0).ShouldBeInRange(0.76, 0.86);
    }

    /// <summary>A week of four days under the model, the second one cut after eight of twenty intervals.</summary>
    private static (double Yesterday, double Morning, double Afternoon, double Total) Drawn(RandomStream stream)
    {
        var week = stream.NextGamma(100, 1);
        double Factor(double variation) => stream.NextGamma(1 / (variation * variation), 1);
        double Day(double factor, int intervals, double own)
        {
            var (sum, state) = (0.0, stream.NextNormal());
            for (var i = 0; i < intervals; i++, state = 0.3 * state + Math.Sqrt(1 - 0.09) * stream.NextNormal())
                sum += stream.NextPoisson(50 * factor * Math.Max(0, 1 + own * state));
            return sum;
        }
        var yesterday = Day(week * Factor(0.08), 20, 0.05);
        var today = week * Factor(0.08);
        var (morning, afternoon) = (Day(today, 8, 0.05), Day(today, 12, 0.05));
        var ahead = Day(week * Factor(0.08), 20, 0.05) + Day(week * Factor(0.08), 20, 0.05);
        return (yesterday, morning, afternoon, yesterday + morning + afternoon + ahead);
    }
}
