using NodaTime;

namespace Capacity.Domain.Labor;

/// <summary>Readings over more than a day: weeks, rests, means and years.</summary>
internal static class WeekReadings
{
    public static IEnumerable<Reading> PerWeek(LaborRule rule, PersonSchedule schedule, Func<IEnumerable<WorkedShift>, double> figure) =>
        Weeks(schedule).Select(week => new Reading(week.Key, figure(week), rule.Limit));

    /// <summary>Every run of full weeks of the given length that lies in the schedule; weeks without work count as zero.</summary>
    public static IEnumerable<Reading> Means(LaborRule rule, PersonSchedule schedule)
    {
        var hours = Weeks(schedule).ToDictionary(week => week.Key, week => week.Sum(shift => shift.Hours));
        if (hours.Count == 0)
            yield break;
        var length = (int)rule.Per;
        for (var first = hours.Keys.Min(); first.PlusWeeks(length - 1) <= hours.Keys.Max(); first = first.PlusWeeks(1))
        {
            var start = first;
            var mean = Enumerable.Range(0, length).Sum(week => hours.GetValueOrDefault(start.PlusWeeks(week))) / length;
            yield return new Reading(start.PlusWeeks(length - 1), mean, rule.Limit);
        }
    }

    /// <summary>Between the last shift of a day and the first of the next day that is worked.</summary>
    public static IEnumerable<Reading> DailyRests(LaborRule rule, PersonSchedule schedule) =>
        Pairs(schedule).Where(pair => pair.Next.Date > pair.One.Date)
            .Select(pair => new Reading(pair.Next.Date, ScheduleReadings.Hours(pair.One.End, pair.Next.Start), rule.Limit));

    /// <summary>The longest rest that begins in each week; after the last shift that is known, rest is as long as one likes.</summary>
    public static IEnumerable<Reading> WeeklyRests(LaborRule rule, PersonSchedule schedule)
    {
        var longest = Pairs(schedule).GroupBy(pair => ScheduleReadings.Monday(pair.One.Date))
            .ToDictionary(week => week.Key, week => week.Max(pair => ScheduleReadings.Hours(pair.One.End, pair.Next.Start)));
        if (schedule.Shifts.Count > 0)
            longest.Remove(ScheduleReadings.Monday(schedule.Shifts.Max(shift => shift.Date)));
        return longest.OrderBy(week => week.Key).Select(week => new Reading(week.Key, week.Value, rule.Limit));
    }

    /// <summary>Hours above the legal week, week by week, summed by the calendar year of the Monday; part-timers have none.</summary>
    public static IEnumerable<Reading> YearlyOvertime(LaborRule rule, PersonSchedule schedule)
    {
        if (schedule.IsPartTime)
            return [];
        return Weeks(schedule).GroupBy(week => week.Key.Year).Select(year => new Reading(
            year.Max(week => week.Key), year.Sum(week => Math.Max(0, week.Sum(shift => shift.PaidHours) - schedule.FullWeekHours)), rule.Limit));
    }

    private static IEnumerable<IGrouping<LocalDate, WorkedShift>> Weeks(PersonSchedule schedule) =>
        schedule.Shifts.GroupBy(shift => ScheduleReadings.Monday(shift.Date)).OrderBy(week => week.Key);

    private static IEnumerable<(WorkedShift One, WorkedShift Next)> Pairs(PersonSchedule schedule)
    {
        var ordered = schedule.Shifts.OrderBy(shift => shift.Start).ToList();
        return ordered.Zip(ordered.Skip(1));
    }
}
