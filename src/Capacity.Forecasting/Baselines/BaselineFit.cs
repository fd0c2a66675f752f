using Capacity.Domain.Demand;
using Capacity.Forecasting.History;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Forecasting.Baselines;

/// <summary>Makes a scenario's baseline of a history.</summary>
public static class BaselineFit
{
    private const int FinestStep = 15;

    /// <summary>Four weeks: a weekday's profile does not depend on its place in the month.</summary>
    private const int AveragedDays = 28;

    /// <summary>Weekday levels and shapes of the four weeks after the history, in steps of at least 15 minutes; the source is named in the baseline.</summary>
    /// <param name="history">Cleaned counts.</param>
    /// <param name="queue">The queue that they belong to.</param>
    /// <param name="source">Where they come from, for the reader.</param>
    public static Baseline From(HistorySeries history, string queue, string source = "history")
    {
        var steps = InSteps(history);
        var days = steps.Days();
        var forecast = BaselineForecast.Of(steps);
        var first = days[^1].Date.PlusDays(1);
        var ahead = forecast.Days(first, AveragedDays).ToLookup(point => point.Start.DayOfWeek);
        var spread = forecast.Spread(first, AveragedDays);
        return new Baseline
        {
            Queue = queue,
            Days = [.. Enum.GetValues<IsoDayOfWeek>().Where(ahead.Contains).Select(
                day => Profile(day, Mean(ahead[day], steps.IntervalMinutes), steps.IntervalMinutes))],
            DailyVariation = Math.Round(spread.DailyVariation, 4),
            LevelVariation = Math.Round(spread.LevelVariation, 4),
            LevelDays = Math.Round(spread.LevelDays, 1),
            IntradayVariation = steps.IntervalMinutes > 60 ? 0 : Math.Round(forecast.Intraday.Variation, 4),
            IntradayCorrelation = steps.IntervalMinutes > 60 ? 0 : Math.Round(forecast.Intraday.Correlation, 4),
            Source = $"{source}: {days.Count} days from {LocalDatePattern.Iso.Format(days[0].Date)} to {LocalDatePattern.Iso.Format(days[^1].Date)}.",
        };
    }

    private static HistorySeries InSteps(HistorySeries history)
    {
        foreach (var step in new[] { FinestStep, 30, 60 })
            if (step >= history.IntervalMinutes && step % history.IntervalMinutes == 0)
                return history.Resample(step);
        return 1440 % history.IntervalMinutes == 0 ? history.Resample(1440) : history;
    }

    /// <summary>Mean count by interval from midnight of one weekday, zero where closed.</summary>
    private static double[] Mean(IEnumerable<ForecastPoint> points, int minutes)
    {
        var means = new double[1440 / minutes];
        foreach (var slot in points.GroupBy(point => (point.Start.Hour * 60 + point.Start.Minute) / minutes))
            means[slot.Key] = slot.Average(point => point.Mean);
        return means;
    }

    private static WeekdayProfile Profile(IsoDayOfWeek day, double[] expected, int minutes)
    {
        var contacts = Math.Round(expected.Sum(), 2);
        var first = Array.FindIndex(expected, count => count > 0);
        if (minutes > 60 || first < 0)
            return new WeekdayProfile { Day = day, Contacts = contacts };
        var last = Array.FindLastIndex(expected, count => count > 0);
        return new WeekdayProfile
        {
            Day = day,
            Contacts = contacts,
            StepMinutes = minutes,
            ShapeStart = LocalTime.FromMinutesSinceMidnight(first * minutes),
            Shape = [.. expected[first..(last + 1)].Select(count => Math.Round(count, 3))],
        };
    }
}
