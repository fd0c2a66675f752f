using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;
using static Capacity.Domain.Tests.Labor.Schedules;

namespace Capacity.Domain.Tests.Labor;

/// <summary>What a rule says to four cases: well within it, exactly at its limit, one step (a minute, a day, a tenth of an hour) beyond, and well beyond.</summary>
public sealed record RuleExample(Judged Passes, Judged AtLimit, Judged OneStepBeyond, Judged Fails)
{
    public static RuleExample Of(PersonSchedule passes, PersonSchedule atLimit, PersonSchedule oneStepBeyond, PersonSchedule fails) => new(
        rule => ScheduleReview.Of(rule, passes), rule => ScheduleReview.Of(rule, atLimit),
        rule => ScheduleReview.Of(rule, oneStepBeyond), rule => ScheduleReview.Of(rule, fails));
}

/// <summary>The finding of a rule on a case; null where the case keeps it.</summary>
public delegate LaborFinding? Judged(LaborRule rule);

/// <summary>The examples of every rule, by pack and id; the figures are written out, so that a limit that is changed is noticed.</summary>
internal static class RuleExamples
{
    private static readonly PersonSchedule OneDay = Of(Shift(0, "09:00", "12:00"));

    /// <summary>Rules whose limit is the same wherever they stand.</summary>
    private static readonly Dictionary<string, RuleExample> Shared = new()
    {
        ["daily-hours"] = RuleExample.Of(
            OneDay, Of(Shift(0, "08:00", "19:00", "12:00+60")), Of(Shift(0, "08:00", "19:01", "12:00+60")), Of(Shift(0, "07:00", "21:00"))),
        ["weekly-hours"] = RuleExample.Of(Weeks(1, 5, 7), Weeks(1, 6, 8), OneMinuteMore(Weeks(1, 6, 8)), Weeks(1, 6, 9)),
        ["average-hours"] = RuleExample.Of(Weeks(12, 5, 7), Weeks(12, 5, 8.8), OneMinuteMore(Weeks(12, 5, 8.8)), Weeks(12, 5, 9.5)),
        ["daily-rest"] = RuleExample.Of(
            Nights("17:00", "09:00"), Nights("22:00", "09:00"), Nights("22:00", "08:59"), Nights("23:00", "06:00")),
        ["weekly-rest"] = RuleExample.Of(Weeks(2, 5, 7), Weekend("21:00"), Weekend("21:01"), Of(Shift(5, "09:00", "21:00"), Shift(6, "20:00", "22:00"), Shift(7, "08:00", "12:00"))),
        ["worked-days"] = RuleExample.Of(Weeks(1, 5, 7), Weeks(1, 6, 7), Weeks(1, 7, 6), Weeks(3, 7, 6)),
        ["amplitude"] = RuleExample.Of(OneDay, Split("21:00"), Split("21:01"), Split("23:00")),
        ["break"] = RuleExample.Of(
            Of(Shift(0, "08:00", "16:00", "12:00+20")), Of(Shift(0, "08:00", "14:00")), Of(Shift(0, "08:00", "14:01")), Of(Shift(0, "08:00", "17:00", "12:00+19"))),
        ["overtime-premium"] = new(Premium(0.3), Premium(0.25), Premium(0.249), Premium(0)),
        ["schedule-notice"] = RuleExample.Of(Told(30), Told(11), Told(10), Told(1)),
        ["sunday"] = RuleExample.Of(OneDay, Of(Shift(5, "09:00", "24:00")), Of(Shift(6, "09:00", "09:01")), Of(Shift(6, "09:00", "17:00"))),
        ["night"] = RuleExample.Of(
            Of(Shift(0, "09:00", "19:00")), Of(Shift(0, "13:00", "21:30", "17:00+30")), Of(Shift(0, "13:00", "21:31", "17:00+30")), Of(Shift(0, "12:00", "23:30"))),
        ["may-day"] = RuleExample.Of(OneDay, Of(On(new LocalDate(2020, 4, 30), "09:00", "24:00")),
            Of(On(new LocalDate(2020, 5, 1), "09:00", "09:01")), Of(On(new LocalDate(2020, 5, 1), "09:00", "17:00"))),
    };

