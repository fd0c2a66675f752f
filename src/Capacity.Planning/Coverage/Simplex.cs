using System.Runtime.CompilerServices;

namespace Capacity.Planning.Coverage;

/// <summary>
/// Minimizes Σ cost·x with Σ values·x = right in every row and x ≥ 0: the revised primal simplex (Dantzig 1954) with a dense inverse, for
/// some hundred rows and several thousand sparse columns.
/// </summary>
/// <remarks>
/// Columns may be added and costs changed between solutions: the old basis stays one. Bland's rule takes over when steps stop moving; where
/// rounding defeats that as well, the solution is the best that was found, and whoever needs a bound takes the value of its dual. Values are
/// recomputed from the right side now and then, so that rounding does not pile up.
/// </remarks>
internal sealed class Simplex
{
    private const double Zero = 1e-9;
    private const double Worth = 1e-7;
    private const int StillPerRow = 20;
    private const int StepsUntilRefresh = 120;
    private const int LeastBlock = 400;
    private readonly List<(int[] Rows, double[] Values)> _columns = [];
    private readonly List<double> _cost = [];
    private readonly double[] _right;
    private readonly double[][] _inverse;
    private readonly int[] _basis;
    private readonly double[] _value;
    private readonly double[] _price;
    private readonly double[] _direction;
    private int _from;

    /// <param name="right">Right sides.</param>
    /// <param name="start">A column for each row, in an order in which each has a value in its row once those before it are in place.</param>
    public Simplex(double[] right, IReadOnlyList<(int[] Rows, double[] Values, double Cost)> start)
    {
        _right = right;
        _inverse = [.. Enumerable.Range(0, right.Length).Select(row => Unit(row, right.Length))];
        (_basis, _value, _price, _direction) = (new int[right.Length], [.. right], new double[right.Length], new double[right.Length]);
        for (var row = 0; row < right.Length; row++)
        {
            Direct(Add(start[row].Rows, start[row].Values, start[row].Cost));
            Enter(row, row, _value[row] / _direction[row]);
        }
    }

    /// <summary>Adds a column and returns its number.</summary>
    public int Add(int[] rows, double[] values, double cost)
    {
        _columns.Add((rows, values));
        _cost.Add(cost);
        return _columns.Count - 1;
    }

    public void SetCost(int column, double cost) => _cost[column] = cost;

    /// <summary>Dual prices of the rows at the optimum.</summary>
    public double[] Prices => [.. _price];

    /// <summary>What the next unit of a column costs beyond what prices of its rows pay for: 0 or more at the optimum's own prices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double ReducedCost(int column, double[] prices)
    {
        var (rows, values) = _columns[column];
        var reduced = _cost[column];
        for (var i = 0; i < rows.Length; i++)
            reduced -= values[i] * prices[rows[i]];
        return reduced;
    }

    /// <summary>The columns that have a value, and the value.</summary>
    public IEnumerable<(int Column, double Value)> Values() => _basis.Zip(_value).Where(x => x.Second > Zero);

    /// <summary>The least cost.</summary>
    public double Solve()
    {
        var (still, least) = (0, double.PositiveInfinity);
        for (var step = 1; still < StillPerRow * _basis.Length; step++)
        {
            if (step % StepsUntilRefresh == 0)
                Refresh();
            Price();
            var bland = still > 2 * _basis.Length;
            var entering = bland ? First() : Entering();
            if (entering < 0)
                break;
            Step(entering, bland);
            var cost = Cost();
            still = cost < least - Zero * (1 + Math.Abs(cost)) ? 0 : still + 1;
            least = Math.Min(least, cost);
        }
        Price();
        return Cost();
    }

    private double Cost()
    {
        var cost = 0.0;
        for (var row = 0; row < _basis.Length; row++)
            cost += _cost[_basis[row]] * _value[row];
        return cost;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Price()
    {
        Array.Clear(_price);
        for (var row = 0; row < _basis.Length; row++)
            if (_cost[_basis[row]] is not 0 and var cost)
                AddTo(_price, cost, _inverse[row]);
    }

    /// <summary>The most promising column of the first block that has one, blocks taken in turn.</summary>
    private int Entering()
    {
        var (best, least) = (-1, -Worth);
        var block = Math.Max(LeastBlock, _columns.Count / 4);
        for (var looked = 0; looked < _columns.Count; looked++)
        {
            if (looked % block == 0 && best >= 0)
                return best;
            _from = _from + 1 < _columns.Count ? _from + 1 : 0;
            if (ReducedCost(_from, _price) is var reduced && reduced < least)
                (best, least) = (_from, reduced);
        }
        return best;
    }

    private int First()
    {
        for (var column = 0; column < _columns.Count; column++)
            if (ReducedCost(column, _price) < -Worth)
                return column;
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Direct(int column)
    {
        var (rows, values) = _columns[column];
        for (var row = 0; row < _direction.Length; row++)
        {
            var line = _inverse[row];
            var sum = 0.0;
            for (var i = 0; i < rows.Length; i++)
                sum += line[rows[i]] * values[i];
            _direction[row] = sum;
        }
    }

    private void Step(int entering, bool bland)
    {
        Direct(entering);
        var length = double.PositiveInfinity;
        for (var row = 0; row < _basis.Length; row++)
            if (_direction[row] > Zero)
                length = Math.Min(length, Ratio(row));
        if (double.IsInfinity(length))
            throw new InvalidOperationException("A column with a negative cost could grow without end; costs and penalties are 0 or more.");
        // Among the rows that reach zero first, the one that divides best, or for Bland's rule the column with the lowest number.
        var leaving = -1;
        for (var row = 0; row < _basis.Length; row++)
            if (_direction[row] > Zero && Ratio(row) <= length + 1e-12
                && (leaving < 0 || (bland ? _basis[row] < _basis[leaving] : _direction[row] > _direction[leaving])))
                leaving = row;
        Enter(entering, leaving, length);
    }

    private double Ratio(int row) => Math.Max(0, _value[row]) / _direction[row];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Enter(int entering, int leaving, double length)
    {
        var line = _inverse[leaving];
        var by = 1 / _direction[leaving];
        for (var i = 0; i < line.Length; i++)
            line[i] *= by;
        for (var row = 0; row < _basis.Length; row++)
        {
            if (row == leaving || _direction[row] == 0)
                continue;
            _value[row] -= length * _direction[row];
            AddTo(_inverse[row], -_direction[row], line);
        }
        _value[leaving] = length;
        _basis[leaving] = entering;
    }

    private void Refresh()
    {
        for (var row = 0; row < _basis.Length; row++)
        {
            var sum = 0.0;
            for (var i = 0; i < _right.Length; i++)
                sum += _inverse[row][i] * _right[i];
            _value[row] = Math.Abs(sum) < Zero ? 0 : sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(double[] to, double factor, double[] line)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] += factor * line[i];
    }

    private static double[] Unit(int row, int length)
    {
        var line = new double[length];
        line[row] = 1;
        return line;
    }
}
