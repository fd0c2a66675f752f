using System.Runtime.CompilerServices;
using Capacity.Numerics;

namespace Capacity.Planning.Coverage;

/// <summary>
/// The linear relaxation of one day's covering problem (Dantzig 1954, Operations Research 2:339): shifts x, missing u and spare o agents,
/// minimize Σ (c + λ)·x + Σ p·u with Σ a·x + u − o = r in each interval and Σ x ≤ heads in each crew.
/// </summary>
/// <remarks>
/// Revised primal simplex with a dense inverse: rows are intervals and crews (up to about 110), columns are run-length shifts. Missing agents
/// are a feasible start; after a change of λ the old basis is one. Bland's rule takes over when steps stop moving.
/// </remarks>
internal sealed class CoverRelaxation
{
    private const double Zero = 1e-9;
    private const int MostSteps = 20_000;
    private const int StepsUntilRefresh = 120;
    private readonly IReadOnlyList<ShiftColumn> _columns;
    private readonly int _first;
    private readonly int _intervals;
    private readonly int _rows;
    private readonly double[] _right;
    private readonly double[] _penalty;
    private readonly double[][] _inverse;
    private readonly int[] _basis;
    private readonly double[] _value;
    private readonly double[] _price;
    private readonly double[] _direction;
    private double[] _crewPrice;
    private int _steps;

    /// <param name="columns">Shifts that may be worked on the day.</param>
    /// <param name="first">First interval of the day that has a row.</param>
    /// <param name="required">Agents required from there on.</param>
    /// <param name="penalty">Cost of a missing agent in each of these intervals.</param>
    /// <param name="heads">People of each crew.</param>
    public CoverRelaxation(IReadOnlyList<ShiftColumn> columns, int first, double[] required, double[] penalty, double[] heads)
    {
        (_columns, _first, _intervals, _penalty) = (columns, first, required.Length, penalty);
        _rows = required.Length + heads.Length;
        _right = [.. required, .. heads];
        _crewPrice = new double[heads.Length];
        _inverse = [.. Enumerable.Range(0, _rows).Select(row => Unit(row))];
        // Columns are numbered: shifts, then missing agents and crews' idle heads (unit columns), then spare agents.
        _basis = [.. Enumerable.Range(0, _rows).Select(row => columns.Count + row)];
        _value = [.. _right];
        _price = new double[_rows];
        _direction = new double[_rows];
    }

    /// <summary>The least cost with a price per shift of each crew, prices included.</summary>
    public double Solve(double[] crewPrice)
    {
        _crewPrice = [.. crewPrice];
        var (still, last) = (0, double.PositiveInfinity);
        for (_steps = 0; _steps < MostSteps; _steps++)
        {
            if (_steps % StepsUntilRefresh == StepsUntilRefresh - 1)
                Refresh();
            Price();
            var entering = Entering(bland: still > 2 * _rows);
            if (entering < 0)
                return Cost();
            Step(entering);
            var cost = Cost();
            still = cost < last - Zero ? 0 : still + 1;
            last = cost;
        }
        throw new NoConvergenceException("The simplex method", $"a day of {_rows} rows and {_columns.Count} shifts", MostSteps);
    }

    /// <summary>People on each shift, in fractions.</summary>
    public double[] Shifts()
    {
        var shifts = new double[_columns.Count];
        for (var row = 0; row < _rows; row++)
            if (_basis[row] < shifts.Length)
                shifts[_basis[row]] = Math.Max(0, _value[row]);
        return shifts;
    }

    /// <summary>Cost of one more person on each shift at the optimum: 0 for shifts that are worked.</summary>
    public double[] ReducedCosts()
    {
        Price();
        return [.. _columns.Select((_, column) => ReducedCost(column))];
    }

    private double CostOf(int column)
    {
        if (column < _columns.Count)
            return _columns[column].Cost + _crewPrice[_columns[column].Crew];
        var row = column - _columns.Count;
        return row < _intervals ? _penalty[row] : 0;
    }

