using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>KPI sets of a table's days, weeks and total.</summary>
internal sealed class KpiCells(Timeline timeline)
{
    public KpiSet Total(TallyTable table) => Cell(table, 0, timeline.Days);

    public KpiSet Total(AgentTable table) => Cell(table, 0, timeline.Days);

    public IReadOnlyList<DayKpis> Days(TallyTable table) => ByDay(day => Cell(table, day, 1));

    public IReadOnlyList<DayKpis> Days(AgentTable table) => ByDay(day => Cell(table, day, 1));

    public IReadOnlyList<WeekKpis> Weeks(TallyTable table) => ByWeek(week => Cell(table, 7 * week, 7));

    public IReadOnlyList<WeekKpis> Weeks(AgentTable table) => ByWeek(week => Cell(table, 7 * week, 7));

    DayKpis[] ByDay(Func<int, KpiSet> cell) =>
        [.. Enumerable.Range(0, timeline.Days).Select(day => new DayKpis { Date = timeline.DateOf(day), Kpis = cell(day) })];

    WeekKpis[] ByWeek(Func<int, KpiSet> cell) =>
        [.. Enumerable.Range(0, timeline.Weeks).Select(week =>
            new WeekKpis { Week = timeline.WeekName(week), Start = timeline.WeekStart(week), Kpis = cell(week) })];

    static KpiSet Cell(TallyTable table, int firstDay, int days)
    {
        var values = ContactKpis.All.Select(_ => new double[table.Replications]).ToArray();
        for (var replication = 0; replication < table.Replications; replication++)
        {
            var tally = table.Tally(replication, firstDay, days);
            for (var kpi = 0; kpi < values.Length; kpi++)
                values[kpi][replication] = ContactKpis.All[kpi].Of(tally);
        }

        return Set([.. ContactKpis.All.Select(kpi => kpi.Name)], values);
    }

    static KpiSet Cell(AgentTable table, int firstDay, int days)
    {
        var values = AgentTable.Names.Select(_ => new double[table.Replications]).ToArray();
        for (var replication = 0; replication < table.Replications; replication++)
        {
            var row = table.Values(replication, firstDay, days);
            for (var kpi = 0; kpi < values.Length; kpi++)
                values[kpi][replication] = row[kpi];
        }

        return Set(AgentTable.Names, values);
    }

    static KpiSet Set(IReadOnlyList<string> names, double[][] values)
    {
        var set = new Dictionary<string, Estimate>(names.Count);
        for (var kpi = 0; kpi < names.Count; kpi++)
            if (Estimates.Of(values[kpi]) is { } estimate)
                set[names[kpi]] = estimate;
        return new KpiSet { Values = set };
    }
}
