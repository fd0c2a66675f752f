using Capacity.Domain.Labor;
using NodaTime;

namespace Capacity.Planning.Coverage;

/// <summary>One possible shift of a crew: start, end, breaks, and what share of each interval it covers.</summary>
internal sealed record ShiftColumn(int Crew, int StartMinute, int EndMinute, IReadOnlyList<(int At, int Minutes, bool Paid)> Breaks)
{
    /// <summary>First interval with work, and the share (0–1) that is worked of it and those that follow.</summary>
    public int First { get; private set; }
    public double[] Cover { get; private set; } = [];

    /// <summary>Cost of the paid hours in euros.</summary>
    public double Cost { get; private set; }

    /// <summary>The share (0–1) of an interval of the day that is worked.</summary>
    public double At(int interval) => interval >= First && interval < First + Cover.Length ? Cover[interval - First] : 0;

    public WorkedShift On(LocalDate date) => new(
        date.AtMidnight().PlusMinutes(StartMinute), date.AtMidnight().PlusMinutes(EndMinute),
        [.. Breaks.Select(pause => new WorkedBreak(date.AtMidnight().PlusMinutes(pause.At), pause.Minutes, pause.Paid))]);

    /// <summary>Whether somebody's shift on a date is this one.</summary>
    public bool IsWorkedAs(WorkedShift worked, LocalDate date)
    {
        var mine = On(date);
        return mine.Start == worked.Start && mine.End == worked.End && mine.Breaks.SequenceEqual(worked.Breaks);
    }

    /// <summary>Every shift of a crew that keeps the rules of a day.</summary>
    public static IEnumerable<ShiftColumn> Of(CoverageProblem problem, int crew)
    {
        var kind = problem.Crews[crew].Shift;
        var first = kind.FirstStart.Hour * 60 + kind.FirstStart.Minute;
        var last = kind.LastStart.Hour * 60 + kind.LastStart.Minute;
        var rules = problem.Rules.Where(rule => IsOfDay(rule.Kind)).Select(rule => rule with { ValidFrom = null, ValidUntil = null }).ToArray();
        for (var start = first; start <= last; start += kind.StepMinutes)
            if (start + kind.PaidMinutes + kind.LunchMinutes <= 1440)
                foreach (var breaks in BreaksOf(kind, start, Math.Max(kind.BreakStepMinutes, problem.IntervalMinutes)))
                {
                    var column = new ShiftColumn(crew, start, start + kind.PaidMinutes + kind.LunchMinutes, breaks);
                    if (!KeepsRules(column, rules, problem))
                        continue;
                    column.Fill(problem, crew);
                    yield return column;
                }
    }

    private static IEnumerable<IReadOnlyList<(int At, int Minutes, bool Paid)>> BreaksOf(ShiftKind kind, int start, int step)
    {
        var end = start + kind.PaidMinutes + kind.LunchMinutes;
        if (kind.LunchMinutes == 0)
        {
            foreach (var one in Between(kind, start, end, step))
                yield return one;
            yield break;
        }
        for (var lunch = start + kind.LunchAfterMinutes; lunch + kind.LunchMinutes + kind.LunchBeforeMinutes <= end; lunch += step)
            foreach (var before in Between(kind, start, lunch, step))
                foreach (var after in Between(kind, lunch + kind.LunchMinutes, end, step))
                    yield return [.. before, (lunch, kind.LunchMinutes, false), .. after];
    }

    /// <summary>The places of one paid break within a stretch of work; a stretch that is too short has none.</summary>
    private static IEnumerable<IReadOnlyList<(int At, int Minutes, bool Paid)>> Between(ShiftKind kind, int from, int until, int step)
    {
        var (earliest, latest) = (from + kind.WorkAroundBreakMinutes, until - kind.WorkAroundBreakMinutes - kind.BreakMinutes);
        if (kind.BreakMinutes == 0 || latest < earliest)
            yield return [];
        else
            for (var at = earliest; at <= latest; at += step)
                yield return [(at, kind.BreakMinutes, true)];
    }

    // On a Monday without a holiday; Sundays and the first of May are asked day by day.
    private static bool KeepsRules(ShiftColumn column, LaborRule[] rules, CoverageProblem problem)
    {
        var schedule = new PersonSchedule { ContractHours = problem.Crews[column.Crew].ContractHours, Shifts = [column.On(new LocalDate(2020, 3, 2))] };
        return Array.TrueForAll(rules, rule => ScheduleReview.Of(rule, schedule) is null);
    }

    /// <summary>Rules that the shape of one day keeps or breaks.</summary>
    private static bool IsOfDay(LaborRuleKind kind) => kind is LaborRuleKind.DailyHours or LaborRuleKind.Amplitude or LaborRuleKind.Sequence
        or LaborRuleKind.PaidBreak or LaborRuleKind.Lunch or LaborRuleKind.NightDayHours;

    private void Fill(CoverageProblem problem, int crew)
    {
        var length = problem.IntervalMinutes;
        First = StartMinute / length;
        Cover = new double[(EndMinute + length - 1) / length - First];
        for (var i = 0; i < Cover.Length; i++)
        {
            var (from, until) = ((First + i) * length, (First + i + 1) * length);
            double worked = Overlap(from, until, StartMinute, EndMinute);
            foreach (var (at, minutes, _) in Breaks)
                worked -= Overlap(from, until, at, at + minutes);
            Cover[i] = worked / length;
        }
        Cost = problem.Crews[crew].Shift.PaidMinutes / 60.0 * problem.Crews[crew].HourlyCost;
    }

    private static int Overlap(int from, int until, int start, int end) => Math.Max(0, Math.Min(until, end) - Math.Max(from, start));
}
