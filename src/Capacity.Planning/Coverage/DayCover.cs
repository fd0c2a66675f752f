using System.Runtime.CompilerServices;

namespace Capacity.Planning.Coverage;

/// <summary>
/// Whole shifts of one day, from the fractions of the relaxation: rounded down, filled up by what helps most, and then exchanged one for
/// one and two for one as long as that lowers the cost.
/// </summary>
internal sealed class DayCover
{
    private const int MostRounds = 30;
    private readonly IReadOnlyList<ShiftColumn> _columns;
    private readonly double[] _required;
    private readonly double[] _penalty;
    private readonly double[] _there;
    private readonly int[] _heads;

    public DayCover(IReadOnlyList<ShiftColumn> columns, double[] required, double[] penalty, IReadOnlyList<int> heads)
    {
        (_columns, _required, _penalty) = (columns, required, penalty);
        _there = new double[required.Length];
        _heads = [.. heads];
        Count = new int[columns.Count];
        Used = new int[heads.Count];
    }

    /// <summary>People on each shift, and on the shifts of each crew.</summary>
    public int[] Count { get; }
    public int[] Used { get; }

    /// <summary>Cost of the paid hours and of missing agents, in euros.</summary>
    public double Cost()
    {
        var cost = 0.0;
        for (var column = 0; column < Count.Length; column++)
            cost += Count[column] * _columns[column].Cost;
        for (var i = 0; i < _required.Length; i++)
            cost += _penalty[i] * Math.Max(0, _required[i] - _there[i]);
        return cost;
    }

    /// <summary>Missing agent-intervals.</summary>
    public double Missing() => _required.Zip(_there, (wanted, there) => Math.Max(0, wanted - there)).Sum();

    /// <summary>Starts from fractions of the relaxation.</summary>
    public void Round(double[] fractions, double[] crewPrice)
    {
        for (var column = 0; column < fractions.Length; column++)
            for (var n = (int)Math.Floor(fractions[column] + 1e-9); n > 0; n--)
                Add(column);
        Fill(crewPrice);
    }

    /// <summary>Exchanges shifts among those that the relaxation finds nearly as good as the best.</summary>
    public void Improve(double[] crewPrice, int[] candidates)
    {
        for (var round = 0; round < MostRounds; round++)
            if (!ExchangeOne(crewPrice, candidates) && !ExchangeTwo(crewPrice, candidates))
                return;
    }

    /// <summary>Adds what lowers the cost most until nothing does.</summary>
    public void Fill(double[] crewPrice)
    {
        while (BestAddition(crewPrice, null) is { Column: >= 0 } best)
            Add(best.Column);
    }

    /// <summary>The addition that lowers the cost most, with its (negative) change; −1 where none does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int Column, double Change) BestAddition(double[] crewPrice, int[]? among, int crew = -1)
    {
        var best = (Column: -1, Change: -1e-7);
        var count = among?.Length ?? _columns.Count;
        for (var i = 0; i < count; i++)
        {
            var column = among?[i] ?? i;
            var shift = _columns[column];
            if (Used[shift.Crew] >= _heads[shift.Crew] || (crew >= 0 && shift.Crew != crew))
                continue;
            var change = shift.Cost + crewPrice[shift.Crew] - Saved(shift);
            if (change < best.Change)
                best = (column, change);
        }
        return best;
    }

    /// <summary>The shift whose removal costs least, with its change of cost; −1 where the crew has none.</summary>
    public (int Column, double Change) BestRemoval(double[] crewPrice, int crew)
    {
        var best = (Column: -1, Change: double.PositiveInfinity);
        for (var column = 0; column < Count.Length; column++)
            if (Count[column] > 0 && _columns[column].Crew == crew && RemovalChange(column, crewPrice) is var change && change < best.Change)
                best = (column, change);
        return best;
    }

    public void Add(int column) => Put(column, 1);

    public void Remove(int column) => Put(column, -1);

    private double RemovalChange(int column, double[] crewPrice)
    {
        var shift = _columns[column];
        var change = -shift.Cost - crewPrice[shift.Crew];
        for (var i = 0; i < shift.Cover.Length; i++)
        {
            var at = shift.First + i;
            var short_ = _required[at] - _there[at];
            change += _penalty[at] * (Math.Max(0, short_ + shift.Cover[i]) - Math.Max(0, short_));
        }
        return change;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Saved(ShiftColumn shift)
    {
        var saved = 0.0;
        for (var i = 0; i < shift.Cover.Length; i++)
        {
            var at = shift.First + i;
            var short_ = _required[at] - _there[at];
            if (short_ > 0)
                saved += _penalty[at] * Math.Min(short_, shift.Cover[i]);
        }
        return saved;
    }

    private bool ExchangeOne(double[] crewPrice, int[] candidates)
    {
        var better = false;
        for (var column = 0; column < Count.Length; column++)
            while (Count[column] > 0 && Exchange(crewPrice, candidates, column, -1))
                better = true;
        return better;
    }

    private bool ExchangeTwo(double[] crewPrice, int[] candidates)
    {
        int[] worked = [.. Enumerable.Range(0, Count.Length).Where(column => Count[column] > 0)];
        foreach (var one in worked)
            foreach (var two in worked)
                if (two >= one && Count[one] > 0 && Count[two] > (two == one ? 1 : 0) && Exchange(crewPrice, candidates, one, two))
                    return true;
        return false;
    }

    /// <summary>Takes one or two shifts away and adds the best one, or none, if that lowers the cost; else leaves everything as it was.</summary>
    private bool Exchange(double[] crewPrice, int[] candidates, int one, int two)
    {
        var change = RemovalChange(one, crewPrice);
        Remove(one);
        if (two >= 0)
        {
            change += RemovalChange(two, crewPrice);
            Remove(two);
        }
        var first = BestAddition(crewPrice, candidates);
        if (change + Math.Min(0, first.Change) < -1e-6)
        {
            if (first.Column >= 0)
                Add(first.Column);
            return true;
        }
        if (two >= 0)
            Add(two);
        Add(one);
        return false;
    }

    private void Put(int column, int sign)
    {
        var shift = _columns[column];
        Count[column] += sign;
        Used[shift.Crew] += sign;
        for (var i = 0; i < shift.Cover.Length; i++)
            _there[shift.First + i] += sign * shift.Cover[i];
    }
}
