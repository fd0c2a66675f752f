using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>Open cases of one deferred queue by the interval of their arrival, in eight lanes; the oldest are taken first.</summary>
internal sealed class CaseLine
{
    const double WeekSeconds = 7 * 86400;
    const double Never = 1e9;
    readonly Timeline _timeline;
    readonly float _seconds;
    readonly int _before;
    readonly double[] _due;
    readonly Lanes[] _arrived;

    /// <summary>By piece: its day, and the seconds until cases that come at its beginning fall due.</summary>
    readonly int[] _day;
    readonly float[] _allowed;
    readonly DueCount _overdue;
    readonly DueCount _overdueForWeek;

    /// <summary>By lane: the piece with the oldest cases, the share of it that has been taken, and the sum of the ages of open cases.</summary>
    Vector256<int> _head = Vector256<int>.Zero;
    Lanes _from;
    Lanes _age;

    /// <param name="queue">The queue.</param>
    /// <param name="timeline">The scenario's time.</param>
    /// <param name="count">Cases that were open before the first interval.</param>
    /// <param name="oldestDays">Age of the oldest of them; ages are spread evenly.</param>
    public CaseLine(FluidQueue queue, Timeline timeline, double count, double oldestDays)
    {
        (_timeline, _seconds) = (timeline, timeline.IntervalSeconds);
        _before = count > 0 ? Math.Max(1, (int)Math.Ceiling(oldestDays * 86400 / _seconds)) : 0;
        _arrived = new Lanes[_before + timeline.Intervals];
        _due = new double[_before + timeline.Intervals + 1];
        for (var i = 0; i < _due.Length; i++)
            _due[i] = Math.Min(Never, i >= _before ? queue.Due[i - _before] : queue.Model.DueOf((i - _before) * (double)_seconds));
        _allowed = [.. _due.Select((due, i) => (float)(due - (i - _before) * (double)_seconds))];
        _day = [.. _due.Select((_, i) => i < _before ? timeline.SimulatedDays : timeline.DayOf(Math.Min(i - _before, timeline.Intervals - 1)))];
        Array.Fill(_arrived, Vector256.Create((float)(count / Math.Max(1, _before))), 0, _before);
        _age = Vector256.Create((float)(count * _before * _seconds / 2));
        (_overdue, _overdueForWeek) = (new DueCount(_due, _arrived), new DueCount(_due, _arrived));
    }

    public void Add(int interval, Lanes cases) => _arrived[_before + interval] = cases;

    /// <summary>Lets an interval's time pass for open cases, whose number goes evenly from one to the other.</summary>
    public void Pass(Lanes before, Lanes after) => _age += (before + after) * Vector256.Create(_seconds / 2);

    /// <summary>Takes the oldest cases during an interval, evenly over it, and books them to the days on which they came.</summary>
    /// <param name="run">Where they are booked.</param>
    /// <param name="queue">Place of the queue.</param>
    /// <param name="interval">The interval, whose cases have been added.</param>
    /// <param name="cases">How many are taken.</param>
    /// <param name="isLast">All bits where nobody is left.</param>
    public void Take(FluidRun run, int queue, int interval, Lanes cases, Lanes isLast)
    {
        _overdue.Open -= cases;
        _overdueForWeek.Open -= cases;
        var now = Vector256.Create(_before + interval);
        var perCase = Vector256.Create(_seconds) / Vector256.Max(cases, Vector256.Create(1e-12f));
        var (left, taken) = (cases, Lanes.Zero);
        for (; ; )
        {
            var isActive = Vector256.GreaterThan(left, Lanes.Zero) & Vector256.LessThanOrEqual(_head, now).AsSingle();
            if (isActive.ExtractMostSignificantBits() == 0)
                break;
            var whole = HeadArrived();
            var there = whole * (Lanes.One - _from);
            var isDone = isLast | Vector256.LessThanOrEqual(there, left);
            var take = Vector256.ConditionalSelect(isActive, Vector256.ConditionalSelect(isDone, there, left), Lanes.Zero);
            var until = Vector256.ConditionalSelect(isDone, Lanes.One, _from + take / Vector256.Max(whole, Vector256.Create(1e-12f)));
            if (Vector256.GreaterThanAny(take, Lanes.Zero))
                Book(run, queue, interval, until, take, taken * perCase, (taken + take) * perCase);
            taken += take;
            left = Vector256.ConditionalSelect(isLast, left, left - take);
            isDone &= isActive;
            _from = Vector256.ConditionalSelect(isDone, Lanes.Zero, Vector256.ConditionalSelect(isActive, until, _from));
            _head -= isDone.AsInt32();
        }

        _age = Vector256.AndNot(Vector256.Max(Lanes.Zero, _age), isLast);
    }

