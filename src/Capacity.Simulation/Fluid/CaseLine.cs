using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>
/// Open cases of one deferred queue in eight lanes, in pieces by the time of their arrival; the oldest are taken first. A piece is an interval,
/// or up to an hour of a day where nobody takes from it while it comes.
/// </summary>
internal sealed class CaseLine
{
    const int PieceSeconds = 3600;
    const int FirstPieces = 1024;
    const double WeekSeconds = 7 * 86400;
    readonly FluidQueue _queue;
    readonly Timeline _timeline;
    readonly float _seconds;
    readonly int _longest;
    Lanes[] _arrived = new Lanes[FirstPieces];
    Piece[] _pieces = new Piece[FirstPieces];
    readonly DueCount _overdue;
    readonly DueCount _overdueForWeek;
    int _count;

    /// <summary>By lane: the piece with the oldest cases, the share of it that has been taken, and the sum of the ages of open cases.</summary>
    Vector256<int> _head;
    Lanes _from;
    Lanes _age;

    /// <summary>What each lane's oldest piece is and what came in it, while that is known.</summary>
    PieceLanes _oldest;
    Lanes _whole;
    bool _isKnown;

    public CaseLine(FluidQueue queue, Timeline timeline)
    {
        (_queue, _timeline, _seconds) = (queue, timeline, timeline.IntervalSeconds);
        _longest = Math.Max(1, PieceSeconds / timeline.IntervalSeconds);
        (_overdue, _overdueForWeek) = (new DueCount(this), new DueCount(this));
        for (var i = -queue.OpeningIntervals; i < 0; i++)
            Add(i, Vector256.Create((float)(queue.OpeningCases / queue.OpeningIntervals)), isServed: false);
        _age = Vector256.Create((float)(queue.OpeningCases * queue.OpeningIntervals * _seconds / 2));
    }

    /// <summary>Sum of the ages in seconds of all open cases.</summary>
    public Lanes Age => _age;

    /// <summary>Lets an interval's cases come; negative intervals are before the start. Intervals without cases can be left out.</summary>
    public void Add(int interval, Lanes cases, bool isServed)
    {
        var day = interval < 0 ? _timeline.SimulatedDays : _timeline.DayOf(interval);
        if (!CanGrow(interval, day, isServed))
        {
            if (_count == _pieces.Length)
                MakeRoom(interval);
            _arrived[_count] = Lanes.Zero;
            _pieces[_count++] = new Piece { First = interval, Day = day, FirstAllowed = _queue.AllowedFrom(interval) };
        }

        _arrived[_count - 1] += cases;
        ref var last = ref _pieces[_count - 1];
        (last.End, last.LastAllowed) = (interval + 1, _queue.AllowedFrom(interval + 1));
        _isKnown &= Vector256.LessThanAll(_head, Vector256.Create(_count - 1));
    }

    /// <summary>Forgets the pieces that have been taken and have fallen due, or takes more memory where these are few.</summary>
    void MakeRoom(int interval)
    {
        Overdue(interval);
        OverdueForWeek(interval);
        var done = _overdueForWeek.Passed;
        for (var lane = 0; lane < Lanes.Count; lane++)
            done = Math.Min(done, _head[lane]);
        if (done < _count / 2)
        {
            Array.Resize(ref _pieces, 2 * _count);
            Array.Resize(ref _arrived, 2 * _count);
            return;
        }

        _count -= done;
        Array.Copy(_pieces, done, _pieces, 0, _count);
        Array.Copy(_arrived, done, _arrived, 0, _count);
        _head -= Vector256.Create(done);
        _overdue.Forget(done);
        _overdueForWeek.Forget(done);
    }

