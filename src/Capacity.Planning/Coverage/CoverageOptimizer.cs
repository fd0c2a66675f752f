using Capacity.Domain.Labor;
using NodaTime;

namespace Capacity.Planning.Coverage;

/// <summary>
/// Places the paid hours of one team-week where they help most: day by day the covering problem's relaxation and its rounding, tied by a
/// price per shift that keeps every crew within the days its people can work (Lagrangian decomposition), then a week for each person.
/// </summary>
public static class CoverageOptimizer
{
    private const int PriceSteps = 12;
    private const double NearlyAsGood = 0.08;

    public static CoveragePlan Solve(CoverageProblem problem)
    {
        var shifts = Enumerable.Range(0, problem.Crews.Count).SelectMany(crew => ShiftColumn.Of(problem, crew)).ToList();
        var days = Enumerable.Range(0, 7).Select(day => CoverDay.Of(problem, day, shifts)).ToArray();
        var budget = problem.Crews.Select(crew => crew.Heads * crew.DaysPerPerson).ToArray();
        var (prices, bound) = Prices(problem, days, budget);
        foreach (var day in days)
            day.Round(prices, NearlyAsGood * day.LargestCost);
        KeepWithin(budget, days, prices);
        var (people, unplaced) = Tours.Of(problem, days);
        return Plan(problem, days, people, unplaced, bound);
    }

    /// <summary>Prices per shift that keep each crew within its days, and the best lower bound that was seen on the way.</summary>
    private static (double[] Prices, double Bound) Prices(CoverageProblem problem, CoverDay[] days, int[] budget)
    {
        var prices = new double[budget.Length];
        var bound = Relax(days, prices, budget, out var used);
        for (var crew = 0; crew < budget.Length; crew++)
        {
            if (used[crew] <= budget[crew] + 1e-6)
                continue;
            var (low, high) = (0.0, days.Max(day => day.MostSaved(crew)));
            for (var step = 0; step < PriceSteps; step++)
            {
                prices[crew] = (low + high) / 2;
                bound = Math.Max(bound, Relax(days, prices, budget, out used));
                (low, high) = used[crew] > budget[crew] + 1e-6 ? (prices[crew], high) : (low, prices[crew]);
            }
            prices[crew] = high;
            bound = Math.Max(bound, Relax(days, prices, budget, out used));
        }
        return (prices, bound);
    }

    private static double Relax(CoverDay[] days, double[] prices, int[] budget, out double[] used)
    {
        var sum = new double[budget.Length];
        var bound = 0.0;
        foreach (var day in days)
        {
            bound += day.Relax(prices);
            for (var crew = 0; crew < sum.Length; crew++)
                sum[crew] += day.Relaxed(crew);
        }
        for (var crew = 0; crew < sum.Length; crew++)
            bound -= prices[crew] * budget[crew];
        used = sum;
        return bound;
    }

    /// <summary>Takes away what is worth least where a crew has too many shifts, adds where it has days left, and moves days where that pays.</summary>
    private static void KeepWithin(int[] budget, CoverDay[] days, double[] prices)
    {
        var free = new double[prices.Length];
        for (var crew = 0; crew < budget.Length; crew++)
        {
            int Used() => days.Sum(day => day.Cover.Used[crew]);
            while (Used() > budget[crew])
            {
                var (from, least) = days.Select(day => (day, day.Cover.BestRemoval(free, crew))).Where(x => x.Item2.Column >= 0)
                    .MinBy(x => x.Item2.Change);
                from.Cover.Remove(least.Column);
            }
            while (Used() < budget[crew] && Addition(days, free, crew) is { Change: < -1e-7 } add)
                add.Day.Cover.Add(add.Column);
            for (var moves = 0; moves < 400 && Move(days, free, crew); moves++)
                continue;
        }
    }

    private static (CoverDay Day, int Column, double Change) Addition(CoverDay[] days, double[] free, int crew)
    {
        var best = (Day: days[0], Column: -1, Change: 0.0);
        foreach (var day in days)
            if (day.Cover.BestAddition(free, null, crew) is { Column: >= 0 } add && add.Change < best.Change)
                best = (day, add.Column, add.Change);
        return best;
    }

    private static bool Move(CoverDay[] days, double[] free, int crew)
    {
        var add = Addition(days, free, crew);
        if (add.Column < 0)
            return false;
        foreach (var day in days.Where(day => day != add.Day))
            if (day.Cover.BestRemoval(free, crew) is { Column: >= 0 } remove && remove.Change + add.Change < -1e-6)
            {
                day.Cover.Remove(remove.Column);
                add.Day.Cover.Add(add.Column);
                return true;
            }
        return false;
    }

