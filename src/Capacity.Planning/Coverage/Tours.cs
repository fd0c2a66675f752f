using Capacity.Domain.Labor;
using NodaTime;

namespace Capacity.Planning.Coverage;

/// <summary>
/// Gives the shifts of each day to people: those with most days left work, and who ended early the day before starts early, so that rests
/// are as long as they can be. A shift that would break a rule for everybody is given back.
/// </summary>
internal static class Tours
{
    public static (IReadOnlyList<PersonSchedule> People, int Unplaced) Of(CoverageProblem problem, CoverDay[] days)
    {
        var people = new List<PersonSchedule>();
        var unplaced = 0;
        for (var crew = 0; crew < problem.Crews.Count; crew++)
        {
            var members = Enumerable.Range(1, problem.Crews[crew].Heads).Select(number => new Member(problem, problem.Crews[crew], number)).ToList();
            foreach (var day in days)
                unplaced += Give(day, crew, members);
            people.AddRange(members.Where(member => member.Shifts.Count > 0).Select(member => member.Schedule()));
        }
        return (people, unplaced);
    }

    /// <summary>Gives one day's shifts; the number of those that nobody may take, which leave the day's cover.</summary>
    private static int Give(CoverDay day, int crew, List<Member> members)
    {
        var shifts = Enumerable.Range(0, day.Shifts.Count).Where(column => day.Shifts[column].Crew == crew)
            .SelectMany(column => Enumerable.Repeat(column, day.Cover.Count[column]))
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
                day.Cover.Remove(shifts[i]);
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

        public int Number => number;
        public List<WorkedShift> Shifts { get; } = [];
        public int DaysLeft => crew.DaysPerPerson - Shifts.Count;

        /// <summary>When the person ended on a day, in minutes; 0 for a day off.</summary>
        public int EndOn(LocalDate date) => Shifts.Count > 0 && Shifts[^1].Date == date
            ? (int)WorkedShift.Minutes(date.AtMidnight(), Shifts[^1].End)
            : 0;

        public bool MayTake(WorkedShift shift) =>
            Shifts.Count == 0 || ScheduleReview.Of(_rules, [Schedule() with { Shifts = [.. Shifts, shift] }]).Count == 0;

        public void Take(WorkedShift shift) => Shifts.Add(shift);

        public PersonSchedule Schedule() => new() { Person = $"{crew.Id}-{number}", ContractHours = crew.ContractHours, Shifts = [.. Shifts] };
    }
}
