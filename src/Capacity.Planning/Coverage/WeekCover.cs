using System.Runtime.CompilerServices;

namespace Capacity.Planning.Coverage;

/// <summary>Whole shifts of a week: how many people work each, who is missing, and what changing one of them costs.</summary>
internal sealed class WeekCover
{
    private readonly IReadOnlyList<CoverDay> _days;
    private readonly double[][] _there;
    private readonly int[][] _usedOn;
    private readonly int[] _used;
    private readonly int[] _heads;
    private readonly int[] _budget;

    /// <param name="days">The days of the week.</param>
    /// <param name="heads">People of each crew.</param>
    /// <param name="budget">Days that they can work together.</param>
    public WeekCover(IReadOnlyList<CoverDay> days, int[] heads, int[] budget)
    {
        (_days, _heads, _budget, _used) = (days, heads, budget, new int[heads.Length]);
        _there = [.. days.Select(day => new double[day.Required.Length])];
        _usedOn = [.. days.Select(_ => new int[heads.Length])];
        Count = [.. days.Select(day => new int[day.Shifts.Count])];
    }

    /// <summary>People on each shift by day.</summary>
    public int[][] Count { get; }

    /// <summary>Agents there by day and interval.</summary>
    public IReadOnlyList<double[]> Agents => _there;

    /// <summary>Cost of the paid hours and of missing agents, in euros.</summary>
    public double Cost() => Shifts().Sum(x => _days[x.Day].Shifts[x.Shift].Cost)
        + Enumerable.Range(0, _days.Count).Sum(day => Enumerable.Range(0, _there[day].Length).Sum(i => _days[day].Penalty[i] * Missing(day, i)));

    /// <summary>Missing agent-intervals.</summary>
    public double Missing() => Enumerable.Range(0, _days.Count).Sum(day => Enumerable.Range(0, _there[day].Length).Sum(i => Missing(day, i)));

    /// <summary>Every shift that somebody works, once for each person.</summary>
    public IEnumerable<(int Day, int Shift)> Shifts() =>
        from day in Enumerable.Range(0, _days.Count)
        from shift in Enumerable.Range(0, Count[day].Length)
        from person in Enumerable.Range(0, Count[day][shift])
        select (day, shift);

    /// <summary>Whether a crew has somebody left on the day, and a day left in the week.</summary>
    public bool HasRoom(int day, int crew) => _usedOn[day][crew] < _heads[crew] && _used[crew] < _budget[crew];

    /// <summary>The change of cost when one person more (+1) or fewer (−1) works a shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Change(int day, int shift, int sign)
    {
        var (column, there, required, penalty) = (_days[day].Shifts[shift], _there[day], _days[day].Required, _days[day].Penalty);
        var cover = column.Cover;
        var change = sign * column.Cost;
        for (var i = 0; i < cover.Length; i++)
        {
            var at = column.First + i;
            var lacks = required[at] - there[at];
            change += penalty[at] * (Math.Max(0, lacks - sign * cover[i]) - Math.Max(0, lacks));
        }
        return change;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Put(int day, int shift, int sign)
    {
        var column = _days[day].Shifts[shift];
        Count[day][shift] += sign;
        _usedOn[day][column.Crew] += sign;
        _used[column.Crew] += sign;
        for (var i = 0; i < column.Cover.Length; i++)
            _there[day][column.First + i] += sign * column.Cover[i];
    }

    /// <summary>Adds the shift that lowers the cost most, until none does.</summary>
    public void Fill()
    {
        while (BestAddition() is { Change: < -1e-7 } best)
            Put(best.Day, best.Shift, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Day, int Shift, double Change) BestAddition()
    {
        var best = (Day: 0, Shift: -1, Change: 0.0);
        for (var day = 0; day < _days.Count; day++)
            for (var shift = 0; shift < Count[day].Length; shift++)
                if (HasRoom(day, _days[day].Shifts[shift].Crew) && Change(day, shift, 1) is var change && change < best.Change)
                    best = (day, shift, change);
        return best;
    }

    private double Missing(int day, int interval) => Math.Max(0, _days[day].Required[interval] - _there[day][interval]);
}
