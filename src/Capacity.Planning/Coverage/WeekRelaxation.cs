namespace Capacity.Planning.Coverage;

/// <summary>
/// The relaxation of the week: mixtures of solutions of single days that keep every crew within the days its people can work (Dantzig &amp;
/// Wolfe 1960, Operations Research 8:101). The mixtures price a crew's shifts, the days answer with better solutions.
/// </summary>
internal sealed class WeekRelaxation
{
    private const int MostRounds = 80;
    private const double CloseEnough = 1e-5;
    private readonly IReadOnlyList<CoverDay> _days;
    private readonly int[] _budget;
    private readonly Simplex _master;
    private readonly List<(int Day, IReadOnlyList<(int Shift, double People)> Shifts)> _solutions = [];

    /// <param name="days">The days of the week.</param>
    /// <param name="budget">Days that the people of each crew can work together.</param>
    public WeekRelaxation(IReadOnlyList<CoverDay> days, int[] budget)
    {
        (_days, _budget) = (days, budget);
        // At first nobody works on any day, and every crew has all its days left.
        _master = new Simplex(
            [.. days.Select(_ => 1.0), .. budget.Select(people => (double)people)],
            [.. days.Select((day, row) => (new[] { row }, new[] { 1.0 }, day.NobodyCosts)), .. budget.Select((_, crew) => (new[] { days.Count + crew }, new[] { 1.0 }, 0.0))]);
        Prices = new double[budget.Length];
        Solve();
    }

    /// <summary>What a shift of each crew is worth beside its cost, because days are scarce.</summary>
    public double[] Prices { get; private set; }

    /// <summary>No plan of the week costs less.</summary>
    public double Bound { get; private set; }

    /// <summary>People on each shift of a day, in fractions.</summary>
    public IEnumerable<(int Shift, double People)> Shifts(int day) =>
        from part in _master.Values()
        where part.Column >= FirstSolution && _solutions[part.Column - FirstSolution].Day == day
        from shift in _solutions[part.Column - FirstSolution].Shifts
        group shift.People * part.Value by shift.Shift into people
        select (people.Key, people.Sum());

    private int FirstSolution => _days.Count + _budget.Length;

    private void Solve()
    {
        var best = double.NegativeInfinity;
        for (var round = 0; round < MostRounds; round++)
        {
            var cost = _master.Solve();
            var duals = _master.Prices;
            double[] prices = [.. duals.Skip(_days.Count).Select(price => Math.Max(0, -price))];
            // Every other time half way from the best prices so far: the mixtures' own jump about (Wentges 1997, Int. Trans. Opl. Res. 4:151).
            if (round % 2 == 1)
                prices = [.. prices.Zip(Prices, (asked, known) => (asked + known) / 2)];
            var bound = -prices.Zip(_budget, (price, people) => price * people).Sum();
            for (var day = 0; day < _days.Count; day++)
                bound += Answer(day, prices);
            if (bound > best)
                (best, Prices) = (bound, prices);
            if (cost - best <= CloseEnough * Math.Abs(cost))
                break;
        }
        Bound = Math.Max(0, best);
    }

    /// <summary>Adds the day's best solution at the prices; returns its bound.</summary>
    private double Answer(int day, double[] prices)
    {
        var solution = _days[day].Relax(prices);
        var used = new double[_budget.Length];
        foreach (var (shift, people) in solution.Shifts)
            used[_days[day].Shifts[shift].Crew] += people;
        _solutions.Add((day, solution.Shifts));
        _master.Add([day, .. Enumerable.Range(_days.Count, used.Length)], [1, .. used], solution.Cost - prices.Zip(used, (price, people) => price * people).Sum());
        return solution.Bound;
    }
}