    private double Cost()
    {
        var cost = 0.0;
        for (var row = 0; row < _rows; row++)
            cost += CostOf(_basis[row]) * _value[row];
        return cost;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Price()
    {
        Array.Clear(_price);
        for (var row = 0; row < _rows; row++)
        {
            var cost = CostOf(_basis[row]);
            if (cost == 0)
                continue;
            var line = _inverse[row];
            for (var i = 0; i < _rows; i++)
                _price[i] += cost * line[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ReducedCost(int column)
    {
        var shift = _columns[column];
        var reduced = shift.Cost + _crewPrice[shift.Crew] - _price[_intervals + shift.Crew];
        var (cover, at) = (shift.Cover, shift.First - _first);
        for (var i = 0; i < cover.Length; i++)
            reduced -= cover[i] * _price[at + i];
        return reduced;
    }

    private int Entering(bool bland)
    {
        var (best, least) = (-1, -1e-7);
        bool Better(int column, double reduced)
        {
            if (reduced >= least)
                return false;
            (best, least) = (column, reduced);
            return bland;
        }
        for (var column = 0; column < _columns.Count; column++)
            if (Better(column, ReducedCost(column)))
                return best;
        for (var row = 0; row < _rows; row++)
            if (Better(_columns.Count + row, CostOf(_columns.Count + row) - _price[row]))
                return best;
        for (var row = 0; row < _intervals; row++)
            if (Better(_columns.Count + _rows + row, _price[row]))
                return best;
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Direct(int column)
    {
        Array.Clear(_direction);
        if (column >= _columns.Count)
        {
            var unit = column - _columns.Count;
            var sign = unit < _rows ? 1 : -1;
            for (var row = 0; row < _rows; row++)
                _direction[row] = sign * _inverse[row][unit < _rows ? unit : unit - _rows];
            return;
        }
        var (shift, at) = (_columns[column], _columns[column].First - _first);
        for (var row = 0; row < _rows; row++)
        {
            var line = _inverse[row];
            var sum = line[_intervals + shift.Crew];
            for (var i = 0; i < shift.Cover.Length; i++)
                sum += line[at + i] * shift.Cover[i];
            _direction[row] = sum;
        }
    }

    private void Step(int entering)
    {
        Direct(entering);
        var (leaving, length) = (-1, double.PositiveInfinity);
        for (var row = 0; row < _rows; row++)
        {
            if (_direction[row] <= Zero)
                continue;
            var ratio = Math.Max(0, _value[row]) / _direction[row];
            if (ratio < length - 1e-12 || (ratio <= length + 1e-12 && leaving >= 0 && _basis[row] < _basis[leaving]))
                (leaving, length) = (row, ratio);
        }
        if (leaving < 0)
            throw new InvalidOperationException("A shift with a negative cost could be worked without end; costs and penalties are 0 or more.");
        for (var row = 0; row < _rows; row++)
            _value[row] -= length * _direction[row];
        _value[leaving] = length;
        _basis[leaving] = entering;
        Pivot(leaving);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pivot(int leaving)
    {
        var line = _inverse[leaving];
        var by = 1 / _direction[leaving];
        for (var i = 0; i < _rows; i++)
            line[i] *= by;
        for (var row = 0; row < _rows; row++)
        {
            if (row == leaving || _direction[row] == 0)
                continue;
            var (other, factor) = (_inverse[row], _direction[row]);
            for (var i = 0; i < _rows; i++)
                other[i] -= factor * line[i];
        }
    }

    /// <summary>Recomputes the values from the right side, so that rounding does not pile up.</summary>
    private void Refresh()
    {
        for (var row = 0; row < _rows; row++)
        {
            var sum = 0.0;
            for (var i = 0; i < _rows; i++)
                sum += _inverse[row][i] * _right[i];
            _value[row] = Math.Abs(sum) < Zero ? 0 : sum;
        }
    }

    private double[] Unit(int row)
    {
        var line = new double[_rows];
        line[row] = 1;
        return line;
    }
}
