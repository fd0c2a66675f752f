using Capacity.Dashboard.Charts;
using Capacity.Domain.Demand;
using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;
using Microsoft.Extensions.Localization;
using NodaTime;
using Period = Capacity.Domain.Demand.Period;

namespace Capacity.Dashboard.Views;

/// <summary>Puts the announcements, cohorts, absences, short-time work and levers of a scenario on one axis of days.</summary>
public sealed class ScenarioTimeline(Scenario scenario, IStringLocalizer text)
{
    private const double LabelDaysPerLetter = 0.6;

    private static string Language => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The lanes, from what happens to what is decided.</summary>
    public TimelineModel Build()
    {
        int days = NodaTime.Period.DaysBetween(scenario.Start, scenario.End());
        int every = Math.Max(1, (scenario.Weeks + 6) / 7);
        return new TimelineModel(
            days,
            [
                Lane("Announcements", "announcement", Announcements()),
                Lane("Cohorts", "cohort", scenario.Cohorts.Select(Cohort).OfType<TimelineBar>()),
                .. Some("Promises", "cohort", PromiseLedger.Of(scenario).SelectMany(Due)),
                .. Some("Events", "announcement", scenario.Events.Select(happening => Bar($"{Name(happening)} {Figures.Signed(happening.Change * 100)} %", happening.During, TimelineMove.Of("event", happening.Id, happening.During)))),
                Lane("Absence", "absence", scenario.AbsenceWaves.Select(wave => Bar(text["AbsenceBar", Site(wave.Site), Figures.Percent(wave.PeakShare)], wave.During, TimelineMove.Of("absence", wave.Id, wave.During)))),
                Lane("Furlough", "furlough", scenario.Furloughs.Select(furlough => Bar($"{Team(furlough.Team)} {Figures.Percent(furlough.Share)}", furlough.During, TimelineMove.Of("furlough", furlough.Id, furlough.During)))),
                Lane("Levers", "lever", scenario.Levers.Select(lever => Bar(Words(lever), new Period { From = lever.From, Until = lever.Until }))),
            ],
            [.. Enumerable.Range(0, scenario.Weeks).Where(week => week % every == 0).Select(week => new ChartTick(week * 7, Figures.Day(scenario.Start.PlusWeeks(week))))],
            Inside(scenario.AsOf) ? Day(scenario.AsOf) : null);
    }

    /// <summary>A lever in words.</summary>
    public string Words(Lever lever) => lever switch
    {
        Overtime overtime => text["OvertimeBar", Team(overtime.Team), Figures.Number(overtime.HoursPerWeek)],
        Redeployment move => text["RedeploymentBar", Figures.Number(move.Heads), Team(move.FromTeam), Team(move.ToTeam)],
        Hire hire => text["HireBar", Figures.Number(hire.Heads), Team(hire.Team)],
        Recall recall => text["RecallBar", Figures.Number(recall.Heads), Team(recall.Team)],
        CrossTraining course => text["CrossTrainingBar", Figures.Number(course.Heads), Team(course.Team), Queue(course.Queue)],
        CallbackLever callback => text["CallbackBar", Queue(callback.Queue), Figures.Duration(callback.ThresholdSeconds)],
        ShrinkageChange change => LeverTitle.Of(scenario.Network, change).In(Language),
        Deflection deflection => text["DeflectionBar", Reason(deflection.Reason), Figures.Percent(deflection.Share)],
        _ => lever.Id,
    };

    private TimelineLane Lane(string name, string color, IEnumerable<TimelineBar> bars) =>
        new(text[name], color, TimelineBar.Arranged(bars, LabelDaysPerLetter * scenario.Weeks / 13));

    private IEnumerable<TimelineBar> Announcements()
    {
        foreach (Announcement announcement in scenario.Announcements)
        {
            string name = announcement.Name.In(Language);
            if (announcement.Branches.Count == 0) yield return At(name, announcement.EffectiveFrom, announcement.Certainty == Certainty.Cancelled) with { Key = TimelineMove.Of(announcement) };
            foreach (AnnouncementBranch branch in announcement.Branches) yield return At($"{name} {Figures.Percent(branch.Probability)}", branch.EffectiveFrom, branch.Probability < 0.5) with { Key = TimelineMove.Of(announcement, branch) };
        }
    }

    /// <summary>A lane that is there only when something is on it.</summary>
    private IEnumerable<TimelineLane> Some(string name, string color, IEnumerable<TimelineBar> bars)
    {
        TimelineLane lane = Lane(name, color, bars);
        return lane.Bars.Count > 0 ? [lane] : [];
    }

    private static string Name(DemandEvent happening) => happening.Name.In(Language) is { Length: > 0 } name ? name : happening.Id;

    private IEnumerable<TimelineBar> Due(PromiseLine line) =>
        line.Due.Where(due => Inside(due.On)).Select(due => At(line.Obligation.Name.In(Language), due.On, due.Probability < 0.5));

    private TimelineBar? Cohort(Cohort cohort)
    {
        LocalDate? date = cohort.Date ?? Effective(cohort.OnAnnouncement);
        if (date is not { } from) return null;
        // The bar covers the delay within which nine contacts in ten come: e^(1.28 σ) times the median of the tail.
        LocalDate until = from.PlusDays((int)Math.Ceiling(cohort.Delay.TailMedianDays * Math.Exp(1.2816 * cohort.Delay.TailSigma)));
        return Bar($"{cohort.Name.In(Language)} ({Figures.Number(cohort.Customers)})", new Period { From = from, Until = until }, TimelineMove.Of(cohort));
    }

    private TimelineBar Bar(string label, Period during, string? key = null)
    {
        LocalDate from = during.From ?? Effective(during.FromAnnouncement) ?? scenario.Start;
        LocalDate until = during.Until ?? Effective(during.UntilAnnouncement) ?? scenario.End();
        return new TimelineBar(label, Day(from), Day(until), $"{Figures.Date(from)} – {Figures.Date(until)}") { Key = key };
    }

    private TimelineBar At(string label, LocalDate date, bool faint) => new(label, Day(date), Day(date), Figures.Date(date), faint);

    // An open announcement takes effect with its most probable branch.
    private LocalDate? Effective(string? announcement) =>
        announcement is null ? null : AnnouncementNames.LikeliestDay(scenario.Announcements, announcement);

    private double Day(LocalDate date) => Math.Clamp(NodaTime.Period.DaysBetween(scenario.Start, date), 0, scenario.Weeks * 7);

    private bool Inside(LocalDate date) => date >= scenario.Start && date <= scenario.End();

    private string Team(string id) => scenario.Network.Teams.FirstOrDefault(team => team.Id == id)?.Name.In(Language) ?? id;

    private string Site(string id) => scenario.Network.Sites.FirstOrDefault(site => site.Id == id)?.Name.In(Language) ?? id;

    private string Queue(string id) => scenario.Network.Queues.FirstOrDefault(queue => queue.Id == id)?.Name.In(Language) ?? id;

    private string Reason(string id) => scenario.Network.Reasons.FirstOrDefault(reason => reason.Id == id)?.Name.In(Language) ?? id;
}
