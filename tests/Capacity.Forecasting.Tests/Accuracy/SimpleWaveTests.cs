using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Surges;
using Capacity.Forecasting.Tests.Surges;
using NodaTime;

namespace Capacity.Forecasting.Tests.Accuracy;

public class SimpleWaveTests
{
    private static readonly LocalDate Monday = new(2020, 3, 2);

    [Theory]
    [InlineData(1, 101)]
    [InlineData(3, 103)]
    [InlineData(8, 101)]
    [InlineData(17, 103)]
    public void Last_week_is_the_same_weekday_also_where_weekends_are_missing(int ahead, double count) =>
        SimpleWave.LastWeek(WorkingDays(4, day => 100 + (int)day.DayOfWeek), ahead + 2)[1].ShouldBe(count);

    [Fact]
    public void A_weekday_that_is_closed_stays_closed() => SimpleWave.LastWeek(WorkingDays(4, _ => 100), 1)[1].ShouldBe(0);

    [Fact]
    public void An_exact_decay_goes_on_exactly_over_closed_weekends()
    {
        var decay = SimpleWave.Decay(WorkingDays(4, day => 1000 * Math.Pow(0.5, Period.DaysBetween(Monday, day) / 10.0)), 16);
        decay.ShouldAllBe(decile => Math.Abs(decile - 1000 * Math.Pow(0.5, (25 + 16) / 10.0)) < 1e-6);
    }

    [Fact]
    public void A_wave_of_working_days_is_measured_too()
    {
        var wave = SyntheticWave.Decaying(110);
        var open = wave.Dates.Zip(wave.Counts).Where(pair => pair.First.DayOfWeek < IsoDayOfWeek.Saturday).ToList();
        var errors = SurgeBacktest.Run(new DailyCounts([.. open.Select(pair => pair.First)], [.. open.Select(pair => pair.Second)]));
        errors.Days.ShouldBeInRange(4 * 20, 4 * 23);
    }

    /// <summary>Counts from a Monday until the Friday of so many weeks, no weekend in it.</summary>
    private static DailyCounts WorkingDays(int weeks, Func<LocalDate, double> count)
    {
        LocalDate[] days = [.. Enumerable.Range(0, 7 * weeks).Select(Monday.PlusDays).Where(day => day.DayOfWeek < IsoDayOfWeek.Saturday)];
        return new DailyCounts(days, [.. days.Select(count)]);
    }
}