    private static CoveragePlan Plan(CoverageProblem problem, CoverDay[] days, IReadOnlyList<PersonSchedule> people, int unplaced, double bound) => new()
    {
        People = people,
        Cost = days.Sum(day => day.Cover.Cost()),
        LowerBound = Math.Max(0, bound),
        MissingHours = days.Sum(day => day.Cover.Missing()) * problem.IntervalMinutes / 60,
        PaidHours = people.Sum(person => person.Shifts.Sum(shift => shift.PaidHours)),
        Unplaced = unplaced,
        Agents = [.. days.Select(day => day.Agents())],
    };
}

/// <summary>One day of a covering problem: its relaxation and its whole shifts.</summary>
internal sealed class CoverDay
{
    private readonly CoverRelaxation? _relaxation;
    private readonly double[] _required;
    private readonly double[] _penalty;
    private double[] _fractions = [];
    private double[] _reduced = [];

    private CoverDay(CoverageProblem problem, int day, List<ShiftColumn> shifts)
    {
        Date = problem.Monday.PlusDays(day);
        Shifts = shifts;
        var last = problem.IntervalsPerDay;
        _required = [.. Enumerable.Range(0, last).Select(i => problem.RequiredAt(day, i))];
        _penalty = [.. Enumerable.Range(0, last).Select(i => problem.PenaltyAt(day, i))];
        int[] heads = [.. problem.Crews.Select(crew => crew.Heads)];
        Cover = new DayCover(shifts, _required, _penalty, heads);
        if (shifts.Count == 0)
            return;
        var (first, end) = (shifts.Min(shift => shift.First), shifts.Max(shift => shift.First + shift.Cover.Length));
        OutOfReach = _required.Where((_, i) => i < first || i >= end).Zip(_penalty.Where((_, i) => i < first || i >= end), (r, p) => r * p).Sum();
        _relaxation = new CoverRelaxation(shifts, first, _required[first..end], _penalty[first..end], [.. heads.Select(n => (double)n)]);
    }

    public LocalDate Date { get; }
    public IReadOnlyList<ShiftColumn> Shifts { get; }
    public DayCover Cover { get; }
    public double LargestCost => Shifts.Count == 0 ? 0 : Shifts.Max(shift => MostSavedBy(shift));

    /// <summary>Cost of missing agents at times that no shift reaches.</summary>
    private double OutOfReach { get; } = 0;

    /// <summary>A day without need, or on which the rules let nobody work, has no shifts.</summary>
    public static CoverDay Of(CoverageProblem problem, int day, List<ShiftColumn> shifts)
    {
        var date = problem.Monday.PlusDays(day);
        var asks = problem.Required.Count > day && problem.Required[day].Any(agents => agents > 0);
        var rules = problem.Rules.Where(rule => rule.Kind is LaborRuleKind.SundayHours or LaborRuleKind.MayDayHours).ToList();
        return new CoverDay(problem, day, asks
            ? [.. shifts.Where(shift => ScheduleReview.Of(rules, [new PersonSchedule { Shifts = [shift.On(date)] }]).Count == 0)]
            : []);
    }

    public double Relax(double[] prices)
    {
        if (_relaxation is null)
            return _required.Zip(_penalty, (r, p) => r * p).Sum();
        var cost = _relaxation.Solve(prices);
        _fractions = _relaxation.Shifts();
        return cost + OutOfReach;
    }

    /// <summary>People of a crew in the relaxation.</summary>
    public double Relaxed(int crew) => _fractions.Where((_, column) => Shifts[column].Crew == crew).Sum();

    public double MostSaved(int crew) => Shifts.Where(shift => shift.Crew == crew).Select(MostSavedBy).DefaultIfEmpty(0).Max();

    public void Round(double[] prices, double nearly)
    {
        if (_relaxation is null)
            return;
        _reduced = _relaxation.ReducedCosts();
        Cover.Round(_fractions, prices);
        Cover.Improve(prices, [.. Enumerable.Range(0, Shifts.Count).Where(column => _reduced[column] <= nearly)]);
    }

    public double[] Agents()
    {
        var agents = new double[_required.Length];
        for (var column = 0; column < Shifts.Count; column++)
            for (var i = 0; i < Shifts[column].Cover.Length; i++)
                agents[Shifts[column].First + i] += Cover.Count[column] * Shifts[column].Cover[i];
        return agents;
    }

    private double MostSavedBy(ShiftColumn shift)
    {
        var saved = 0.0;
        for (var i = 0; i < shift.Cover.Length; i++)
            saved += _penalty[shift.First + i] * shift.Cover[i];
        return saved;
    }
}
