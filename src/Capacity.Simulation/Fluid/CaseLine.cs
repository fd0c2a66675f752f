using System.Runtime.Intrinsics;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>Open cases of one deferred queue by the interval of their arrival, in eight lanes; the oldest are taken first.</summary>
internal sealed class CaseLine
{
    readonly FluidQueue _queue;
    readonly Timeline _timeline;
    readonly int _width;
    readonly double _seconds;
    readonly int _before;
    readonly double[] _due;
    readonly Lanes[] _arrived;
    readonly Lanes[] _cumulative;
    readonly int[] _head;
    readonly double[] _headTaken;
    readonly double[] _served;
    Lanes _ages;
    int _last;

    public CaseLine(FluidQueue queue, Timeline timeline, int width)
    {
        (_queue, _timeline, _width, _seconds) = (queue, timeline, width, timeline.IntervalSeconds);
        _before = (int)Math.Ceiling(60 * 86400 / _seconds);
        _arrived = new Lanes[_before + timeline.Intervals];
        _cumulative = new Lanes[_before + timeline.Intervals + 1];
        _due = new double[_before + timeline.Intervals + 1];
        for (var i = 0; i < _due.Length; i++)
            _due[i] = i >= _before ? queue.Due[i - _before] : double.NaN;
        (_head, _headTaken, _served) = (new int[width], new double[width], new double[width]);
        Array.Fill(_head, _before);
        _last = _before;
    }

    /// <summary>Cases that were open before the first interval, ages spread evenly.</summary>
    public void AddBefore(double count, double oldestDays)
    {
        var pieces = Math.Clamp((int)Math.Ceiling(oldestDays * 86400 / _seconds), 1, _before);
        for (var i = _before - pieces; i <= _before; i++)
        {
            var time = (i - _before) * _seconds;
            _due[i] = _queue.Model.DueOf(time);
            if (i == _before)
                break;
            _arrived[i] += Vector512.Create(count / pieces);
            _cumulative[i + 1] = _cumulative[i] + _arrived[i];
            _ages += _arrived[i] * Vector512.Create(time + _seconds / 2);
        }

        for (var lane = 0; lane < _width; lane++)
            _head[lane] = _before - pieces;
    }

    public void Add(int interval, Lanes cases)
    {
        Reach(_before + interval);
        _arrived[_before + interval] = cases;
        _cumulative[_before + interval + 1] = _cumulative[_before + interval] + cases;
        _last = _before + interval + 1;
        _ages += cases * Vector512.Create(_timeline.StartOf(interval) + _seconds / 2);
    }

    void Reach(int place)
    {
        for (; _last < place; _last++)
            _cumulative[_last + 1] = _cumulative[_last];
    }

    /// <summary>Takes the oldest cases during an interval, evenly over it, and books them to the days on which they came.</summary>
    public void Take(FluidRun run, int queue, int interval, Lanes cases)
    {
        var start = _timeline.StartOf(interval);
        Span<Lanes> ages = [_ages];
        var eachAge = LaneConditions.Each(ages);
        for (var lane = 0; lane < _width; lane++)
        {
            var all = cases[lane];
            var left = all;
            while (left > 1e-12 && _head[lane] <= _before + interval)
            {
                var piece = _head[lane];
                var whole = _arrived[piece][lane];
                var from = _headTaken[lane];
                var there = whole * (1 - from);
                var take = Math.Min(left, there);
                var until = there <= left ? 1 : from + take / whole;
                if (take > 0)
                {
                    var begins = start + _seconds * (all - left) / all;
                    var ends = start + _seconds * (all - left + take) / all;
                    eachAge[lane] -= Book(run, queue, lane, piece, (from, until), (begins, ends), take);
                }

                left -= take;
                _headTaken[lane] = until;
                if (until >= 1)
                    (_head[lane], _headTaken[lane]) = (piece + 1, 0);
            }

            _served[lane] += all - Math.Max(0, left);
        }

        _ages = ages[0];
    }

    /// <summary>Books one piece; returns the sum of its arrival times.</summary>
    double Book(FluidRun run, int queue, int lane, int piece, (double From, double Until) part, (double From, double Until) served, double take)
    {
        var arrives = (piece - _before) * _seconds;
        double first = arrives + part.From * _seconds, last = arrives + part.Until * _seconds;
        double firstDue = _due[piece] + part.From * (_due[piece + 1] - _due[piece]);
        double lastDue = _due[piece] + part.Until * (_due[piece + 1] - _due[piece]);
        double atFirst = firstDue - Math.Max(first, served.From), atLast = lastDue - Math.Max(last, served.Until);
        var share = atFirst >= 0 && atLast >= 0 ? 1
            : atFirst < 0 && atLast < 0 ? 0
            : Math.Max(atFirst, atLast) / (Math.Abs(atFirst) + Math.Abs(atLast));
        var wait = Math.Max(0, (served.From + served.Until - first - last) / 2);
        var day = piece < _before ? _timeline.SimulatedDays : _timeline.DayOf(piece - _before);
        run.Book(queue, day, lane, take, take * share, take * wait);
        return take * (first + last) / 2;
    }

    /// <summary>Cases past due when an interval begins.</summary>
    public Lanes Overdue(int interval)
    {
        Reach(_before + Math.Min(interval, _timeline.Intervals));
        var place = interval < 0 ? 0 : _queue.DueBefore[interval];
        var piece = _before + (int)place;
        var due = place <= 0 ? DueOfOlder(interval) : _cumulative[piece];
        if (place > 0 && piece < _arrived.Length)
            due += _arrived[piece] * Vector512.Create(place - (int)place);
        Span<double> late = stackalloc double[_width];
        for (var lane = 0; lane < _width; lane++)
            late[lane] = Math.Max(0, due[lane] - _served[lane]);
        return Vector512.Create<double>(late);
    }

    /// <summary>Before anything that came since the start is due: the cases of earlier days whose due time has passed.</summary>
    Lanes DueOfOlder(int interval)
    {
        var now = interval * _seconds;
        var piece = _before;
        while (piece > 0 && !(_due[piece - 1] <= now))
        {
            if (double.IsNaN(_due[piece - 1]))
                return Lanes.Zero;
            piece--;
        }

        return _cumulative[piece];
    }

    /// <summary>Age in seconds of the oldest open case, on average over lanes.</summary>
    public double OldestAge(double now)
    {
        var age = 0.0;
        for (var lane = 0; lane < _width; lane++)
        {
            while (_head[lane] < _last && _arrived[_head[lane]][lane] <= 0)
                _head[lane]++;
            age += Math.Max(0, now - (_head[lane] + _headTaken[lane] - _before) * _seconds) / _width;
        }

        return age;
    }

    /// <summary>Sum of the ages in seconds of all open cases.</summary>
    public Lanes Age(double now)
    {
        Span<double> ages = stackalloc double[_width];
        for (var lane = 0; lane < _width; lane++)
            ages[lane] = Math.Max(0, (_cumulative[_last][lane] - _served[lane]) * now - _ages[lane]);
        return Vector512.Create<double>(ages);
    }
}
