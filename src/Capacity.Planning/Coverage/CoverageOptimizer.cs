using Capacity.Domain.Labor;

namespace Capacity.Planning.Coverage;

/// <summary>
/// Places the paid hours of one team-week where they help most: the relaxation of the week gives fractions of people and a bound that no plan
/// beats; its whole shifts are filled up and annealed; and then every person gets a week.
/// </summary>
public static class CoverageOptimizer
{
    // Shifts that the relaxation finds worse by more than this share of a shift's greatest worth are not tried.
    private const double NearlyAsGood = 0.08;
    private const int Moves = 1_000_000;
    private const int MovesPerShift = 250;

    /// <summary>The best plan that the search finds; it depends on the problem alone.</summary>
    public static CoveragePlan Solve(CoverageProblem problem) => Solve(problem, Moves);

    /// <param name="problem">The week.</param>
    /// <param name="moves">Exchanges tried, beside some for each shift; fewer are faster and leave a larger gap.</param>
    internal static CoveragePlan Solve(CoverageProblem problem, int moves)
    {
        var shifts = Enumerable.Range(0, problem.Crews.Count).SelectMany(crew => ShiftColumn.Of(problem, crew)).ToList();
        var days = Enumerable.Range(0, 7).Select(day => CoverDay.Of(problem, day, shifts)).ToArray();
        int[] heads = [.. problem.Crews.Select(crew => crew.Heads)];
        int[] budget = [.. problem.Crews.Select(crew => crew.Heads * crew.DaysPerPerson)];
        var relaxed = new WeekRelaxation(days, budget);
        var cover = new WeekCover(days, heads, budget);
        RoundDown(relaxed, cover, days.Length);
        cover.Fill();
        var nearly = NearlyAsGood * days.Max(day => day.MostSaved);
        Annealing.Improve(cover, days, [.. days.Select(day => day.NearlyAsGood(nearly))], moves + MovesPerShift * cover.Shifts().Count());
        cover.Fill();
        var (people, unplaced) = Tours.Of(problem, days, cover);
        return Plan(problem, cover, people, unplaced, relaxed.Bound);
    }

    private static void RoundDown(WeekRelaxation relaxed, WeekCover cover, int days)
    {
        for (var day = 0; day < days; day++)
            foreach (var (shift, people) in relaxed.Shifts(day))
                for (var n = (int)Math.Floor(people + 1e-9); n > 0; n--)
                    cover.Put(day, shift, 1);
    }

    private static CoveragePlan Plan(CoverageProblem problem, WeekCover cover, IReadOnlyList<PersonSchedule> people, int unplaced, double bound) => new()
    {
        People = people,
        Cost = cover.Cost(),
        LowerBound = bound,
        MissingHours = cover.Missing() * problem.IntervalMinutes / 60,
        PaidHours = people.Sum(person => person.Shifts.Sum(shift => shift.PaidHours)),
        Unplaced = unplaced,
        Agents = cover.Agents,
    };
}
