using Capacity.Domain.Calendars;
using NodaTime;

namespace Capacity.Domain.Labor;

/// <summary>A figure that a rule looks at, on a day, with the limit for it.</summary>
public readonly record struct Reading(LocalDate At, double Figure, double Limit);

/// <summary>What each rule measures in one person's schedule.</summary>
public static class ScheduleReadings
{
    /// <summary>The readings of a rule; kinds that only a plan can show (premium of overtime) have none.</summary>
    public static IEnumerable<Reading> Of(LaborRule rule, PersonSchedule schedule) => rule.Kind switch
    {
        LaborRuleKind.DailyHours => PerDay(rule, schedule, day => day.Sum(shift => shift.Hours)),
        LaborRuleKind.Amplitude => PerDay(rule, schedule, day => Hours(day[0].Start, day[^1].End)),
        LaborRuleKind.Sequence => PerDay(rule, schedule, day => day.Max(shift => LongestStretch(shift, rule.Per))),
        LaborRuleKind.PaidBreak => Days(schedule).Select(day => PaidBreak(rule, day)),
        LaborRuleKind.Lunch => Days(schedule).Where(day => Covers(day, rule)).Select(day => new Reading(day[0].Date, Lunch(day, rule), rule.Limit)),
        LaborRuleKind.SundayHours => PerDay(rule, schedule, day => day.Sum(shift => shift.Hours), date => date.DayOfWeek == IsoDayOfWeek.Sunday),
        LaborRuleKind.MayDayHours => PerDay(rule, schedule, day => day.Sum(shift => shift.Hours), date => date is { Month: 5, Day: 1 }),
        LaborRuleKind.NightDayHours => Days(schedule).Where(day => day.Any(shift => ReachesNight(shift, rule)))
            .Select(day => new Reading(day[0].Date, day.Sum(shift => shift.Hours), rule.Limit)),
        LaborRuleKind.WeeklyHours => WeekReadings.PerWeek(rule, schedule, week => week.Sum(shift => shift.Hours)),
        LaborRuleKind.HighWeek => WeekReadings.PerWeek(rule, schedule, week => week.Sum(shift => shift.Hours)),
        LaborRuleKind.LowWeek => schedule.IsPartTime ? [] : WeekReadings.PerWeek(rule, schedule, week => week.Sum(shift => shift.Hours)),
        LaborRuleKind.WorkedDays => WeekReadings.PerWeek(rule, schedule, week => week.Select(shift => shift.Date).Distinct().Count()),
        LaborRuleKind.AverageWeeklyHours => WeekReadings.Means(rule, schedule),
        LaborRuleKind.DailyRest => WeekReadings.DailyRests(rule, schedule),
        LaborRuleKind.WeeklyRest => WeekReadings.WeeklyRests(rule, schedule),
        LaborRuleKind.YearlyOvertime => WeekReadings.YearlyOvertime(rule, schedule),
        LaborRuleKind.ScheduleNotice => schedule is { Announced: { } told, Shifts.Count: > 0 }
            ? [new Reading(schedule.Shifts[0].Date, WorkingDays(told, schedule.Shifts[0].Date), rule.Limit)]
            : [],
        LaborRuleKind.PartTimeMinimum => schedule is { IsPartTime: true, Shifts.Count: > 0 }
            ? [new Reading(schedule.Shifts[0].Date, schedule.ContractHours, rule.Limit)]
            : [],
        _ => [],
    };

    /// <summary>Working days (Monday to Friday, French public holidays left out) from a day on until an end that is excluded.</summary>
    public static int WorkingDays(LocalDate from, LocalDate until)
    {
        if (until <= from)
            return 0;
        var holidays = FrenchHolidays.Between(from, until);
        return Enumerable.Range(0, Period.DaysBetween(from, until)).Select(from.PlusDays)
            .Count(date => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !holidays.Contains(date));
    }

    /// <summary>The Monday of the ISO week of a date.</summary>
    internal static LocalDate Monday(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);

    internal static double Hours(LocalDateTime from, LocalDateTime until) => WorkedShift.Minutes(from, until) / 60;

    private static IEnumerable<WorkedShift[]> Days(PersonSchedule schedule) =>
        schedule.Shifts.GroupBy(shift => shift.Date).Select(day => day.OrderBy(shift => shift.Start).ToArray());

    private static IEnumerable<Reading> PerDay(
        LaborRule rule, PersonSchedule schedule, Func<WorkedShift[], double> figure, Func<LocalDate, bool>? on = null) =>
        Days(schedule).Where(day => on?.Invoke(day[0].Date) ?? true).Select(day => new Reading(day[0].Date, figure(day), rule.Limit));

    /// <summary>Hours of the longest stretch between breaks of at least so many minutes; shorter breaks do not interrupt it.</summary>
    private static double LongestStretch(WorkedShift shift, double leastBreak)
    {
        var (longest, from, short_) = (0.0, shift.Start, 0.0);
        foreach (var pause in shift.Breaks.OrderBy(pause => pause.Start))
        {
            if (pause.Minutes < leastBreak)
            {
                short_ += pause.Minutes / 60;
                continue;
            }
            longest = Math.Max(longest, Hours(from, pause.Start) - short_);
            (from, short_) = (pause.End, 0);
        }
        return Math.Max(longest, Hours(from, shift.End) - short_);
    }

    private static Reading PaidBreak(LaborRule rule, WorkedShift[] day)
    {
        var hours = day.Sum(shift => shift.Hours) + 1e-9;
        var wanted = rule.Limit * Math.Floor(hours / rule.Per);
        if (rule.OrLimit > 0 && hours >= rule.OrPer)
            wanted = Math.Min(wanted, rule.OrLimit * Math.Floor(hours / rule.OrPer));
        var given = day.Sum(shift => shift.Breaks.Where(pause => pause.Paid).Sum(pause => pause.Minutes));
        return new Reading(day[0].Date, given, wanted);
    }

    private static bool Covers(WorkedShift[] day, LaborRule rule) =>
        day[0].Start.TimeOfDay <= rule.From && (day[^1].End.Date > day[^1].Start.Date || day[^1].End.TimeOfDay >= rule.Until);

    /// <summary>Minutes of the longest break, or gap between two shifts, that lies in the hours of lunch.</summary>
    private static double Lunch(WorkedShift[] day, LaborRule rule)
    {
        var (from, until) = (day[0].Date + rule.From, day[0].Date + rule.Until);
        var breaks = day.SelectMany(shift => shift.Breaks).Select(pause => (pause.Start, pause.End))
            .Concat(day.Zip(day.Skip(1), (one, next) => (Start: one.End, End: next.Start)));
        return breaks.Select(pause => WorkedShift.Minutes(pause.Start > from ? pause.Start : from, pause.End < until ? pause.End : until))
            .Append(0).Max();
    }

    private static bool ReachesNight(WorkedShift shift, LaborRule rule) =>
        shift.Start.TimeOfDay < rule.Until || shift.End > shift.Date + rule.From;
}
