using Capacity.Contracts.Runs;
using Capacity.Grains.Engine;

namespace Capacity.Grains.Runs;

/// <summary>Which blocks of a run are finished, which are out on lease; finished ones are folded in their order.</summary>
internal sealed class BlockBoard(RunSnapshot snapshot, IReplicationModel model, TimeSpan lease)
{
    private readonly bool[] finished = new bool[snapshot.Blocks];
    private readonly (string Worker, DateTimeOffset Until)?[] leases = new (string, DateTimeOffset)?[snapshot.Blocks];
    private readonly Dictionary<int, byte[]> early = [];
    private int folded;

    public IBlockFold Fold { get; } = model.NewFold(snapshot.Request.Precision);

    public int Finished { get; private set; }

    /// <summary>Every block is folded, or those that are reach the precision.</summary>
    public bool IsComplete => Finished == finished.Length || Fold.IsDone;

    public int ReplicationsDone => Fold.IsDone ? Fold.Replications : Enumerable.Range(0, finished.Length).Where(block => finished[block])
        .Sum(block => snapshot.Order(block).Count);

    /// <summary>The next block that nobody computes, or whose worker has not come back in time.</summary>
    public BlockOrder? Take(string worker, DateTimeOffset now)
    {
        // A worker computes one block at a time: when it comes for another, it lost the one before, with its silo or on the way.
        for (var lost = 0; lost < leases.Length; lost++)
        {
            if (leases[lost]?.Worker == worker) leases[lost] = null;
        }

        var block = Next(now);
        if (block < 0) return null;
        leases[block] = (worker, now + lease);
        return snapshot.Order(block);
    }

    /// <summary>Notes a finished block; one that comes early waits until those before it are folded.</summary>
    public void Finish(int block, byte[] payload)
    {
        if (finished[block]) return;
        finished[block] = true;
        Finished++;
        early[block] = payload;
        while (early.Remove(folded, out var next))
        {
            Fold.Add(next);
            folded++;
        }
    }

    private int Next(DateTimeOffset now)
    {
        if (Fold.IsDone) return -1;
        for (var block = 0; block < finished.Length; block++)
        {
            if (!finished[block] && !(leases[block]?.Until > now)) return block;
        }

        return -1;
    }
}
