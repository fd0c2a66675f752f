using Capacity.Dashboard.Charts;
using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>One line of the promise ledger in words.</summary>
/// <param name="Id">The promise.</param>
/// <param name="What">What was promised.</param>
/// <param name="ToWhom">To whom and to how many.</param>
/// <param name="Due">When it falls due, with the probability of each date where several are possible.</param>
/// <param name="Kept">Contacts when it is kept.</param>
/// <param name="Late">Contacts when it is late.</param>
/// <param name="Source">Where the terms come from.</param>
/// <param name="IsBeyond">Whether every date lies after the simulated weeks.</param>
public sealed record PromiseRow(string Id, string What, string ToWhom, string Due, string Kept, string Late, string Source, bool IsBeyond);

/// <summary>The promise ledger and the echo that follows from it.</summary>
public sealed class PromiseRows(Scenario scenario, IStringLocalizer text)
{
    private static string Language => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The lines, the earliest due first.</summary>
    public IReadOnlyList<PromiseRow> Rows() => [.. PromiseLedger.Of(scenario).Select(Row)];

    /// <summary>Expected contacts by week: what cohorts ask of themselves, and what promises bring back.</summary>
    public ChartModel Echo()
    {
        DemandEcho echo = DemandEcho.Of(scenario);
        int every = Math.Max(1, (echo.Promises.Count + 9) / 10);
        int[] weeks = [.. Enumerable.Range(0, echo.Promises.Count)];
        return new ChartModel(
            text["EchoName"],
            [.. weeks.Select(week => Figures.Date(echo.Start.PlusWeeks(week)))],
            [
                new ChartSeries(text["First"], SeriesKind.Area, "fresh", [.. echo.FirstContacts.Select(value => (double?)value)]),
                new ChartSeries(text["Echo"], SeriesKind.Area, "failure", [.. echo.Promises.Select(value => (double?)value)]),
            ])
        {
            PointName = text["Week"],
            Format = value => Figures.Number(value),
            Ticks = [.. weeks.Where(week => week % every == 0).Select(week => new ChartTick(week, MonthOf(echo, week)))],
            Markers = scenario.Weeks < weeks.Length ? [new ChartMarker(scenario.Weeks, text["Horizon"], "ink-soft")] : [],
        };
    }

    /// <summary>The week of the highest echo in words; empty where nothing echoes.</summary>
    public string Peak()
    {
        DemandEcho echo = DemandEcho.Of(scenario);
        (int week, double contacts) = echo.Promises.Index().MaxBy(point => point.Item);
        return contacts > 0 ? text["Peak", Figures.Date(echo.Start.PlusWeeks(week)), Figures.Number(contacts)] : "";
    }

    private PromiseRow Row(PromiseLine line)
    {
        bool several = line.Due.Count > 1;
        return new PromiseRow(
            line.Obligation.Id,
            line.Obligation.Name.In(Language) is { Length: > 0 } name ? name : text[$"ObligationKind.{line.Obligation.Kind}"],
            text["ToWhom", Figures.Number(line.Terms.Holders), line.Cohort.Name.In(Language) is { Length: > 0 } cohort ? cohort : line.Cohort.Id],
            line.Due.Count == 0 ? text["Never"] : string.Join(", ", line.Due.Select(due => several ? $"{Figures.Date(due.On)} ({Figures.Percent(due.Probability)})" : Figures.Date(due.On))),
            Kept(line),
            line.Late is { } late ? text["LateChasers", Figures.Number(late.FirstWeek), Figures.Number(late.LaterWeeks), Queue(late.Queue)] : text["LateNone"],
            line.Terms.Source,
            line.Due.Count > 0 && line.Due[0].On >= scenario.End());
    }

    private string Kept(PromiseLine line)
    {
        if (line.Terms.ContactsWhenKept <= 0) return text["KeptNone"];
        IEnumerable<string> largest = line.Terms.Contacts.GroupBy(contact => contact.Queue)
            .OrderByDescending(queue => queue.Sum(contact => contact.PerCustomer)).Take(2).Select(queue => Queue(queue.Key));
        return text["KeptContacts", Figures.Number(line.Terms.ContactsWhenKept), string.Join(", ", largest)];
    }

    private static string MonthOf(DemandEcho echo, int week) =>
        echo.Start.PlusWeeks(week).ToString("MMM yy", System.Globalization.CultureInfo.CurrentCulture);

    private string Queue(string id) => scenario.Network.Queues.FirstOrDefault(queue => queue.Id == id)?.Name.In(Language) ?? id;
}
