using Capacity.Domain.Kpis;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Fluid;

/// <summary>The lines of one queue's shares, with the days that they were fitted to.</summary>
internal sealed class QueueLines
{
    readonly Dictionary<string, (OddsLine Line, PairedShare?[] Days)> _lines = [];

    /// <summary>Fits the lines to replications of both engines in the same environments.</summary>
    /// <param name="model">The compiled scenario.</param>
    /// <param name="queue">Place of the queue.</param>
    /// <param name="shares">Shares that get a line.</param>
    /// <param name="contact">Contact-level replications.</param>
    /// <param name="fluid">The fluid's in the same environments, as many or several times as many in the same order.</param>
    public static QueueLines Fit(
        SimulationModel model, int queue, IReadOnlyList<Kpi> shares, IReadOnlyList<ReplicationRecord> contact, IReadOnlyList<ReplicationRecord> fluid)
    {
        var (lines, days) = (new QueueLines(), model.Timeline.Days);
        var mine = Shares(queue, shares, days, fluid, contact.Count, EngineKind.Fluid);
        var theirs = Shares(queue, shares, days, contact, contact.Count, EngineKind.Contact);
        for (var share = 0; share < shares.Count; share++)
        {
            PairedShare?[] pairs = [.. Enumerable.Range(0, days).Select(day => PairedShare.Of(mine[share, day], theirs[share, day]))];
            if (pairs.Any(pair => pair is not null))
                lines._lines[shares[share].Name] = (OddsLine.Fit([.. pairs.OfType<PairedShare>()], model.Network.Queues[queue].IsDeferred), pairs);
        }

        return lines;
    }

    /// <summary>A share of a day, whose fluid mean this is, as the contact level would have it.</summary>
    public double Of(string share, int day, double mean) =>
        _lines.TryGetValue(share, out var known) ? known.Line.Of(mean, known.Days[day]) : mean;

    /// <summary>Standard deviation of that.</summary>
    public double Deviation(string share, int day, double mean) =>
        _lines.TryGetValue(share, out var known) ? known.Line.Deviation(mean, known.Days[day]) : 0;

    /// <summary>Shares by day and environment; NaN where there was none.</summary>
    static double[,][] Shares(
        int queue, IReadOnlyList<Kpi> shares, int days, IReadOnlyList<ReplicationRecord> records, int environments, EngineKind engine)
    {
        var values = new double[shares.Count, days][];
        for (var share = 0; share < shares.Count; share++)
            for (var day = 0; day < days; day++)
                values[share, day] = new double[environments];
        var sums = new ContactDaySums(days, engine);
        for (var record = 0; record < records.Count; record++)
        {
            sums.Read(records[record].Queues[queue]);
            for (var day = 0; day < days; day++)
            {
                var tally = sums.Tally(day, 1);
                for (var share = 0; share < shares.Count; share++)
                    values[share, day][record % environments] += shares[share].Of(tally) * environments / records.Count;
            }
        }

        return values;
    }
}