    /// <summary>Books a part of each lane's oldest piece; all times are seconds from the beginning of the interval.</summary>
    void Book(FluidRun run, int queue, int interval, Lanes until, Lanes take, Lanes begins, Lanes ends)
    {
        var seconds = Vector256.Create(_seconds);
        var arrives = Vector256.ConvertToSingle(_head - Vector256.Create(_before + interval)) * seconds;
        Lanes first = arrives + _from * seconds, last = arrives + until * seconds;
        var allowed = Of(_allowed, 0);
        var change = Of(_allowed, 1) - allowed;
        var atFirst = first + allowed + _from * change - Vector256.Max(first, begins);
        var atLast = last + allowed + until * change - Vector256.Max(last, ends);
        var little = Vector256.Create(1e-6f);
        var inTarget = (Vector256.Max(Lanes.Zero, atFirst) + Vector256.Max(Lanes.Zero, atLast) + little)
            / (Vector256.Abs(atFirst) + Vector256.Abs(atLast) + little);
        var waited = take * Vector256.Max(Lanes.Zero, (begins + ends - first - last) * Vector256.Create(0.5f));
        _age -= waited;
        var days = Of(_day, 0);
        for (var left = take; ;)
        {
            // Mostly all lanes are at cases of one day.
            var lane = BitOperations.TrailingZeroCount(Vector256.GreaterThan(left, Lanes.Zero).ExtractMostSignificantBits());
            if (lane == 32)
                return;
            var day = _day[_head[lane]];
            var here = Vector256.Equals(days, Vector256.Create(day)).AsSingle();
            run.Book(queue, day, here & take, (here & take) * inTarget, here & waited);
            left = Vector256.AndNot(left, here);
        }
    }

    bool IsAtOne => Vector256.EqualsAll(_head, Vector256.Create(_head[0]));

    /// <summary>What came in all, in each lane's oldest piece.</summary>
    Lanes HeadArrived()
    {
        var most = Vector256.Create(_arrived.Length - 1);
        var at = (Vector256.Min(_head, most) << 3) + Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        var each = MemoryMarshal.Cast<Lanes, float>(_arrived);
        return Vector256.Create(
            each[at[0]], each[at[1]], each[at[2]], each[at[3]], each[at[4]], each[at[5]], each[at[6]], each[at[7]]);
    }

    /// <summary>A property of each lane's oldest piece, or of one after it.</summary>
    Vector256<T> Of<T>(T[] values, int after)
    {
        var at = Vector256.Min(_head + Vector256.Create(after), Vector256.Create(values.Length - 1));
        if (IsAtOne)
            return Vector256.Create(values[at[0]]);
        return Vector256.Create(
            [values[at[0]], values[at[1]], values[at[2]], values[at[3]], values[at[4]], values[at[5]], values[at[6]], values[at[7]]]);
    }

    /// <summary>Cases past due when an interval begins, and those that have been so for a week; moments never go back.</summary>
    public Lanes Overdue(int interval) => _overdue.At(_timeline.StartOf(interval));
    public Lanes OverdueForWeek(int interval) => _overdueForWeek.At(_timeline.StartOf(interval) - WeekSeconds);

    /// <summary>Age in seconds of the oldest open case, on average over lanes; those without open cases count as 0.</summary>
    public float OldestAge(int interval, Lanes open)
    {
        var age = (Vector256.ConvertToSingle(Vector256.Create(_before + interval) - _head) - _from) * Vector256.Create(_seconds);
        return Vector256.Sum(Vector256.ConditionalSelect(Vector256.GreaterThan(open, Lanes.Zero), Vector256.Max(Lanes.Zero, age), Lanes.Zero))
            / Vector256<float>.Count;
    }

    /// <summary>Sum of the ages in seconds of all open cases.</summary>
    public Lanes Age => _age;

    /// <summary>Counts the cases that have fallen due and are still open, as moments pass.</summary>
    sealed class DueCount(double[] due, Lanes[] arrived)
    {
        int _piece;

        /// <summary>Cases of pieces that have fallen due as a whole, without all that were ever taken: below 0 where they are served early.</summary>
        public Lanes Open;

        public Lanes At(double moment)
        {
            while (_piece < arrived.Length && due[_piece + 1] <= moment)
                Open += arrived[_piece++];
            if (_piece == arrived.Length || due[_piece] >= moment)
                return Vector256.Max(Lanes.Zero, Open);
            var part = (float)((moment - due[_piece]) / (due[_piece + 1] - due[_piece]));
            return Vector256.Max(Lanes.Zero, Open + arrived[_piece] * Vector256.Create(part));
        }
    }
}
