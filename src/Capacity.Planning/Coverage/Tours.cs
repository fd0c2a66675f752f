using Capacity.Domain.Labor;
using NodaTime;

namespace Capacity.Planning.Coverage;

/// <summary>
/// Gives the shifts of each day to people: those with most days left work, and who ended early the day before starts early, so that rests
/// are as long as they can be. A shift that would break a rule for everybody is given back. Weeks keep the rules also when they are worked
/// again and again; where working time is modulated and weeks have a least length, fewer people work and none too little.
/// </summary>
internal static class Tours
{
    public static (IReadOnlyList<PersonSchedule> People, int Unplaced) Of(CoverageProblem problem, CoverDay[] days, WeekCover cover)
    {
        var people = new List<PersonSchedule>();
        var unplaced = 0;
        for (var crew = 0; crew < problem.Crews.Count; crew++)
        {
            var members = Enumerable.Range(1, Needed(problem, days, cover, crew)).Select(number => new Member(problem, problem.Crews[crew], number)).ToList();
            for (var day = 0; day < days.Length; day++)
                unplaced += Give(days[day], day, cover, crew, members);
            unplaced += members.Sum(member => Complete(member, days, cover, crew));
            people.AddRange(members.Where(member => member.Shifts.Count > 0).Select(member => member.Schedule()));
        }
        return (people, unplaced);
    }

    /// <summary>People of a crew among whom the week is divided: all, or as many as reach the least week that the rules ask for.</summary>
    private static int Needed(CoverageProblem problem, CoverDay[] days, WeekCover cover, int crew)
    {
        var (heads, rule) = (problem.Crews[crew].Heads, problem.Rules.FirstOrDefault(rule => rule.Kind == LaborRuleKind.LowWeek));
        var shifts = cover.Shifts().Where(x => days[x.Day].Shifts[x.Shift].Crew == crew).ToList();
        if (rule is null || shifts.Count == 0)
            return heads;
        var leastDays = (int)Math.Ceiling(rule.Limit / shifts.Min(x => days[x.Day].Shifts[x.Shift].On(days[x.Day].Date).Hours));
        return Math.Min(heads, Math.Max(shifts.CountBy(x => x.Day).Max(day => day.Value), shifts.Count / leastDays));
    }

    /// <summary>Lengthens a week that is too short by the shifts that help most; one that stays too short is given back, shift by shift.</summary>
    private static int Complete(Member member, CoverDay[] days, WeekCover cover, int crew)
    {
        while (member.WorksTooLittle())
        {
            var more = (from day in Enumerable.Range(0, days.Length)
                        where member.DaysLeft > 0 && member.IsFreeOn(days[day].Date) && cover.HasRoom(day, crew)
                        from shift in Enumerable.Range(0, days[day].Shifts.Count)
                        where days[day].Shifts[shift].Crew == crew
                        orderby cover.Change(day, shift, 1)
                        select (Day: day, Shift: shift)).Where(x => member.MayTake(days[x.Day].Shifts[x.Shift].On(days[x.Day].Date))).Take(1).ToList();
            if (more.Count == 0)
                return GiveBack(member, days, cover, crew);
            cover.Put(more[0].Day, more[0].Shift, 1);
            member.Take(days[more[0].Day].Shifts[more[0].Shift].On(days[more[0].Day].Date));
        }
        return 0;
    }

    private static int GiveBack(Member member, CoverDay[] days, WeekCover cover, int crew)
    {
        foreach (var worked in member.Shifts)
        {
            var day = Array.FindIndex(days, day => day.Date == worked.Date);
            cover.Put(day, Enumerable.Range(0, days[day].Shifts.Count).First(shift =>
                days[day].Shifts[shift].Crew == crew && cover.Count[day][shift] > 0 && days[day].Shifts[shift].IsWorkedAs(worked, days[day].Date)), -1);
        }
        var given = member.Shifts.Count;
        member.Shifts.Clear();
        return given;
    }

    /// <summary>Gives one day's shifts; the number of those that nobody may take, which leave the day's cover.</summary>
    private static int Give(CoverDay day, int number, WeekCover cover, int crew, List<Member> members)
    {
        var shifts = Enumerable.Range(0, day.Shifts.Count).Where(column => day.Shifts[column].Crew == crew)
            .SelectMany(column => Enumerable.Repeat(column, cover.Count[number][column]))
            .OrderBy(column => day.Shifts[column].StartMinute).ThenBy(column => day.Shifts[column].EndMinute).ToList();
        var free = members.Where(member => member.DaysLeft > 0)
            .OrderByDescending(member => member.DaysLeft).ThenBy(member => member.Number).ToList();
        var chosen = free.Take(shifts.Count).OrderBy(member => member.EndOn(day.Date.PlusDays(-1))).ThenBy(member => member.Number).ToList();
        var others = free.Skip(shifts.Count).ToList();
        var given = 0;
        for (var i = 0; i < shifts.Count; i++)
        {
            var shift = day.Shifts[shifts[i]].On(day.Date);
            var taker = i < chosen.Count && chosen[i].MayTake(shift) ? chosen[i] : others.Find(member => member.MayTake(shift));
            if (taker is null)
            {
                cover.Put(number, shifts[i], -1);
                continue;
            }
            others.Remove(taker);
            taker.Take(shift);
            given++;
        }
        return shifts.Count - given;
    }

    /// <summary>A person of a crew during the week.</summary>
    private sealed class Member(CoverageProblem problem, Crew crew, int number)
    {
        // What days add up to. The shape of a day is kept by its shift; a week that is still being filled has few hours.
        private readonly LaborRule[] _rules = [.. problem.Rules.Where(rule => rule.Kind is LaborRuleKind.DailyRest or LaborRuleKind.WeeklyRest
            or LaborRuleKind.WorkedDays or LaborRuleKind.WeeklyHours or LaborRuleKind.HighWeek or LaborRuleKind.YearlyOvertime)];

        private readonly LaborRule[] _leastRules = [.. problem.Rules.Where(rule => rule.Kind == LaborRuleKind.LowWeek)];

        public int Number => number;
        public List<WorkedShift> Shifts { get; } = [];
        public int DaysLeft => crew.DaysPerPerson - Shifts.Count;

        /// <summary>When the person ended on a day, in minutes; 0 for a day off.</summary>
        public int EndOn(LocalDate date) => Shifts.Count > 0 && Shifts[^1].Date == date
            ? (int)WorkedShift.Minutes(date.AtMidnight(), Shifts[^1].End)
            : 0;

        public bool IsFreeOn(LocalDate date) => Shifts.TrueForAll(shift => shift.Date != date);

        /// <summary>Whether the week with the shift keeps the rules, followed by the same week.</summary>
        public bool MayTake(WorkedShift shift)
        {
            if (Shifts.Count == 0)
                return true;
            WorkedShift[] week = [.. Shifts.Append(shift).OrderBy(worked => worked.Start)];
            return ScheduleReview.Of(_rules, [Schedule() with { Shifts = [.. week, .. week.Select(worked => worked.WeeksLater(1))] }]).Count == 0;
        }

        public bool WorksTooLittle() => Shifts.Count > 0 && ScheduleReview.Of(_leastRules, [Schedule()]).Count > 0;

        public void Take(WorkedShift shift)
        {
            Shifts.Add(shift);
            Shifts.Sort((one, other) => one.Start.CompareTo(other.Start));
        }

        public PersonSchedule Schedule() => new() { Person = $"{crew.Id}-{number}", ContractHours = crew.ContractHours, Shifts = [.. Shifts] };
    }
}
