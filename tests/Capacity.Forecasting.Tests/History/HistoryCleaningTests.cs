using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Tests.History;

public class HistoryCleaningTests
{
    private static readonly LocalDate Monday = new(2020, 1, 6);

    /// <summary>Twenty weeks, Monday to Friday from 8 to 18 in hours, about 1,000 contacts a day, changed day by day.</summary>
    private static HistorySeries Series(Func<LocalDate, double> factor, int weeks = 20)
    {
        var hours = Enumerable.Range(0, 7 * weeks).Select(day => Monday.PlusDays(day)).Where(date => date.DayOfWeek <= IsoDayOfWeek.Friday)
            .SelectMany(date => Enumerable.Range(8, 10).Select(hour => date.At(new LocalTime(hour, 0)))).ToList();
        return new HistorySeries
        {
            IntervalMinutes = 60,
            Starts = hours,
            Counts = hours.ConvertAll(start => Math.Round((100 + start.Date.DayOfYear * 7919 % 13) * factor(start.Date))),
        };
    }

    private static CleanedHistory Clean(HistorySeries series, string? zone = null, params string[] refused) =>
        HistoryCleaning.Clean(series, zone, refused);

    [Fact]
    public void An_ordinary_history_is_not_corrected() => Clean(Series(_ => 1)).Corrections.ShouldBeEmpty();

    [Fact]
    public void A_day_out_of_the_ordinary_is_left_out()
    {
        var odd = Monday.PlusDays(30);
        var cleaned = Clean(Series(date => date == odd ? 3 : 1));
        cleaned.Corrections.ShouldHaveSingleItem().Id.ShouldBe("outlierDay:2020-02-05T08:00");
        cleaned.Series.Starts.ShouldNotContain(start => start.Date == odd);
    }

    [Fact]
    public void A_refused_correction_is_listed_and_not_made()
    {
        var odd = Monday.PlusDays(30);
        var series = Series(date => date == odd ? 3 : 1);
        var cleaned = Clean(series, null, "outlierDay:2020-02-05T08:00");
        cleaned.Corrections.ShouldHaveSingleItem().Refused.ShouldBeTrue();
        cleaned.Series.Counts.ShouldBe(series.Counts);
    }

    [Fact]
    public void Public_holidays_of_France_are_left_out_in_its_zone()
    {
        var cleaned = Clean(Series(_ => 1), "Europe/Paris");
        cleaned.Corrections.Select(correction => correction.From.Date).ShouldBe(
            [new LocalDate(2020, 4, 13), new LocalDate(2020, 5, 1), new LocalDate(2020, 5, 8), new LocalDate(2020, 5, 21)]);
        cleaned.Corrections.ShouldAllBe(correction => correction.Kind == IssueKind.Holiday);
    }

    [Fact]
    public void Earlier_days_are_scaled_to_a_new_level()
    {
        var change = Monday.PlusWeeks(10);
        var series = Series(date => date < change ? 1 : 1.3);
        var cleaned = Clean(series);
        cleaned.Corrections.ShouldHaveSingleItem().Kind.ShouldBe(IssueKind.LevelShift);
        cleaned.Corrections[0].Until.Date.ShouldBe(change.PlusDays(-3));
        cleaned.Series.Counts.Take(100).Average().ShouldBe(series.Counts.Take(100).Average() * 1.3, 3);
    }

    [Fact]
    public void Days_after_a_surge_began_are_left_out_unless_that_is_refused()
    {
        var surge = Monday.PlusWeeks(14);
        var series = Series(date => date < surge ? 1 : 4);
        var cleaned = Clean(series);
        cleaned.Series.Starts[^1].Date.ShouldBe(surge.PlusDays(-3));
        Clean(series, null, cleaned.Corrections[0].Id).Series.Starts[^1].ShouldBe(series.Starts[^1]);
    }

    [Fact]
    public void A_slow_trend_is_not_a_level_shift() =>
        Clean(Series(date => 1 + 0.003 * Period.DaysBetween(Monday, date))).Corrections.ShouldNotContain(
            correction => correction.Kind == IssueKind.LevelShift);

    [Fact]
    public void A_silent_line_is_left_out_and_the_rest_of_its_day_stays()
    {
        var series = Series(_ => 1);
        var dead = series with { Counts = [.. series.Counts.Select((count, i) => i is >= 203 and < 206 ? 0 : count)] };
        var correction = Clean(dead).Corrections.ShouldHaveSingleItem();
        correction.Kind.ShouldBe(IssueKind.SilentLine);
        (correction.From, correction.Until).ShouldBe((series.Starts[203], series.Starts[206]));
    }

    [Fact]
    public void Contacts_out_of_hours_are_left_out()
    {
        var series = Series(_ => 1);
        var late = series with { Starts = [.. series.Starts, Monday.PlusDays(137).At(new LocalTime(22, 0))], Counts = [.. series.Counts, 4] };
        Clean(late).Corrections.ShouldHaveSingleItem().Kind.ShouldBe(IssueKind.OutOfHours);
    }
}
