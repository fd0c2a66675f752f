using Capacity.Numerics.Queueing;

namespace Capacity.Simulation.SingleQueue;

/// <summary>How much to simulate, and from which seed.</summary>
public sealed record SingleQueuePlan
{
    /// <summary>
    /// Contacts to count, rounded up to a multiple of 256 (16 lanes of 4 batches of quadruples), and without a given warm-up to as many as it
    /// takes the lanes to forget their start: in less, a large queue shows too little of itself for its intervals to be honest.
    /// </summary>
    public long Contacts { get; init; } = 20_000_000;

    /// <summary>Seed: equal seeds give equal figures, bit for bit, on every machine.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Contacts that each of the sixteen lanes serves before counting; null for a figure derived from the queue's memory.</summary>
    public int? WarmUp { get; init; }

    /// <summary>Level of the confidence intervals.</summary>
    public double Level { get; init; } = 0.95;

    internal void RefuseNonsense()
    {
        if (Contacts < 1) throw new QueueRefusedException($"The number of contacts is {Contacts}; it must be at least 1.");
        if (WarmUp < 0) throw new QueueRefusedException($"The warm-up is {WarmUp} contacts; it must be zero or above.");
        if (!(Level > 0 && Level < 1)) throw new QueueRefusedException($"The confidence level is {Level}; it must be between 0 and 1, 0.95 for 95 %.");
    }

    /// <summary>Contacts that each lane serves before counting, a multiple of four.</summary>
    internal int WarmUpOf(SingleQueueModel model) =>
        WarmUp is { } given ? checked((given + 3) / 4 * 4) : 4 * (int)Math.Clamp(MemoryOf(model) / 4.0, 250, 2_500_000);

    /// <summary>Contacts that are counted, before they are rounded up.</summary>
    internal long ContactsOf(SingleQueueModel model) => WarmUp is null ? Math.Max(Contacts, (long)LaneDraws.Lanes * WarmUpOf(model)) : Contacts;

    /// <summary>
    /// Contacts until a queue that starts empty has forgotten it: ten handle times and five relaxation times, the shorter of patience and
    /// 1/(nμ(1−√ρ)²), the relaxation time of M/M/n (J. Abate and W. Whitt, Queueing Systems 2:41, 1987).
    /// </summary>
    internal static double MemoryOf(SingleQueueModel model)
    {
        var gap = 1.0 - Math.Sqrt(model.OfferedLoad / model.Agents);
        var relaxation = model.ServiceTime.Mean / (model.Agents * gap * gap);
        var patience = model.Patience?.Mean ?? double.PositiveInfinity;
        var memory = Math.Min(relaxation, patience);
        if (model.Lines is { } lines) memory = Math.Min(memory, lines * model.ServiceTime.Mean / model.Agents);
        return model.ArrivalRate * (10.0 * model.ServiceTime.Mean + 5.0 * memory);
    }
}
