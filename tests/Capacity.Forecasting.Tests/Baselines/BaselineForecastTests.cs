using Capacity.Domain.Calendars;
using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Tests.Baselines;

public class BaselineForecastTests
{
    [Fact]
    public void Gives_no_interval_when_the_queue_is_closed()
    {
        var points = BaselineForecast.Fit(Weeks(6), 30).Value!.Days(new LocalDate(2020, 4, 27), 7);
        points.Select(point => point.Start.DayOfWeek).Distinct().ShouldNotContain(IsoDayOfWeek.Sunday);
        points.Select(point => point.Start.Hour).ShouldAllBe(hour => hour >= 8 && hour < 12);
    }

    [Fact]
    public void Returns_the_level_of_a_history_that_never_changes()
    {
        var point = BaselineForecast.Fit(Weeks(6), 60).Value!.Days(new LocalDate(2020, 4, 27), 1)[0];
        point.Mean.ShouldBe(20, 0.1);
        (point.P10 <= point.P50 && point.P50 <= point.P90).ShouldBeTrue();
    }

    [Fact]
    public void Follows_a_break_of_level_within_two_weeks()
    {
        var broken = Changed(Weeks(12), (start, count) => start.Date >= new LocalDate(2020, 5, 25) ? count / 2 : count);
        var fit = BaselineForecast.Fit(broken, 60).Value!;
        fit.LevelShifts.ShouldBe([new LocalDate(2020, 5, 25)]);
        fit.Days(new LocalDate(2020, 6, 8), 1)[0].Mean.ShouldBe(10, 0.5);
    }

    [Fact]
    public void Learns_what_the_end_of_a_month_brings()
    {
        var peaks = Changed(Weeks(26), (start, count) => start.Date.PlusDays(2).Day <= 2 ? count * 1.3 : count);
        var days = BaselineForecast.Fit(peaks, 1440).Value!.Days(new LocalDate(2020, 9, 14), 21);
        (days.Single(day => day.Start.Date == new LocalDate(2020, 9, 30)).Mean / days[0].Mean).ShouldBeInRange(1.2, 1.35);
    }

    [Fact]
    public void Knows_the_day_after_a_holiday_once_it_has_seen_one()
    {
        var weeks = Weeks(12);
        var open = Enumerable.Range(0, weeks.Starts.Count).Where(i => !HolidayCalendar.France.Contains(weeks.Starts[i].Date)).ToList();
        var closed = weeks with { Starts = [.. open.Select(i => weeks.Starts[i])], Counts = [.. open.Select(i => weeks.Counts[i])] };
        var after = Changed(closed, (start, count) => HolidayCalendar.France.Contains(start.Date.PlusDays(-1)) ? count * 1.4 : count);
        var fit = BaselineForecast.Fit(after, 60).Value!;
        fit.Holidays.ShouldBe(HolidayCalendar.France);
        var july = fit.Days(new LocalDate(2020, 7, 13), 3);
        july.Select(point => point.Start.Day).Distinct().ShouldBe([13, 15]);
        july[^1].Mean.ShouldBe(28, 1.5);
    }

    [Fact]
    public void Forecasts_handle_times_where_the_history_has_them()
    {
        var history = Weeks(8);
        var handled = history with { HandleSeconds = [.. history.Starts.Select(start => start.Hour < 10 ? 300.0 : 360)] };
        var points = BaselineForecast.Fit(handled, 60).Value!.Days(new LocalDate(2020, 5, 11), 1);
        points[0].HandleSeconds!.Value.ShouldBe(300, 8);
        points[^1].HandleSeconds!.Value.ShouldBe(360, 8);
        BaselineForecast.Fit(history, 60).Value!.Days(new LocalDate(2020, 5, 11), 1)[0].HandleSeconds.ShouldBeNull();
    }

    [Fact]
    public void Is_not_misled_by_one_wild_day()
    {
        var history = Weeks(12);
        var wild = Changed(history, (start, count) => start.Date == new LocalDate(2020, 6, 1) ? count * 5 : count);
        BaselineForecast.Fit(wild, 60).Value!.Days(new LocalDate(2020, 6, 8), 1)[0].Mean.ShouldBe(20, 1);
    }

    [Fact]
    public void Draws_paths_whose_deciles_agree_with_its_own()
    {
        var fit = BaselineForecast.Fit(Weeks(6), 60).Value!;
        var (exact, simulated) = (fit.Days(new LocalDate(2020, 4, 27), 1)[0], fit.Simulated(new LocalDate(2020, 4, 27), 1, 2000, 1)[0]);
        simulated.P10.ShouldBe(exact.P10, 1.5);
        simulated.P90.ShouldBe(exact.P90, 1.5);
    }

    [Fact]
    public void Paths_of_a_day_share_its_luck()
    {
        var noisy = Changed(Weeks(20), (start, count) => count * (10 + start.Date.DayOfYear % 5));
        var fit = BaselineForecast.Fit(noisy, 60).Value!;
        var paths = fit.Paths(fit.From.PlusDays(1), 1, 1000, 1);
        double Variance(Func<double[], double> of) => paths.Average(path => of(path) * of(path)) - Math.Pow(paths.Average(of), 2);
        Variance(path => path.Sum()).ShouldBeGreaterThan(1.5 * Enumerable.Range(0, 4).Sum(i => Variance(path => path[i])));
    }

    [Theory]
    [InlineData(45)]
    [InlineData(15)]
    [InlineData(2880)]
    public void Refuses_an_interval_that_does_not_fit(int minutes) => BaselineForecast.Fit(Weeks(6), minutes).Errors.ShouldHaveSingleItem().Mend.ShouldNotBeEmpty();

    [Fact]
    public void Refuses_less_than_two_weeks() => BaselineForecast.Fit(Weeks(1), 30).Errors.ShouldHaveSingleItem().Problem.ShouldContain("two weeks");

    /// <summary>Ten contacts in each half hour from 8:00 to 12:00, Monday to Saturday, from 16 March 2020.</summary>
    internal static HistorySeries Weeks(int weeks)
    {
        var starts = Enumerable.Range(0, 7 * weeks).Select(day => new LocalDate(2020, 3, 16).PlusDays(day))
            .Where(date => date.DayOfWeek != IsoDayOfWeek.Sunday)
            .SelectMany(date => Enumerable.Range(0, 8).Select(slot => date.At(new LocalTime(8, 0)).PlusMinutes(30 * slot)))
            .ToList();
        return new HistorySeries { IntervalMinutes = 30, Starts = starts, Counts = [.. starts.Select(_ => 10.0)] };
    }

    private static HistorySeries Changed(HistorySeries history, Func<LocalDateTime, double, double> change) =>
        history with { Counts = [.. history.Starts.Zip(history.Counts, change)] };
}