    private static readonly Dictionary<(RulePack Pack, string Id), RuleExample> OfPack = new()
    {
        [(RulePack.France, "yearly-overtime")] = Overtime(220),
        [(RulePack.France, "part-time")] = PartTime(24),
        [(RulePack.P2st, "yearly-overtime")] = Overtime(70),
        [(RulePack.P2st, "yearly-overtime-modulated")] = Overtime(90),
        [(RulePack.P2st, "part-time")] = PartTime(23),
        [(RulePack.P2st, "sequence")] = RuleExample.Of(
            Of(Shift(0, "09:00", "11:00")), Of(Shift(0, "09:00", "15:10", "12:00+10p")), Of(Shift(0, "09:00", "15:11", "12:00+10p")), Of(Shift(0, "09:00", "15:00", "12:00+9p"))),
        [(RulePack.P2st, "paid-break")] = RuleExample.Of(
            Of(Shift(0, "09:00", "10:30")), Of(Shift(0, "09:00", "11:10", "10:00+10p")), Of(Shift(0, "09:00", "11:09", "10:00+9p")), Of(Shift(0, "09:00", "13:00"))),
        [(RulePack.P2st, "lunch")] = RuleExample.Of(
            Of(Shift(0, "12:00", "18:00")), Of(Shift(0, "09:00", "17:00", "12:00+45")), Of(Shift(0, "09:00", "17:00", "12:00+44")), Of(Shift(0, "09:00", "17:00"))),
        [(RulePack.P2st, "high-week")] = RuleExample.Of(Weeks(1, 5, 7), Weeks(1, 5, 8.4), OneMinuteMore(Weeks(1, 5, 8.4)), Weeks(1, 5, 9)),
        [(RulePack.P2st, "low-week")] = RuleExample.Of(Weeks(1, 5, 7), Weeks(1, 5, 4), OneMinuteMore(Weeks(1, 5, 4), -1), Weeks(1, 5, 2)),
    };

    /// <summary>The examples of a rule; a rule without them is an error.</summary>
    public static RuleExample For(RulePack pack, string id) =>
        OfPack.TryGetValue((pack, id), out var own) || Shared.TryGetValue(id, out own) ? own
            : throw new KeyNotFoundException($"The rule '{id}' of the pack {pack} has no passing, boundary and failing example: add them to {nameof(RuleExamples)}.");

    /// <summary>Ten weeks that together have so many hours above 35, and beside them a year without.</summary>
    private static RuleExample Overtime(double limit) => RuleExample.Of(
        Weeks(20, 5, 7), Weeks(10, 5, 7 + limit / 50), OneMinuteMore(Weeks(10, 5, 7 + limit / 50)), Weeks(20, 5, 7 + limit / 50));

    private static RuleExample PartTime(double limit) => RuleExample.Of(
        OneDay with { ContractHours = 35 }, OneDay with { ContractHours = limit }, OneDay with { ContractHours = limit - 0.1 }, OneDay with { ContractHours = 12 });

    private static PersonSchedule OneMinuteMore(PersonSchedule schedule, int minutes = 1) =>
        schedule with { Shifts = [schedule.Shifts[0] with { End = schedule.Shifts[0].End.PlusMinutes(minutes) }, .. schedule.Shifts.Skip(1)] };

    private static PersonSchedule Nights(string end, string start) => Of(Shift(0, "14:00", end), Shift(1, start, "17:00"));

    private static PersonSchedule Weekend(string end) => Of(Shift(5, "09:00", end), Shift(7, "08:00", "12:00"));

    private static PersonSchedule Split(string end) => Of(Shift(0, "08:00", "12:00"), Shift(0, "18:00", end));

    private static PersonSchedule Told(int calendarDays) => OneDay with { Announced = Monday.PlusDays(-calendarDays) };

    /// <summary>A team that works an hour of overtime for a week at a premium; the plan shows it, no person's schedule does.</summary>
    private static Judged Premium(double premium) => rule => PlanReview.Of(new Scenario
    {
        Start = Monday, Weeks = 2,
        Network = new Network
        {
            Sites = [new Site { Id = "lille", LaborRules = new SiteRules { Rules = [rule] } }],
            Teams = [new Team { Id = "team", Site = "lille", Headcount = 1, OvertimePremium = premium, OvertimeCeiling = 2 }],
        },
        Levers = [new Overtime { Id = "more", Team = "team", HoursPerWeek = 1, From = Monday, Until = Monday.PlusWeeks(1) }],
    }).SingleOrDefault();
}
