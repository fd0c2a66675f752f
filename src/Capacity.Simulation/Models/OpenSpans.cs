using Capacity.Domain.Networks;
using NodaTime;

namespace Capacity.Simulation.Models;

/// <summary>Opening hours on the elapsed clock: spans in order, apart from each other, starts included and ends not.</summary>
public sealed class OpenSpans
{
    const double DaySeconds = 86400;
    const double Origin = -7 * DaySeconds;

    /// <summary>A little too small: a moment at the very beginning of a day may be looked for from the day before, never the other way round.</summary>
    const double DaysPerSecond = (1 - 1e-14) / DaySeconds;
    readonly double[] _from;
    readonly double[] _until;
    readonly double[] _openBefore;

    /// <summary>By day of elapsed time from a week before the start: the first span that ends after the day's beginning.</summary>
    readonly int[] _spanOfDay;

    OpenSpans(List<(double From, double Until)> spans)
    {
        _from = [.. spans.Select(span => span.From)];
        _until = [.. spans.Select(span => span.Until)];
        _openBefore = new double[spans.Count + 1];
        for (var i = 0; i < spans.Count; i++)
            _openBefore[i + 1] = _openBefore[i] + (_until[i] - _from[i]);
        _spanOfDay = new int[_until.Length == 0 ? 1 : Math.Max(1, (int)((_until[^1] - Origin) / DaySeconds) + 2)];
        for (int day = 0, span = 0; day < _spanOfDay.Length; day++)
        {
            while (span < _until.Length && _until[span] <= Origin + day * DaySeconds)
                span++;
            _spanOfDay[day] = span;
        }
    }

    /// <summary>Number of spans.</summary>
    public int Count => _from.Length;

    /// <summary>The hours of a zone from a week before the timeline to a week after it; touching spans are one.</summary>
    public static OpenSpans Of(OpeningHours hours, string zoneName, Timeline timeline)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneName];
        var closed = hours.ClosedDates.ToHashSet();
        var pieces = new List<(double From, double Until)>();
        var last = timeline.DateOf(timeline.SimulatedDays + 7);
        for (var date = timeline.FirstDate.PlusDays(-7); date <= last; date = date.PlusDays(1))
        {
            if (closed.Contains(date))
                continue;
            foreach (var period in hours.Periods.Where(period => period.Day == date.DayOfWeek))
            {
                var end = period.Until == LocalTime.Midnight ? date.PlusDays(1).AtMidnight() : date.At(period.Until);
                pieces.Add((timeline.SecondsAt(date.At(period.From), zone), timeline.SecondsAt(end, zone)));
            }
        }

        return new OpenSpans(Merge(pieces));
    }

    static List<(double From, double Until)> Merge(List<(double From, double Until)> pieces)
    {
        var merged = new List<(double From, double Until)>();
        foreach (var piece in pieces.Where(piece => piece.Until > piece.From).Order())
        {
            if (merged.Count > 0 && piece.From <= merged[^1].Until)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].Until, piece.Until));
            else
                merged.Add(piece);
        }

        return merged;
    }

    /// <summary>Beginning and end of a span.</summary>
    public (double From, double Until) this[int span] => (_from[span], _until[span]);

    /// <summary>The first span that ends after a moment; <see cref="Count"/> where there is none.</summary>
    public int SpanEndingAfter(double seconds)
    {
        if (!(seconds > Origin))
            return SpanFrom(0, seconds);
        var day = (seconds - Origin) * DaysPerSecond;
        return day >= _spanOfDay.Length ? Count : SpanFrom(_spanOfDay[(int)day], seconds);
    }

    /// <summary>A day has a few spans at most: they are looked at one after the other.</summary>
    int SpanFrom(int span, double seconds)
    {
        while (span < _until.Length && !(_until[span] > seconds))
            span++;
        return span;
    }

    /// <summary>Whether a moment lies in a span.</summary>
    public bool IsOpen(double seconds)
    {
        var span = SpanEndingAfter(seconds);
        return span < Count && _from[span] <= seconds;
    }

    /// <summary>Open seconds from the beginning of the first span until a moment.</summary>
    public double OpenSecondsBefore(double seconds)
    {
        var span = SpanEndingAfter(seconds);
        return span == Count ? _openBefore[Count] : _openBefore[span] + Math.Max(0, seconds - _from[span]);
    }

    /// <summary>Open seconds of a stretch.</summary>
    public double OpenSecondsBetween(double from, double until) => OpenSecondsBefore(until) - OpenSecondsBefore(from);

    /// <summary>The moment by which so many open seconds have passed; infinite where the hours do not reach so far.</summary>
    public double AfterOpenSeconds(double from, double openSeconds)
    {
        var span = SpanEndingAfter(from);
        if (span == Count)
            return openSeconds > 0 ? double.PositiveInfinity : FirstReaching(_openBefore[Count]);
        var goal = _openBefore[span] + Math.Max(0, from - _from[span]) + openSeconds;
        if (goal > _openBefore[Count])
            return double.PositiveInfinity;
        if (!(goal > _openBefore[span]))
            return FirstReaching(goal);
        for (var steps = 0; steps < 8; steps++, span++)
            if (_openBefore[span + 1] >= goal)
                return _from[span] + (goal - _openBefore[span]);
        return FirstReaching(goal);
    }

    /// <summary>The moment by which so many open seconds have passed since the beginning of the first span.</summary>
    double FirstReaching(double goal)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_openBefore[middle + 1] >= goal)
                high = middle;
            else
                low = middle + 1;
        }

        return low == Count ? double.PositiveInfinity : _from[low] + (goal - _openBefore[low]);
    }

    /// <summary>
    /// The moment at which somebody who meant to come at <paramref name="seconds"/> comes: then if it is open, else spread evenly over the
    /// first two hours of the next span; infinite where nothing opens any more.
    /// </summary>
    /// <param name="seconds">Intended moment.</param>
    /// <param name="place">Uniform number (0–1) that places the contact.</param>
    public double NextOpenMoment(double seconds, double place)
    {
        var span = SpanEndingAfter(seconds);
        if (span == Count)
            return double.PositiveInfinity;
        return _from[span] <= seconds ? seconds : _from[span] + place * Math.Min(7200, _until[span] - _from[span]);
    }
}
