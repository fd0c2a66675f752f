using Capacity.Domain.Demand;
using NodaTime;

namespace Capacity.Simulation.Models;

/// <summary>
/// How a queue's contacts of one local day spread over intervals. Voice and chat come only while the queue is open, in the shape that
/// the day has there; deferred channels come at any time of the shape. Days of equal shape share it.
/// </summary>
internal sealed class DayProfile
{
    readonly Timeline _timeline;
    readonly QueueModel _queue;
    readonly Dictionary<IsoDayOfWeek, WeekdayProfile> _days;
    readonly LocalDates _dates;

    /// <summary>By number of the local date: its first interval on the timeline and the weights from there on; null where nothing can come.</summary>
    readonly int[] _first;
    readonly double[]?[] _weights;

    public DayProfile(Timeline timeline, QueueModel queue, Baseline? baseline)
    {
        _timeline = timeline;
        _queue = queue;
        _days = (baseline?.Days ?? []).ToDictionary(day => day.Day);
        var zone = DateTimeZoneProviders.Tzdb[queue.Definition.TimeZone];
        var localTimes = timeline.LocalTimes(zone);
        var aDay = 86400 / timeline.IntervalSeconds;
        _dates = timeline.DatesOf(zone);
        _first = new int[_dates.Count];
        _weights = new double[]?[_dates.Count];
        var shapes = new List<double[]>();
        var byDate = new Dictionary<LocalDate, (int First, List<double> Raw, List<double> Even)>();
        for (var i = -aDay; i < timeline.Intervals + aDay; i++)
        {
            var start = timeline.StartOf(i);
            var local = i >= 0 && i < localTimes.Count ? localTimes[i] : timeline.LocalTime(start, zone);
            if (!byDate.TryGetValue(local.Date, out var entry))
                byDate[local.Date] = entry = (i, [], []);
            var open = queue.Open.OpenSecondsBetween(start, start + timeline.IntervalSeconds) / timeline.IntervalSeconds;
            entry.Raw.Add(ShapeWeight(local) * (queue.IsDeferred ? 1 : open));
            entry.Even.Add(queue.IsDeferred && local.Hour is >= 8 and < 20 && !AnyOpen(local.Date) ? 1 : open);
        }

        foreach (var (date, (first, raw, even)) in byDate)
            if ((Normalize(raw) ?? Normalize(even)) is { } weights && Visible(first, weights) is { Weights.Length: > 0 } visible)
                (_first[_dates.NumberOf(date)], _weights[_dates.NumberOf(date)]) = (visible.First, Shared(shapes, visible.Weights));
    }

    static double[] Shared(List<double[]> shapes, double[] weights)
    {
        if (shapes.Find(shape => shape.AsSpan().SequenceEqual(weights)) is { } known)
            return known;
        shapes.Add(weights);
        return weights;
    }

    /// <summary>
    /// The part of a day that lies on the timeline: where the queue's zone is not the network's, its first and last days reach beyond
    /// and keep what comes there.
    /// </summary>
    (int First, double[] Weights) Visible(int first, double[] weights)
    {
        var from = Math.Max(0, first);
        var until = Math.Min(_timeline.Intervals, first + weights.Length);
        return from == first && until == first + weights.Length ? (first, weights)
            : until > from ? (from, weights[(from - first)..(until - first)])
            : (from, []);
    }

    /// <summary>Local dates on which contacts can come, in order.</summary>
    public IEnumerable<LocalDate> Dates => Enumerable.Range(0, _dates.Count).Where(CanCome).Select(_dates.DateOf);

    /// <summary>Contacts of an ordinary day of this date's weekday.</summary>
    public double BaselineContacts(LocalDate date) => _days.TryGetValue(date.DayOfWeek, out var day) ? day.Contacts : 0;

    /// <summary>Whether contacts can come on a date.</summary>
    public bool Has(LocalDate date) => _dates.Has(date) && CanCome(_dates.NumberOf(date));

    /// <summary>Whether contacts can come on the date of a number.</summary>
    public bool CanCome(int date) => _weights[date] is not null;

    /// <summary>The share (0–1) of its local date's contacts that come in an interval, and the number of that date.</summary>
    public double WeightAt(int interval, out int date)
    {
        date = _dates.NumberAt(interval);
        return _weights[date] is { } weights && (uint)(interval - _first[date]) < (uint)weights.Length ? weights[interval - _first[date]] : 0;
    }

    /// <summary>A flow of the queue with so many contacts on some dates; on others nobody comes.</summary>
    public ExpectedContacts Spread(IEnumerable<KeyValuePair<LocalDate, double>> days)
    {
        var contacts = new double[_dates.Count];
        foreach (var (date, expected) in days)
            contacts[_dates.NumberOf(date)] = Math.Max(0, expected);
        return new ExpectedContacts(this, contacts);
    }

    bool AnyOpen(LocalDate date) =>
        !_queue.Definition.OpeningHours.ClosedDates.Contains(date)
        && _queue.Definition.OpeningHours.Periods.Any(period => period.Day == date.DayOfWeek);

    /// <summary>Weight of an interval in the shape of its weekday: steps count by the time they overlap.</summary>
    double ShapeWeight(LocalDateTime local)
    {
        if (!_days.TryGetValue(local.DayOfWeek, out var day) || day.Shape.Count == 0)
            return 0;
        double from = (local.TimeOfDay.NanosecondOfDay - day.ShapeStart.NanosecondOfDay) / 60e9;
        double until = from + _timeline.IntervalSeconds / 60.0, step = day.StepMinutes;
        var weight = 0.0;
        for (var s = Math.Max(0, (int)(from / step)); s < day.Shape.Count && s * step < until; s++)
            weight += day.Shape[s] * Math.Max(0, Math.Min(until, (s + 1) * step) - Math.Max(from, s * step)) / step;
        return weight;
    }

    static double[]? Normalize(List<double> weights)
    {
        var sum = weights.Sum();
        return sum > 0 ? [.. weights.Select(weight => weight / sum)] : null;
    }
}
