using Capacity.Domain.Labor;
using NodaTime;

namespace Capacity.Planning.Coverage;

/// <summary>One day of a covering problem: its shifts, what it asks for, and its relaxation.</summary>
internal sealed class CoverDay
{
    private readonly DayRelaxation? _relaxation;

    private CoverDay(CoverageProblem problem, int day, List<ShiftColumn> shifts)
    {
        (Date, Shifts) = (problem.Monday.PlusDays(day), shifts);
        Required = [.. Enumerable.Range(0, problem.IntervalsPerDay).Select(i => problem.RequiredAt(day, i))];
        Penalty = [.. Enumerable.Range(0, problem.IntervalsPerDay).Select(i => problem.PenaltyAt(day, i))];
        if (shifts.Count > 0)
            _relaxation = new DayRelaxation(shifts, Required, Penalty, [.. problem.Crews.Select(crew => crew.Heads)]);
    }

    public LocalDate Date { get; }

    /// <summary>Shifts that may be worked; none on a day without need, or on which the rules let nobody work.</summary>
    public IReadOnlyList<ShiftColumn> Shifts { get; }

    /// <summary>Agents required, and what a missing one costs, by interval.</summary>
    public double[] Required { get; }
    public double[] Penalty { get; }

    /// <summary>Cost of the day when nobody works.</summary>
    public double NobodyCosts => Required.Zip(Penalty, (agents, euros) => agents * euros).Sum();

    /// <summary>What the best shift could save, were everybody missing.</summary>
    public double MostSaved => Shifts.Select(shift => shift.Cover.Select((share, i) => share * Penalty[shift.First + i]).Sum()).DefaultIfEmpty(0).Max();

    public static CoverDay Of(CoverageProblem problem, int day, List<ShiftColumn> shifts)
    {
        var date = problem.Monday.PlusDays(day);
        var asks = problem.Required.Count > day && problem.Required[day].Any(agents => agents > 0);
        var rules = problem.Rules.Where(rule => rule.Kind is LaborRuleKind.SundayHours or LaborRuleKind.MayDayHours).ToList();
        return new CoverDay(problem, day, asks
            ? [.. shifts.Where(shift => ScheduleReview.Of(rules, [new PersonSchedule { Shifts = [shift.On(date)] }]).Count == 0)]
            : []);
    }

    public DaySolution Relax(double[] crewPrices) => _relaxation?.Solve(crewPrices) ?? new DaySolution(NobodyCosts, NobodyCosts, []);

    /// <summary>The shifts that cost at most so much more than those that the last solution works.</summary>
    public int[] NearlyAsGood(double euros) => _relaxation is null ? []
        : [.. _relaxation.ReducedCosts().Select((cost, shift) => (cost, shift)).Where(x => x.cost <= euros).Select(x => x.shift)];
}
