namespace Capacity.Planning.Coverage;

/// <summary>A solution of a day's relaxation.</summary>
/// <param name="Cost">Its cost, the crews' prices included.</param>
/// <param name="Bound">No whole plan of the day costs less, the crews' prices included.</param>
/// <param name="Shifts">People on each shift that is worked, in fractions.</param>
internal sealed record DaySolution(double Cost, double Bound, IReadOnlyList<(int Shift, double People)> Shifts);

/// <summary>
/// The linear relaxation of one day's covering problem (Dantzig 1954, Operations Research 2:339): shifts x and missing agents u minimize
/// Σ (c + λ)·x + Σ p·u with Σ a·x + u ≥ r in each interval and Σ x ≤ heads in each crew; λ is a price per shift of a crew.
/// </summary>
/// <remarks>
/// People come whole. With b = r ÷ q and f its fraction, mixed-integer rounding (Nemhauser &amp; Wolsey 1990, Mathematical Programming 46:379)
/// makes Σ (f·⌊a÷q⌋ + min(f, a÷q − ⌊a÷q⌋))·x + u÷q ≥ f·⌈b⌉ of each interval's row, for q = 1 and for the largest q that divides every share
/// of the interval: a third of an agent that is missing costs as much as it must when only whole agents can come.
/// </remarks>
internal sealed class DayRelaxation
{
    private const double Nearly = 1e-9;
    private readonly IReadOnlyList<ShiftColumn> _shifts;
    private readonly List<Row> _rows;
    private readonly double[] _heads;
    private readonly double[] _penalty;
    private readonly double[] _required;
    private readonly Simplex _simplex;
    private readonly int _firstShift;

    /// <param name="shifts">Shifts that may be worked on the day.</param>
    /// <param name="required">Agents required by interval.</param>
    /// <param name="penalty">Cost of a missing agent by interval.</param>
    /// <param name="heads">People of each crew.</param>
    public DayRelaxation(IReadOnlyList<ShiftColumn> shifts, double[] required, double[] penalty, IReadOnlyList<int> heads)
    {
        (_shifts, _required, _penalty, _heads) = (shifts, required, penalty, [.. heads.Select(n => (double)n)]);
        int[] asked = [.. Enumerable.Range(0, required.Length).Where(i => required[i] > 0)];
        _rows = [.. asked.Select(i => new Row(i, 0, 1, 0))];
        _rows.AddRange(asked.SelectMany(i => Units(i).Select(unit => new Row(i, unit, 1 / unit, Fraction(required[i] / unit)))).Where(row => row.Rest > Nearly));
        _simplex = new Simplex([.. _rows.Select(Right), .. _heads], [.. Start(asked.Length)]);
        for (var row = 0; row < asked.Length; row++)
            _simplex.Add([row], [-1], 0);
        _firstShift = _rows.Count + _heads.Length + asked.Length;
        foreach (var shift in shifts)
            Add(shift);
    }

    /// <summary>The best fractions of people with a price per shift of each crew.</summary>
    public DaySolution Solve(IReadOnlyList<double> crewPrices)
    {
        for (var shift = 0; shift < _shifts.Count; shift++)
            _simplex.SetCost(_firstShift + shift, _shifts[shift].Cost + crewPrices[_shifts[shift].Crew]);
        var cost = _simplex.Solve();
        return new DaySolution(cost, Bound(), [.. _simplex.Values().Where(x => x.Column >= _firstShift).Select(x => (x.Column - _firstShift, x.Value))]);
    }

    /// <summary>Cost of one more person on each shift at the optimum: 0 for shifts that are worked.</summary>
    public double[] ReducedCosts() => [.. Enumerable.Range(_firstShift, _shifts.Count).Select(column => _simplex.ReducedCost(column, _simplex.Prices))];

    /// <summary>
    /// The value of the dual: whatever rounding did to the prices, those that are infeasible are made feasible, and what a shift or a missing
    /// agent could still gain is taken off as often as there are people.
    /// </summary>
    private double Bound()
    {
        var prices = _simplex.Prices.Select((price, row) => row < _rows.Count ? Math.Max(0, price) : Math.Min(0, price)).ToArray();
        var bound = prices.Select((price, row) => price * (row < _rows.Count ? Right(_rows[row]) : _heads[row - _rows.Count])).Sum();
        var gains = new double[_heads.Length];
        for (var shift = 0; shift < _shifts.Count; shift++)
            gains[_shifts[shift].Crew] = Math.Min(gains[_shifts[shift].Crew], _simplex.ReducedCost(_firstShift + shift, prices));
        return bound + gains.Zip(_heads, (gain, heads) => gain * heads).Sum() + MissingGains(prices);
    }

    private double MissingGains(double[] prices)
    {
        var paid = new double[_required.Length];
        for (var row = 0; row < _rows.Count; row++)
            paid[_rows[row].Interval] += _rows[row].PerMissing * prices[row];
        return paid.Select((price, i) => Math.Min(0, _penalty[i] - price) * _required[i]).Sum();
    }

    /// <summary>Missing agents fill the rows of the intervals, what is spare in the rounded ones, idle heads those of the crews.</summary>
    private IEnumerable<(int[] Rows, double[] Values, double Cost)> Start(int asked)
    {
        for (var row = 0; row < asked; row++)
        {
            int[] rows = [.. Enumerable.Range(0, _rows.Count).Where(other => _rows[other].Interval == _rows[row].Interval)];
            yield return (rows, [.. rows.Select(other => _rows[other].PerMissing)], _penalty[_rows[row].Interval]);
        }
        for (var row = asked; row < _rows.Count; row++)
            yield return ([row], [-1], 0);
        for (var crew = 0; crew < _heads.Length; crew++)
            yield return ([_rows.Count + crew], [1], 0);
    }

    private void Add(ShiftColumn shift)
    {
        var (rows, values) = (new List<int>(), new List<double>());
        for (var row = 0; row < _rows.Count; row++)
            if (shift.At(_rows[row].Interval) is > 0 and var share)
            {
                rows.Add(row);
                values.Add(_rows[row].Worth(share));
            }
        _simplex.Add([.. rows, _rows.Count + shift.Crew], [.. values, 1], shift.Cost);
    }

    private double Right(Row row) => row.Unit == 0 ? _required[row.Interval] : row.Rest * Math.Ceiling(_required[row.Interval] / row.Unit - Nearly);

    /// <summary>1, and in an interval with breaks the largest unit, in minutes of an hour, that every share of it is a multiple of.</summary>
    private IEnumerable<double> Units(int interval)
    {
        var minutes = _shifts.Select(shift => (int)Math.Round(60 * shift.At(interval))).Aggregate(60, Common);
        return minutes == 60 ? [1] : [1, minutes / 60.0];
    }

    private static int Common(int a, int b) => b == 0 ? a : Common(b, a % b);

    private static double Fraction(double value) => value - Math.Floor(value + Nearly) is > Nearly and var rest ? rest : 0;

    /// <summary>A row of an interval: as required (unit 0), or rounded with a unit and the fraction of what is required in it.</summary>
    private readonly record struct Row(int Interval, double Unit, double PerMissing, double Rest)
    {
        public double Worth(double share)
        {
            if (Unit == 0)
                return share;
            var whole = Math.Floor(share / Unit + Nearly);
            return Rest * whole + Math.Min(Rest, Math.Max(0, share / Unit - whole));
        }
    }
}
