using System.Globalization;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Labor;

/// <summary>
/// Holds a scenario's teams against the rules of their sites: hours of the mean head week by week, overtime and its premium and notice,
/// contracts, shifts, Sundays and nights. What only single schedules show (rests, sequences) is checked on the team's shifts.
/// </summary>
public static class PlanReview
{
    /// <summary>Every rule that the scenario breaks, team by team; empty where the sites follow no pack.</summary>
    public static IReadOnlyList<LaborFinding> Of(Scenario scenario)
    {
        if (scenario.Network.Sites.All(site => site.LaborRules is null))
            return [];
        var people = SupplyTable.Of(scenario);
        return [.. scenario.Network.Teams.SelectMany((team, index) => OfTeam(scenario, team, people.Team(index)))];
    }

    /// <summary>Whether a rule that may not be broken is broken.</summary>
    public static bool Refuses(Scenario scenario) => Of(scenario).Any(finding => finding.Refuses);

    /// <summary>What a changed scenario breaks of the rules that may not be broken, where the first kept them or broke them less.</summary>
    public static IReadOnlyList<LaborFinding> Worse(Scenario scenario, Scenario changed)
    {
        var found = Of(changed).Where(finding => finding.Refuses).ToList();
        if (found.Count == 0)
            return [];
        var before = Of(scenario).Where(finding => finding.Refuses).ToDictionary(finding => (finding.Rule.Id, finding.Subject));
        return [.. found.Where(finding => !before.TryGetValue((finding.Rule.Id, finding.Subject), out var known)
            || finding.PeopleWeeks > known.PeopleWeeks + 1e-6
            || finding.Rule.Excess(finding.WorstFigure, finding.Limit) > known.Rule.Excess(known.WorstFigure, known.Limit) + 1e-9)];
    }

    /// <summary>People-weeks in which rules that may not be broken are broken.</summary>
    public static double RefusedPeopleWeeks(Scenario scenario) => Of(scenario).Where(finding => finding.Refuses).Sum(finding => finding.PeopleWeeks);

    private static IEnumerable<LaborFinding> OfTeam(Scenario scenario, Team team, IReadOnlyList<TeamSupply> people)
    {
        if (scenario.Network.Sites.FirstOrDefault(site => site.Id == team.Site)?.LaborRules is not { } siteRules)
            yield break;
        var weeks = Enumerable.Range(0, people.Count).Select(week => TeamWeek.Of(scenario, team, people[week], week)).ToList();
        foreach (var rule in siteRules.All())
        {
            var finding = rule.Kind switch
            {
                LaborRuleKind.OvertimePremium => Premium(scenario, team, rule, weeks),
                LaborRuleKind.ScheduleNotice => Notice(scenario, team, rule, weeks),
                LaborRuleKind.PartTimeMinimum => PartTime(scenario, team, rule, people),
                LaborRuleKind.WeeklyHours or LaborRuleKind.HighWeek or LaborRuleKind.AverageWeeklyHours or LaborRuleKind.YearlyOvertime =>
                    Hours(scenario, team, rule, weeks),
                LaborRuleKind.SundayHours or LaborRuleKind.MayDayHours => Days(team, rule, weeks),
                LaborRuleKind.Sequence or LaborRuleKind.PaidBreak when team.Shifts.Count == 0 =>
                    Finding(team, rule, [.. BreakReview.Of(scenario, team, rule, weeks)], (figure, _) => BreakReview.Change(rule, figure)),
                _ => Shifts(team, rule, weeks),
            };
            if (finding is not null)
                yield return finding;
        }
    }

    private static LaborFinding? Hours(Scenario scenario, Team team, LaborRule rule, List<TeamWeek> weeks)
    {
        IEnumerable<(TeamWeek Week, double Figure)> readings = rule.Kind switch
        {
            LaborRuleKind.AverageWeeklyHours => Enumerable.Range(0, Math.Max(0, weeks.Count - (int)rule.Per + 1))
                .Select(first => (weeks[first + (int)rule.Per - 1], weeks.Skip(first).Take((int)rule.Per).Average(week => week.HoursPerHead))),
            LaborRuleKind.YearlyOvertime => weeks.GroupBy(week => week.Monday.Year)
                .SelectMany(year => year.Select((week, i) => (week, year.Take(i + 1).Sum(w => Math.Max(0, w.HoursPerHead - 35))))),
            _ => weeks.Select(week => (week, week.HoursPerHead)),
        };
        var broken = readings.Where(x => x.Week.Heads > 0).ToList();
        return Finding(team, rule, broken, (figure, over) => OvertimeChange(scenario, team, rule, figure, over));
    }

