using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>Handle times forecast like volume: a daily level that is learnt, times the usual course over the day.</summary>
internal sealed class HandleTimes
{
    /// <summary>Contacts at the day's mean that are added to every interval: a rare hour keeps near the day's mean.</summary>
    private const double PooledContacts = 200;
    private const int LeastDays = 5;

    private readonly TrainedDays _trained;
    private readonly DayLevels _levels;
    private readonly double[] _course;
    private readonly int _minutes;
    private (LocalDate Date, double Mean) _latest;

    private HandleTimes(HistorySeries series, TrainedDays trained, List<HandledDay> days)
    {
        (_trained, _minutes) = (trained, series.IntervalMinutes);
        _levels = new DayLevels(
            days.ConvertAll(day => trained.TraitsOf(day.Date)), days.ConvertAll(day => Math.Log(day.Mean)),
            days.ConvertAll(day => 1 / day.Contacts), DayPrior.HandleTimes);
        _course = Course(series, days);
    }

    /// <summary>Null where the history has no handle times on at least five days.</summary>
    public static HandleTimes? In(HistorySeries series, TrainedDays trained)
    {
        if (series.HandleSeconds.Count == 0)
            return null;
        var days = new List<HandledDay>();
        for (var i = 0; i < series.Starts.Count; i++)
        {
            var (handle, count) = (series.HandleSeconds[i], series.Counts[i]);
            if (!(handle > 0) || !(count > 0) || !trained.Usual.HasDay(series.Starts[i].DayOfWeek))
                continue;
            if (days.Count == 0 || days[^1].Date != series.Starts[i].Date)
                days.Add(new HandledDay(series.Starts[i].Date));
            days[^1].Add(count, handle);
        }
        return days.Count < LeastDays ? null : new HandleTimes(series, trained, days);
    }

    /// <summary>Mean handle time in seconds of an interval.</summary>
    public double At(LocalDateTime start)
    {
        if (_latest.Date != start.Date || _latest.Mean <= 0)
            _latest = (start.Date, Math.Exp(_levels.Means([_trained.TraitsOf(start.Date)])[0]));
        return _latest.Mean * _course[(start.Hour * 60 + start.Minute) / _minutes];
    }

    /// <summary>Handle time of each interval of the day ÷ the day's mean.</summary>
    private static double[] Course(HistorySeries series, List<HandledDay> days)
    {
        var means = days.ToDictionary(day => day.Date, day => day.Mean);
        var slots = 1440 / series.IntervalMinutes;
        var (worked, expected) = (new double[slots], new double[slots]);
        for (var i = 0; i < series.Starts.Count; i++)
            if (series.HandleSeconds[i] > 0 && means.TryGetValue(series.Starts[i].Date, out var mean))
            {
                var slot = (series.Starts[i].Hour * 60 + series.Starts[i].Minute) / series.IntervalMinutes;
                worked[slot] += series.Counts[i] * series.HandleSeconds[i] / mean;
                expected[slot] += series.Counts[i];
            }
        return [.. worked.Zip(expected, (work, count) => (work + PooledContacts) / (count + PooledContacts))];
    }

    /// <summary>Contacts with known handle time of one day.</summary>
    private sealed class HandledDay(LocalDate date)
    {
        private double _seconds;

        public LocalDate Date { get; } = date;
        public double Contacts { get; private set; }
        public double Mean => _seconds / Contacts;

        public void Add(double contacts, double handle) => (Contacts, _seconds) = (Contacts + contacts, _seconds + contacts * handle);
    }
}
