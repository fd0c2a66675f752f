using System.Diagnostics.Metrics;

namespace Capacity.Grains;

/// <summary>What the product counts of itself, under the meter <c>Capacity</c>.</summary>
internal static class CapacityMeter
{
    private static readonly Meter Meter = new("Capacity");

    public static readonly Counter<long> BlocksComputed =
        Meter.CreateCounter<long>("capacity.run.blocks", "{block}", "Blocks of replications computed by this process.");

    public static readonly Histogram<double> BlockDuration =
        Meter.CreateHistogram<double>("capacity.run.block.duration", "s", "Time that one block took.");

    public static readonly Counter<long> IntervalsAccepted =
        Meter.CreateCounter<long>("capacity.ingest.intervals", "{record}", "Interval records stored.");
}