    private static LaborFinding? Premium(Scenario scenario, Team team, LaborRule rule, List<TeamWeek> weeks) =>
        scenario.Levers.OfType<Overtime>().Any(lever => lever.Team == team.Id && lever.HoursPerWeek > 0)
            ? Finding(team, rule, [.. weeks.Where(week => week.Overtime > 0).Select(week => (week, team.OvertimePremium))])
            : null;

    private static LaborFinding? Notice(Scenario scenario, Team team, LaborRule rule, List<TeamWeek> weeks)
    {
        var hasty = scenario.Levers.OfType<Overtime>().Where(lever => lever.Team == team.Id)
            .Select(lever => (lever.From, Days: ScheduleReadings.WorkingDays(lever.DecideBy(), lever.From))).ToList();
        return Finding(team, rule, [.. hasty.SelectMany(lever => weeks
            .Where(week => week.Monday == ScheduleReadings.Monday(lever.From)).Select(week => (week, (double)lever.Days)))]);
    }

    private static LaborFinding? PartTime(Scenario scenario, Team team, LaborRule rule, IReadOnlyList<TeamSupply> people)
    {
        var contracts = team.Contracts.DefaultIfEmpty(new Contract()).Select(contract =>
                (Heads: team.Headcount * contract.Share, Hours: contract.HoursPerWeek ?? team.ContractHours))
            .Concat(scenario.Levers.OfType<Hire>().Where(hire => hire.Team == team.Id)
                .Select(hire => (hire.Heads, Hours: hire.HoursPerWeek ?? team.ContractHours)));
        return Finding(team, rule, [.. contracts.Where(part => part.Heads > 0 && part.Hours < 35)
            .Select(part => (new TeamWeek(scenario.Start, part.Heads * people.Count, 0, 0, 0), part.Hours))]);
    }

    /// <summary>Hours on Sundays or on the first of May, by the team's shifts or working hours; a closed date has none.</summary>
    private static LaborFinding? Days(Team team, LaborRule rule, List<TeamWeek> weeks)
    {
        var readings = new List<(TeamWeek, double)>();
        foreach (var week in weeks.Where(week => week.Heads > 0))
            foreach (var date in Enumerable.Range(0, 7).Select(week.Monday.PlusDays))
                if (rule.Kind == LaborRuleKind.SundayHours ? date.DayOfWeek == IsoDayOfWeek.Sunday : date is { Month: 5, Day: 1 })
                    readings.Add((week, HoursOn(team, date)));
        return Finding(team, rule, readings);
    }

    private static double HoursOn(Team team, LocalDate date) => team.WorkingHours.ClosedDates.Contains(date) ? 0
        : team.Shifts.Count > 0
            ? team.Shifts.Where(shift => shift.Days.Contains(date.DayOfWeek)).Select(shift => shift.WorkedMinutes() / 60).DefaultIfEmpty(0).Max()
            : team.WorkingHours.Periods.Where(period => period.Day == date.DayOfWeek).Sum(period => period.Hours());

    /// <summary>Each shift as the week of somebody who works all its days, twice, so that the rest between weeks counts.</summary>
    private static LaborFinding? Shifts(Team team, LaborRule rule, List<TeamWeek> weeks)
    {
        var total = team.Shifts.Sum(shift => shift.Weight);
        var findings = team.Shifts.Select(shift => (Share: shift.Weight / total,
            Found: ScheduleReview.Of(rule with { ValidFrom = null, ValidUntil = null }, Schedule(shift, weeks[0].Monday)))).Where(x => x.Found is not null).ToList();
        if (findings.Count == 0)
            return null;
        var worst = findings.MaxBy(x => rule.Excess(x.Found!.WorstFigure, x.Found.Limit)).Found!;
        return worst with { Rule = rule, Subject = team.Id, First = weeks[0].Monday, PeopleWeeks = findings.Sum(x => x.Share) * weeks.Sum(week => week.Heads) };
    }

