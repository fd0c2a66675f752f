using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Records;

/// <summary>What of a replication is recorded.</summary>
public sealed record RecordingOptions
{
    /// <summary>Share (0–1) of persons whose contacts are recorded, all of them or none, and the same persons in every replication.</summary>
    public double Sample { get; init; } = 1;

    /// <summary>Most contacts; what ends later is counted and not recorded.</summary>
    public long Limit { get; init; } = long.MaxValue;
}

/// <summary>The contacts of one replication, one by one, in the order in which they end.</summary>
public static class ContactRecording
{
    /// <summary>
    /// Simulates a replication once more and hands out its contacts: those of the reported days, the same that the experiment with this
    /// seed has counted. Nothing is kept in memory but the contacts that have not ended.
    /// </summary>
    /// <param name="model">The compiled scenario.</param>
    /// <param name="seed">Seed of the experiment.</param>
    /// <param name="replication">Number of the replication, from 0.</param>
    /// <param name="options">Which contacts.</param>
    /// <param name="receive">Receives them.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    /// <returns>How many contacts there were and how many were handed out.</returns>
    public static RecordingCount Run(
        SimulationModel model, ulong seed, int replication, RecordingOptions options, Action<ContactRecord> receive,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replication);
        var sink = new Filter(options, receive);
        new Replication(model) { Sink = sink }.Run(seed, replication, cancellationToken);
        return sink.Count;
    }

    /// <summary>Simulates a replication once more for breakdowns, which see more than its contacts: what lay open before, and agents' time.</summary>
    /// <param name="model">The compiled scenario.</param>
    /// <param name="seed">Seed of the experiment.</param>
    /// <param name="replication">Number of the replication, from 0.</param>
    /// <param name="breakdowns">What is broken down; each replication is counted once.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    public static void Run(
        SimulationModel model, ulong seed, int replication, IReadOnlyList<ContactBreakdown> breakdowns, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replication);
        new Replication(model) { Sink = new Several(breakdowns) }.Run(seed, replication, cancellationToken);
        foreach (var breakdown in breakdowns)
            breakdown.Close();
    }

    sealed class Several(IReadOnlyList<IContactSink> sinks) : IContactSink
    {
        public void Add(in ContactRecord record)
        {
            foreach (var sink in sinks)
                sink.Add(record);
        }

        public void AddOpening(in ContactRecord record)
        {
            foreach (var sink in sinks)
                sink.AddOpening(record);
        }

        public void AddTime(int interval, int team, long live, long deferred, long idle, long recovery)
        {
            foreach (var sink in sinks)
                sink.AddTime(interval, team, live, deferred, idle, recovery);
        }
    }

    sealed class Filter(RecordingOptions options, Action<ContactRecord> receive) : IContactSink
    {
        public RecordingCount Count { get; private set; } = new(0, 0);

        public void Add(in ContactRecord record)
        {
            var isRecorded = Count.Recorded < options.Limit && (record.Person >> 11) * 1.1102230246251565e-16 < options.Sample;
            Count = new RecordingCount(Count.Contacts + 1, Count.Recorded + (isRecorded ? 1 : 0));
            if (isRecorded)
                receive(record);
        }
    }
}

/// <summary>Contacts of the reported days, and those among them that were recorded.</summary>
public sealed record RecordingCount(long Contacts, long Recorded);