    bool CanGrow(int interval, int day, bool isServed)
    {
        var last = _count - 1;
        if (last < _overdue.Passed || _pieces[last].End != interval || _pieces[last].Day != day || interval - _pieces[last].First >= _longest)
            return false;
        var isBehind = Vector256.LessThan(_head, Vector256.Create(last));
        var isUntouched = Vector256.Equals(_head, Vector256.Create(last)) & Vector256.Equals(_from, Lanes.Zero).AsInt32();
        return Vector256.EqualsAll(isServed ? isBehind : isBehind | isUntouched, Vector256<int>.AllBitsSet);
    }

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
        var perCase = Vector256.Create(_seconds) / Vector256.MaxNative(cases, Vector256.Create(1e-12f));
        var (left, taken) = (cases, Lanes.Zero);
        for (; ; )
        {
            var isActive = Vector256.GreaterThan(left, Lanes.Zero) & Vector256.LessThan(_head, Vector256.Create(_count)).AsSingle();
            if (isActive.ExtractMostSignificantBits() == 0)
                break;
            Look();
            var whole = _whole;
            var there = whole * (Lanes.One - _from);
            var isDone = isLast | Vector256.LessThanOrEqual(there, left);
            var take = isActive & Vector256.ConditionalSelect(isDone, there, left);
            var until = Vector256.ConditionalSelect(isDone, Lanes.One, _from + take / Vector256.MaxNative(whole, Vector256.Create(1e-12f)));
            if (Vector256.GreaterThanAny(take, Lanes.Zero))
                Book(run, queue, interval, until, take, taken * perCase, (taken + take) * perCase);
            taken += take;
            left = Vector256.ConditionalSelect(isLast, left, left - take);
            isDone &= isActive;
            _from = Vector256.ConditionalSelect(isDone, Lanes.Zero, Vector256.ConditionalSelect(isActive, until, _from));
            _head -= isDone.AsInt32();
            _isKnown &= Vector256.EqualsAll(isDone, Lanes.Zero);
        }

