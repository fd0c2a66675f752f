using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>
/// When cohorts ask and when the promises made to them echo, week by week and beyond the horizon: expected fresh contacts of all
/// queues, weighed by the probabilities of announcements. Opening hours and events are left to the simulation.
/// </summary>
/// <param name="Start">The first Monday.</param>
/// <param name="FirstContacts">Contacts that the cohorts make of themselves, by week.</param>
/// <param name="Promises">Contacts that keeping the promises makes, by week.</param>
public sealed record DemandEcho(LocalDate Start, IReadOnlyList<double> FirstContacts, IReadOnlyList<double> Promises)
{
    private const int MostWeeks = 156;
    private const int WeeksAfterDue = 26;

    /// <summary>The horizon, or as many weeks as show the echo of every promise, three years at most.</summary>
    public static DemandEcho Of(Scenario scenario)
    {
        var last = PromiseLedger.Of(scenario).SelectMany(line => line.Due).Select(date => date.On).Append(scenario.Start).Max();
        var weeks = Math.Clamp(NodaTime.Period.DaysBetween(scenario.Start, last) / 7 + WeeksAfterDue, scenario.Weeks, MostWeeks);
        double[] first = new double[weeks], promises = new double[weeks];
        foreach (var cohort in scenario.Cohorts)
            foreach (var day in Days(scenario, cohort))
                Add(first, scenario.Start, day.EffectiveFrom!.Value, day.Probability * cohort.Customers * cohort.Contacts.Sum(c => c.PerCustomer), cohort.Delay);
        foreach (var line in PromiseLedger.Of(scenario))
            foreach (var due in line.Due)
                Add(promises, scenario.Start, due.On, due.Probability * line.Terms.ContactsWhenKept, line.Terms.Delay);
        return new DemandEcho(scenario.Start, first, promises);
    }

    /// <summary>The days on which a cohort is struck, with their probabilities.</summary>
    internal static IReadOnlyList<AnnouncementOutcome> Days(Scenario scenario, Cohort cohort) =>
        cohort.Date is { } day ? [new AnnouncementOutcome("", day, 1)]
        : cohort.OnAnnouncement is { } name ? AnnouncementNames.Days(scenario.Announcements, name)
        : [];

    private static void Add(double[] weeks, LocalDate start, LocalDate from, double contacts, DelayKernel delay)
    {
        var offset = NodaTime.Period.DaysBetween(start, from);
        for (var week = 0; week < weeks.Length; week++)
            weeks[week] += contacts * (delay.ShareWithin(7 * (week + 1) - offset) - delay.ShareWithin(7 * week - offset));
    }
}
