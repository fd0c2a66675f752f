using Capacity.Domain.Results;
using Capacity.Numerics.Estimation;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>Every KPI of one subject over the horizon, by week and by day, and its daily values over days and replications together.</summary>
internal sealed class SubjectFigures
{
    /// <summary>Bins of the daily values: 13 weeks of some ten replications fix them.</summary>
    const int DailyBins = 1024;

    /// <summary>Bins of a value over replications.</summary>
    const int Bins = 128;

    readonly Timeline _timeline;
    readonly ResultDetail _detail;
    readonly DaySums _sums;
    readonly bool _isSampled;
    readonly HistogramTable _figures;
    readonly HistogramTable _daily;
    readonly double[] _values;

    /// <param name="timeline">Days and weeks.</param>
    /// <param name="detail">What is reported beside the total.</param>
    /// <param name="sums">Any sums of the subject's kind: they know the KPIs.</param>
    /// <param name="isSampled">Contacts are drawn one by one, so that a share of none or all of them is no certainty.</param>
    /// <param name="most">Replications that can come: where these are few, as many places keep them.</param>
    public SubjectFigures(Timeline timeline, ResultDetail detail, DaySums sums, bool isSampled, int most)
    {
        (_timeline, _detail, _sums, _isSampled) = (timeline, detail, sums, isSampled);
        _values = new double[sums.Names.Count];
        _figures = new HistogramTable((1 + WeekRows + (detail.Days ? timeline.Days : 0)) * _values.Length, Math.Clamp(most, 4, Bins));
        _daily = new HistogramTable(_values.Length, DailyBins);
    }

    int WeekRows => _detail.Weeks ? _timeline.Weeks : 0;

    /// <summary>Adds one replication.</summary>
    /// <param name="sums">Its sums.</param>
    /// <param name="isOpen">For each day whether its values belong to the daily ones.</param>
    public void Add(DaySums sums, ReadOnlySpan<bool> isOpen)
    {
        Span<long> total = stackalloc long[sums.Day(0).Length], week = stackalloc long[total.Length];
        for (var day = 0; day < _timeline.Days; day++)
        {
            var row = sums.Day(day);
            var counts = _detail.OverDays && isOpen[day] && sums.IsWorked(row);
            if (_detail.Days || counts)
                AddDay(day, sums, row, counts);
            sums.Append(row, total);
            sums.Append(row, week);
            if (day % 7 != 6)
                continue;
            if (_detail.Weeks)
                AddRow(1 + day / 7, sums, week);
            week.Clear();
        }

        AddRow(0, sums, total);
    }

    void AddDay(int day, DaySums sums, ReadOnlySpan<long> row, bool counts)
    {
        sums.Values(row, _values);
        if (_detail.Days)
            Store(_figures, (1 + WeekRows + day) * _values.Length);
        if (counts)
            Store(_daily, 0);
    }

    void AddRow(int row, DaySums sums, ReadOnlySpan<long> stretch)
    {
        sums.Values(stretch, _values);
        Store(_figures, row * _values.Length);
    }

    void Store(HistogramTable table, int first)
    {
        for (var kpi = 0; kpi < _values.Length; kpi++)
            table.Add(first + kpi, _values[kpi]);
    }

    public KpiSet Total() => Row(0);

    public IReadOnlyList<WeekKpis> Weeks() => [.. Enumerable.Range(0, WeekRows).Select(week =>
        new WeekKpis { Week = _timeline.WeekName(week), Start = _timeline.WeekStart(week), Kpis = Row(1 + week) })];

    public IReadOnlyList<DayKpis> Days() => [.. Enumerable.Range(0, _detail.Days ? _timeline.Days : 0).Select(day =>
        new DayKpis { Date = _timeline.DateOf(day), Kpis = Row(1 + WeekRows + day) })];

    /// <summary>Deciles of each KPI's daily values over open days and replications together.</summary>
    public IReadOnlyDictionary<string, Deciles> OverDays()
    {
        var deciles = new Dictionary<string, Deciles>(_values.Length);
        for (var kpi = 0; kpi < _values.Length; kpi++)
            if (Estimates.DecilesOf(_daily, kpi) is { } some)
                deciles[_sums.Names[kpi]] = some;
        return deciles;
    }

    KpiSet Row(int row)
    {
        var set = new Dictionary<string, Domain.Results.Estimate>(_values.Length);
        for (var kpi = 0; kpi < _values.Length; kpi++)
            if (Estimates.Of(_figures, row * _values.Length + kpi, _isSampled && _sums.IsShare(kpi)) is { } estimate)
                set[_sums.Names[kpi]] = estimate;
        return new KpiSet { Values = set };
    }
}