        _age = Vector256.AndNot(Vector256.MaxNative(Lanes.Zero, _age), isLast);
    }

    /// <summary>Books a part of each lane's oldest piece; all times are seconds from the beginning of the interval.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Book(FluidRun run, int queue, int interval, Lanes until, Lanes take, Lanes begins, Lanes ends)
    {
        var (seconds, piece) = (Vector256.Create(_seconds), _oldest);
        var arrives = Vector256.ConvertToSingle(piece.First - Vector256.Create(interval)) * seconds;
        var length = Vector256.ConvertToSingle(piece.End - piece.First) * seconds;
        Lanes first = arrives + _from * length, last = arrives + until * length;
        var change = piece.LastAllowed - piece.FirstAllowed;
        var atFirst = first + piece.FirstAllowed + _from * change - Vector256.MaxNative(first, begins);
        var atLast = last + piece.FirstAllowed + until * change - Vector256.MaxNative(last, ends);
        var little = Vector256.Create(1e-6f);
        var inTarget = (Vector256.MaxNative(Lanes.Zero, atFirst) + Vector256.MaxNative(Lanes.Zero, atLast) + little)
            / (Vector256.Abs(atFirst) + Vector256.Abs(atLast) + little);
        var waited = take * Vector256.MaxNative(Lanes.Zero, (begins + ends - first - last) * Vector256.Create(0.5f));
        _age -= waited;
        for (var left = take; ;)
        {
            // Mostly all lanes are at cases of one day.
            var lane = BitOperations.TrailingZeroCount(Vector256.GreaterThan(left, Lanes.Zero).ExtractMostSignificantBits());
            if (lane >= Lanes.Count)
                return;
            var day = _pieces[_head[lane]].Day;
            var here = Vector256.Equals(piece.Day, Vector256.Create(day)).AsSingle();
            run.Book(queue, day, here & take, here & take * inTarget, here & waited);
            left = Vector256.AndNot(left, here);
        }
    }

    /// <summary>Looks up each lane's oldest piece and what came in it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Look()
    {
        if (_isKnown)
            return;
        _isKnown = true;
        var at = Vector256.MinNative(_head, Vector256.Create(_count - 1));
        ref readonly var p0 = ref _pieces[at[0]];
        if (Vector256.EqualsAll(at, Vector256.Create(at[0])))
        {
            _oldest = new PieceLanes(
                Vector256.Create(p0.First), Vector256.Create(p0.End), Vector256.Create(p0.Day), Vector256.Create(p0.FirstAllowed),
                Vector256.Create(p0.LastAllowed));
            _whole = _arrived[at[0]];
            return;
        }

        ref readonly var p1 = ref _pieces[at[1]];
        ref readonly var p2 = ref _pieces[at[2]];
        ref readonly var p3 = ref _pieces[at[3]];
        ref readonly var p4 = ref _pieces[at[4]];
        ref readonly var p5 = ref _pieces[at[5]];
        ref readonly var p6 = ref _pieces[at[6]];
        ref readonly var p7 = ref _pieces[at[7]];
        _oldest = new PieceLanes(
            Vector256.Create(p0.First, p1.First, p2.First, p3.First, p4.First, p5.First, p6.First, p7.First),
            Vector256.Create(p0.End, p1.End, p2.End, p3.End, p4.End, p5.End, p6.End, p7.End),
            Vector256.Create(p0.Day, p1.Day, p2.Day, p3.Day, p4.Day, p5.Day, p6.Day, p7.Day),
            Vector256.Create(
                p0.FirstAllowed, p1.FirstAllowed, p2.FirstAllowed, p3.FirstAllowed, p4.FirstAllowed, p5.FirstAllowed, p6.FirstAllowed, p7.FirstAllowed),
            Vector256.Create(
                p0.LastAllowed, p1.LastAllowed, p2.LastAllowed, p3.LastAllowed, p4.LastAllowed, p5.LastAllowed, p6.LastAllowed, p7.LastAllowed));
        var each = MemoryMarshal.Cast<Lanes, float>(_arrived);
        at = (at << 3) + Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        _whole = Vector256.Create(each[at[0]], each[at[1]], each[at[2]], each[at[3]], each[at[4]], each[at[5]], each[at[6]], each[at[7]]);
    }

    /// <summary>Cases past due when an interval begins, and those that have been so for a week; moments never go back.</summary>
    public Lanes Overdue(int interval) => _overdue.At(_timeline.StartOf(interval));
    public Lanes OverdueForWeek(int interval) => _overdueForWeek.At(_timeline.StartOf(interval) - WeekSeconds);

    /// <summary>Age in seconds of the oldest open case, on average over lanes; those without open cases count as 0.</summary>
    public float OldestAge(int interval, Lanes open)
    {
        if (_count == 0 || Vector256.EqualsAll(open, Lanes.Zero))
            return 0;
        Look();
        var piece = _oldest;
        var first = Vector256.ConvertToSingle(piece.First) + _from * Vector256.ConvertToSingle(piece.End - piece.First);
        var age = Vector256.MaxNative(Lanes.Zero, Vector256.Create((float)interval) - first) & Vector256.GreaterThan(open, Lanes.Zero);
        return Vector256.Sum(age) * _seconds / Lanes.Count;
    }

    /// <summary>Cases that came together: intervals, day, and the seconds until the first and the last of them fall due.</summary>
    struct Piece
    {
        public int First;
        public int End;
        public int Day;
        public float FirstAllowed;
        public float LastAllowed;
    }

    /// <summary>A piece for each lane.</summary>
    readonly record struct PieceLanes(Vector256<int> First, Vector256<int> End, Vector256<int> Day, Lanes FirstAllowed, Lanes LastAllowed);

    /// <summary>Counts the cases that have fallen due and are still open, as moments pass.</summary>
    sealed class DueCount(CaseLine line)
    {
        /// <summary>Pieces that have fallen due as a whole.</summary>
        public int Passed { get; private set; }

        /// <summary>Their cases without all that were ever taken: below 0 where cases are served early.</summary>
        public Lanes Open;

        /// <summary>The piece that falls due next: its end when it was looked at, its first and last moment and the share that falls due each second.</summary>
        int _end = int.MinValue;
        double _first;
        double _last;
        double _perSecond;

        public Lanes At(double moment)
        {
            while (Passed < line._count && Look() <= moment)
                Open += line._arrived[Passed++];
            var due = Open;
            if (Passed < line._count && _first < moment)
                due += line._arrived[Passed] * Vector256.Create((float)((moment - _first) * _perSecond));
            return Vector256.MaxNative(Lanes.Zero, due);
        }

        public void Forget(int pieces) => Passed -= pieces;

        /// <summary>The moment at which the piece has fallen due as a whole.</summary>
        double Look()
        {
            ref readonly var piece = ref line._pieces[Passed];
            if (piece.End == _end)
                return _last;
            _end = piece.End;
            (_first, _last) = (DueAt(piece.First, piece.FirstAllowed), DueAt(piece.End, piece.LastAllowed));
            _perSecond = 1 / Math.Max(1e-9, _last - _first);
            return _last;
        }

        double DueAt(int interval, float allowed) => line._timeline.StartOf(interval) + allowed;
    }
}