    private static PersonSchedule Schedule(ShiftPattern shift, LocalDate monday) => new()
    {
        Shifts =
        [
            .. Enumerable.Range(0, 14).Select(monday.PlusDays).Where(date => shift.Days.Contains(date.DayOfWeek)).Select(date => new WorkedShift(
                date + shift.From,
                shift.Until == LocalTime.Midnight ? date.PlusDays(1).AtMidnight() : date + shift.Until,
                [.. shift.Breaks.Select(pause => new WorkedBreak(date + pause.At, pause.Minutes, pause.Paid))])),
        ],
    };

    private static LaborFinding? Finding(
        Team team, LaborRule rule, List<(TeamWeek Week, double Figure)> readings, Func<double, double, LocalizedText>? change = null)
    {
        var broken = readings.Where(x => rule.HoldsOn(x.Week.Monday) && rule.Excess(x.Figure, rule.Limit) > ScheduleReview.Tolerance).ToList();
        if (broken.Count == 0)
            return null;
        var worst = broken.MaxBy(x => rule.Excess(x.Figure, rule.Limit));
        return new LaborFinding
        {
            Rule = rule,
            Subject = team.Id,
            First = broken.Min(x => x.Week.Monday),
            PeopleWeeks = broken.Sum(x => x.Week.Heads),
            WorstFigure = worst.Figure,
            Limit = rule.Limit,
            LeastChange = change?.Invoke(worst.Figure, worst.Week.Heads) ?? LeastChanges.Of(rule, worst.Figure, rule.Limit),
        };
    }

    /// <summary>Overtime is what a plan can take back; where there is none, the contract breaks the rule.</summary>
    private static LocalizedText OvertimeChange(Scenario scenario, Team team, LaborRule rule, double figure, double heads)
    {
        var most = scenario.Levers.OfType<Overtime>().Where(lever => lever.Team == team.Id).Sum(lever => lever.HoursPerWeek);
        if (most <= 0 || rule.Kind == LaborRuleKind.YearlyOvertime)
            return LeastChanges.Of(rule, figure, rule.Limit);
        var hours = Math.Ceiling((figure - rule.Limit) * heads * 10 - 1e-6) / 10;
        return LocalizedText.Of(
            string.Create(CultureInfo.GetCultureInfo("fr-FR"), $"Retirer {hours:0.#} h supplémentaires par semaine à l’équipe {team.Id}."),
            string.Create(CultureInfo.GetCultureInfo("en-GB"), $"Take {hours:0.#} overtime hours a week from the team {team.Id}."));
    }
}

/// <summary>The mean head of a team in a week: heads at work, contract and overtime hours of each.</summary>
/// <param name="Monday">First day of the week.</param>
/// <param name="Heads">Heads at work, short-time work taken out where its dates are known.</param>
/// <param name="Contract">Contract hours per head.</param>
/// <param name="Overtime">Overtime hours per head, held to the team's own ceiling.</param>
/// <param name="Week">Number of the week.</param>
internal sealed record TeamWeek(LocalDate Monday, double Heads, double Contract, double Overtime, int Week)
{
    public double HoursPerHead => Contract + Overtime;

    public static TeamWeek Of(Scenario scenario, Team team, TeamSupply people, int week)
    {
        var monday = scenario.Start.PlusWeeks(week);
        var away = scenario.Furloughs.Where(furlough => furlough.Team == team.Id && Covers(furlough.During, monday)).Sum(furlough => furlough.Share);
        var heads = people.Trained * (1 - Math.Min(1, away));
        var hours = scenario.Levers.OfType<Overtime>()
            .Where(lever => lever.Team == team.Id && lever.From < monday.PlusWeeks(1) && (lever.Until is not { } until || until > monday))
            .Sum(lever => lever.HoursPerWeek);
        return new TeamWeek(monday, heads, heads > 0 ? people.HoursPerHead : 0, heads > 0 ? Math.Min(hours / heads, team.OvertimeCeiling) : 0, week);
    }

    /// <summary>Periods that begin or end with an announcement are taken as long as they can be.</summary>
    private static bool Covers(Demand.Period during, LocalDate monday) =>
        (during.From is not { } from || from <= monday) && (during.Until is not { } until || until > monday);
}
