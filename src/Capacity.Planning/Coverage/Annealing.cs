using System.Runtime.CompilerServices;
using Capacity.Numerics.Randomness;

namespace Capacity.Planning.Coverage;

/// <summary>
/// Improves whole shifts by simulated annealing (Kirkpatrick, Gelatt &amp; Vecchi 1983, Science 220:671): one shift is exchanged for another,
/// on the same day or another one, added or taken away; what costs more is accepted ever more seldom. It is heated up several times, each
/// time from the best that was seen; a small team, whose whole shifts weigh more, is begun twice.
/// </summary>
internal sealed class Annealing
{
    private const double Warm = 0.06;
    private const double Cold = 0.002;
    private const int Heats = 10;
    private const int Starts = 2;
    private const int ManyShifts = 300;
    private const double AddsOnly = 0.08;
    private const double OtherDay = 0.3;
    private const int Nearby = 12;
    private readonly WeekCover _cover;
    private readonly IReadOnlyList<CoverDay> _days;
    private readonly int[][] _candidates;
    private readonly int[] _open;
    private readonly List<(int Day, int Shift, int Sign)> _sinceBest = [];
    private List<(int Day, int Shift)> _worked;
    private RandomStream _random = RandomStream.For(1, 0, StreamPurpose.Search);
    private double _temperature;

    /// <param name="cover">The shifts to improve.</param>
    /// <param name="days">Their days.</param>
    /// <param name="candidates">The shifts of each day that may be put in, neighbors alike.</param>
    private Annealing(WeekCover cover, IReadOnlyList<CoverDay> days, int[][] candidates)
    {
        (_cover, _days, _candidates, _worked) = (cover, days, candidates, [.. cover.Shifts()]);
        _open = [.. Enumerable.Range(0, days.Count).Where(day => candidates[day].Length > 0)];
    }

    /// <summary>Tries so many moves from each of some starts; temperatures are shares of what a missing agent costs in an interval at most.</summary>
    public static void Improve(WeekCover cover, IReadOnlyList<CoverDay> days, int[][] candidates, int moves)
    {
        var annealing = new Annealing(cover, days, candidates);
        if (annealing._open.Length == 0)
            return;
        var scale = annealing._open.Max(day => days[day].Penalty.Max());
        var first = annealing._worked;
        var (best, least) = (first, double.PositiveInfinity);
        for (var start = 0; start < (first.Count > ManyShifts ? 1 : Starts); start++)
        {
            annealing.Return(first);
            for (var heat = 0; heat < Heats; heat++)
                annealing.Run(moves / Heats, scale);
            if (cover.Cost() is var cost && cost < least)
                (best, least) = (annealing._worked, cost);
        }
        annealing.Return(best);
    }

    private void Return(List<(int Day, int Shift)> worked)
    {
        foreach (var (day, shift) in _worked)
            _cover.Put(day, shift, -1);
        foreach (var (day, shift) in worked)
            _cover.Put(day, shift, 1);
        _worked = [.. worked];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(int moves, double scale)
    {
        var (change, least) = (0.0, 0.0);
        for (var move = 0; move < moves; move++)
        {
            _temperature = scale * (Warm + (Cold - Warm) * Math.Sqrt(move / (double)moves));
            change += Try();
            if (change >= least - 1e-9)
                continue;
            least = change;
            _sinceBest.Clear();
        }
        for (var i = _sinceBest.Count - 1; i >= 0; i--)
            _cover.Put(_sinceBest[i].Day, _sinceBest[i].Shift, -_sinceBest[i].Sign);
        _sinceBest.Clear();
        _worked = [.. _cover.Shifts()];
    }

    /// <summary>One move: takes a shift away, puts another in, or both; returns the change of cost, 0 where it was refused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Try()
    {
        var kind = _random.NextUnit();
        var place = kind < AddsOnly || _worked.Count == 0 ? -1 : _random.NextIndex(_worked.Count);
        var taken = place < 0 ? 0 : Remove(place);
        if (kind >= AddsOnly && kind < 2 * AddsOnly && place >= 0)
            return Accept(taken, place, null);
        var put = place < 0 ? Anywhere() : kind < OtherDay ? Anywhere() : Near(_worked[place]);
        if (!_cover.HasRoom(put.Day, _days[put.Day].Shifts[put.Shift].Crew))
            return Accept(double.PositiveInfinity, place, null);
        return Accept(taken + _cover.Change(put.Day, put.Shift, 1), place, put);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Remove(int place)
    {
        var (day, shift) = _worked[place];
        var change = _cover.Change(day, shift, -1);
        _cover.Put(day, shift, -1);
        return change;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Accept(double change, int place, (int Day, int Shift)? put)
    {
        if (change > 0 && change > _random.NextExponential(_temperature))
        {
            if (place >= 0)
                _cover.Put(_worked[place].Day, _worked[place].Shift, 1);
            return 0;
        }
        if (place >= 0)
        {
            _sinceBest.Add((_worked[place].Day, _worked[place].Shift, -1));
            _worked[place] = _worked[^1];
            _worked.RemoveAt(_worked.Count - 1);
        }
        if (put is { } added)
        {
            _cover.Put(added.Day, added.Shift, 1);
            _sinceBest.Add((added.Day, added.Shift, 1));
            _worked.Add(added);
        }
        return change;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Day, int Shift) Anywhere()
    {
        var day = _open[_random.NextIndex(_open.Length)];
        return (day, _candidates[day][_random.NextIndex(_candidates[day].Length)]);
    }

    /// <summary>A shift of the same day, every other time one that starts and pauses at about the same time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Day, int Shift) Near((int Day, int Shift) from)
    {
        var candidates = _candidates[from.Day];
        if (candidates.Length == 0)
            return from;
        if (_random.NextUnit() < 0.5)
            return (from.Day, candidates[_random.NextIndex(candidates.Length)]);
        var at = Array.BinarySearch(candidates, from.Shift);
        at = (at < 0 ? ~at : at) + _random.NextIndex(2 * Nearby + 1) - Nearby;
        return (from.Day, candidates[Math.Clamp(at, 0, candidates.Length - 1)]);
    }
}
