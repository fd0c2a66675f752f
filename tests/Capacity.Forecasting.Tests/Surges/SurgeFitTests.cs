using Capacity.Forecasting.Surges;
using NodaTime;

namespace Capacity.Forecasting.Tests.Surges;

public class SurgeFitTests
{
    [Fact]
    public void The_wave_begins_on_the_first_day_above_twice_the_median_before() =>
        SyntheticWave.Fit(SyntheticWave.Decaying(40)).WaveStart.ShouldBe(SyntheticWave.First.PlusDays(20));

    [Fact]
    public void Goes_on_with_the_decay_and_the_week_that_it_saw()
    {
        var points = SyntheticWave.Fit(SyntheticWave.Decaying(50)).Forecast(14);
        points.Count.ShouldBe(14);
        foreach (var point in points)
        {
            var day = Period.DaysBetween(SyntheticWave.First, point.Date);
            var truth = 1000 * Math.Pow(0.5, (day - 20) / 14.0) * (point.Date.DayOfWeek >= IsoDayOfWeek.Saturday ? 0.5 : 1);
            truth.ShouldBeInRange(point.P10 * 0.95, point.P90 * 1.05);
        }
    }

    [Fact]
    public void Is_less_sure_the_further_ahead()
    {
        var points = SyntheticWave.Fit(SyntheticWave.Decaying(35)).Forecast(28);
        (points[27].P90 / points[27].P10).ShouldBeGreaterThan(1.5 * points[6].P90 / points[6].P10);
    }

    [Fact]
    public void An_announcement_to_come_widens_what_follows_it()
    {
        var counts = SyntheticWave.Decaying(45);
        var announced = counts.Dates[^1].PlusDays(5);
        var (plain, told) = (SyntheticWave.Fit(counts).Forecast(10), SyntheticWave.Fit(counts, announced).Forecast(10));
        told[3].P90.ShouldBe(plain[3].P90, 1e-9);
        (told[4].P90 / told[4].P10).ShouldBeGreaterThan(1.2 * plain[4].P90 / plain[4].P10);
    }

    [Fact]
    public void A_jump_on_an_announced_day_is_believed_sooner()
    {
        var counts = SyntheticWave.Of(40, day => day < 38 ? 200 : 500);
        var plain = SyntheticWave.Fit(counts).Forecast(3)[2].P50;
        SyntheticWave.Fit(counts, SyntheticWave.First.PlusDays(38)).Forecast(3)[2].P50.ShouldBeGreaterThan(1.3 * plain);
    }

    [Fact]
    public void A_weekday_that_is_always_empty_stays_empty()
    {
        var counts = SyntheticWave.Decaying(50);
        var closed = counts with { Counts = [.. counts.Dates.Zip(counts.Counts, (date, count) => date.DayOfWeek == IsoDayOfWeek.Sunday ? 0 : count)] };
        var points = SyntheticWave.Fit(closed).Forecast(14);
        points.Where(point => point.Date.DayOfWeek == IsoDayOfWeek.Sunday).ShouldAllBe(point => point.P90 == 0);
        points.Where(point => point.Date.DayOfWeek == IsoDayOfWeek.Monday).ShouldAllBe(point => point.P10 > 50);
    }

    [Fact]
    public void One_wild_day_hardly_moves_the_forecast()
    {
        var counts = SyntheticWave.Decaying(50);
        var wild = counts with { Counts = [.. counts.Counts.Select((count, i) => i == 45 ? count * 6 : count)] };
        var plain = SyntheticWave.Fit(counts).Forecast(7)[6].P50;
        SyntheticWave.Fit(wild).Forecast(7)[6].P50.ShouldBe(plain, 0.2 * plain);
    }

    [Fact]
    public void Missing_days_are_stepped_over()
    {
        var counts = SyntheticWave.Decaying(50);
        var kept = Enumerable.Range(0, 50).Where(i => i is < 30 or > 33).ToList();
        var gap = new DailyCounts([.. kept.Select(i => counts.Dates[i])], [.. kept.Select(i => counts.Counts[i])]);
        var plain = SyntheticWave.Fit(counts).Forecast(7)[6].P50;
        SyntheticWave.Fit(gap).Forecast(7)[6].P50.ShouldBe(plain, 0.1 * plain);
    }

    [Fact]
    public void Deciles_over_paths_agree_with_the_mixture()
    {
        var fit = SyntheticWave.Fit(SyntheticWave.Decaying(45));
        var point = fit.Forecast(10)[9];
        var sorted = fit.Paths(10, 4000, 1).Select(path => path[9]).Order().ToList();
        sorted[400].ShouldBe(point.P10, 0.05 * point.P10);
        sorted[2000].ShouldBe(point.P50, 0.05 * point.P50);
        sorted[3600].ShouldBe(point.P90, 0.05 * point.P90);
    }

    [Fact]
    public void Refuses_fewer_than_five_days() =>
        SurgeFit.Of(SyntheticWave.Of(4, _ => 100), []).Errors.ShouldHaveSingleItem().Problem.ShouldContain("fewer than 5 days");
}
