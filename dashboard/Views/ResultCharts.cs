using Capacity.Dashboard.Charts;
using Capacity.Domain.Demand;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Capacity.Dashboard.Views;

/// <summary>Builds the charts of a simulated scenario; all share its days and its announcements.</summary>
public sealed class ResultCharts(Scenario scenario, ScenarioResult result, IStringLocalizer text)
{
    private static string Language => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>Contacts offered by day: fresh and failure demand, the interval of their sum, and what the staff can answer.</summary>
    public ChartModel Demand(IReadOnlyList<DayKpis>? days = null, string? name = null)
    {
        days ??= result.Days;
        List<ChartSeries> series =
        [
            Band(days, "offered", text["Band"]),
            new(text["Fresh"], SeriesKind.Area, "fresh", [.. days.Select(day => day.Kpis["fresh"]?.Mean)]),
            new(text["Failure"], SeriesKind.Area, "failure", [.. days.Select(Failure)]),
        ];
        if (ReferenceEquals(days, result.Days)) series.Add(new ChartSeries(text["Capacity"], SeriesKind.Step, "capacity", Capacity(days)));
        return Over(days, name ?? text["Contacts"], series);
    }

    /// <summary>A share by day with its interval and a goal.</summary>
    public ChartModel Share(IReadOnlyList<DayKpis> days, string kpi, string name, double? goal, string color = "accent") =>
        Over(days, name, [Band(days, kpi, text["Band"]), Median(days, kpi, name, color)]) with
        {
            Goal = goal,
            Top = 1,
            Format = value => Figures.Percent(value),
        };

    /// <summary>A count by day with its interval.</summary>
    public ChartModel Count(IReadOnlyList<DayKpis> days, string kpi, string name, string color = "accent") =>
        Over(days, name, [Band(days, kpi, text["Band"]), Median(days, kpi, name, color)]);

    /// <summary>The ages in seconds that half and nine tenths of the open cases have not reached at the end of each day, means over futures.</summary>
    public ChartModel Ages(IReadOnlyList<DayKpis> days) =>
        Times(days, text["Age"], 60, (ContactKpis.BacklogAgeP90, text["AgeP90"], "failure"), (ContactKpis.BacklogAgeP50, text["AgeP50"], "cohort"));

    /// <summary>The wait in seconds that 95 % of a day's contacts do not exceed, and the average one, means over futures.</summary>
    public ChartModel Waits(IReadOnlyList<DayKpis> days) =>
        Times(days, text["Waits"], 1, (ContactKpis.WaitP95, text["WaitP95"], "failure"), (ContactKpis.AverageWait, text["WaitMean"], "cohort"));

    /// <summary>Times in seconds by day, those of the first line the longest.</summary>
    private ChartModel Times(IReadOnlyList<DayKpis> days, string name, double leastUnit, params (Kpi Kpi, string Name, string Color)[] lines)
    {
        double longest = days.Max(day => day.Kpis[lines[0].Kpi.Name]?.Mean) ?? 0;

        // The axis counts in one unit, so that its lines stand at round times; below twelve and a half they may stand at halves.
        double unit = Math.Max(leastUnit, Figures.UnitOf(longest));
        int digits = longest < 12.5 * unit ? 1 : 0;
        return Over(days, name, [.. lines.Select(line => Mean(days, line.Kpi.Name, line.Name, line.Color, unit))]) with
        {
            Format = value => Figures.Duration(value * unit, unit, digits),
        };
    }

    private static ChartSeries Mean(IReadOnlyList<DayKpis> days, string kpi, string name, string color, double unit) =>
        new(name, SeriesKind.Line, color, [.. days.Select(day => day.Kpis[kpi]?.Mean / unit)]);

    private ChartModel Over(IReadOnlyList<DayKpis> days, string name, IReadOnlyList<ChartSeries> series) =>
        new(name, [.. days.Select(day => Figures.Weekday(day.Date))], series)
        {
            PointName = text["Day"],
            Ticks = Ticks(days),
            Markers = Markers(days),
            Format = value => Figures.Number(value),
        };

    private static ChartSeries Band(IReadOnlyList<DayKpis> days, string kpi, string name) =>
        new(name, SeriesKind.Band, "band", [.. days.Select(day => day.Kpis[kpi]?.P90)], [.. days.Select(day => day.Kpis[kpi]?.P10)]);

    private static ChartSeries Median(IReadOnlyList<DayKpis> days, string kpi, string name, string color) =>
        new(name, SeriesKind.Line, color, [.. days.Select(day => day.Kpis[kpi]?.P50)]);

    private static double? Failure(DayKpis day) =>
        day.Kpis["offered"] is { } offered && day.Kpis["fresh"] is { } fresh ? Math.Max(0, offered.Mean - fresh.Mean) : null;

    // What the paid hours of a day can answer below the ceilings of occupancy, at that day's mean handle time.
    private IReadOnlyList<double?> Capacity(IReadOnlyList<DayKpis> days)
    {
        Dictionary<LocalDate, double> seconds = [];
        foreach (TeamResult team in result.Teams)
        {
            Team? definition = scenario.Network.Teams.FirstOrDefault(candidate => candidate.Id == team.Team);
            if (definition is null) continue;
            double usable = definition.Shrinkage.Remaining() * definition.OccupancyCeiling * 3600;
            foreach (DayKpis day in team.Days)
            {
                seconds[day.Date] = seconds.GetValueOrDefault(day.Date) + (day.Kpis[TeamKpiNames.PaidHours]?.Mean ?? 0) * usable;
            }
        }

        return [.. days.Select(day => day.Kpis["averageHandleTime"] is { Mean: > 0 } handle && seconds.TryGetValue(day.Date, out double time) ? time / handle.Mean : (double?)null)];
    }

    private static List<ChartTick> Ticks(IReadOnlyList<DayKpis> days)
    {
        int weeks = Math.Max(1, (days.Count / 7 + 6) / 7);
        return [.. Enumerable.Range(0, days.Count).Where(i => i % (7 * weeks) == 0).Select(i => new ChartTick(i, Figures.Day(days[i].Date)))];
    }

    private List<ChartMarker> Markers(IReadOnlyList<DayKpis> days)
    {
        if (days.Count == 0) return [];
        LocalDate first = days[0].Date;
        List<ChartMarker> markers = [];
        foreach (Announcement announcement in scenario.Announcements.Where(one => one.Certainty != Certainty.Cancelled))
        {
            string label = announcement.Name.In(Language);
            if (announcement.Branches.Count == 0) Add(announcement.EffectiveFrom, label);
            foreach (AnnouncementBranch branch in announcement.Branches) Add(branch.EffectiveFrom, $"{label} {Figures.Percent(branch.Probability)}");
        }

        return markers;

        void Add(LocalDate date, string label)
        {
            int day = NodaTime.Period.DaysBetween(first, date);
            if (day >= 0 && day < days.Count) markers.Add(new ChartMarker(day, label));
        }
    }
}
