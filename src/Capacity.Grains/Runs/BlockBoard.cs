using Capacity.Contracts.Runs;
using Capacity.Grains.Engine;

namespace Capacity.Grains.Runs;

/// <summary>Which blocks of a run are finished, which are out on lease, and which are still to be given out.</summary>
internal sealed class BlockBoard(RunSnapshot snapshot, TimeSpan lease)
{
    private readonly BlockFigures?[] finished = new BlockFigures?[snapshot.Blocks];
    private readonly DateTimeOffset?[] leasedUntil = new DateTimeOffset?[snapshot.Blocks];

    public int Finished { get; private set; }

    public bool IsComplete => Finished == finished.Length;

    public int ReplicationsDone => Enumerable.Range(0, finished.Length).Where(block => finished[block] is not null).Sum(block => snapshot.Order(block).Count);

    public IEnumerable<BlockFigures> Figures => finished.OfType<BlockFigures>();

    /// <summary>The next block that nobody computes, or whose worker has not come back in time.</summary>
    public BlockOrder? Take(DateTimeOffset now)
    {
        for (var block = 0; block < finished.Length; block++)
        {
            if (finished[block] is not null || leasedUntil[block] > now) continue;
            leasedUntil[block] = now + lease;
            return snapshot.Order(block);
        }

        return null;
    }

    /// <summary>Whether a block waits for a worker.</summary>
    public bool HasWork(DateTimeOffset now)
    {
        for (var block = 0; block < finished.Length; block++)
        {
            if (finished[block] is null && !(leasedUntil[block] > now)) return true;
        }

        return false;
    }

    public void Finish(int block, BlockFigures figures)
    {
        if (finished[block] is null) Finished++;
        finished[block] = figures;
    }
}
