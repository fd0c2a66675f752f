namespace Capacity.Simulation.Contacts;

/// <summary>How old the cases are that lie open at the end of each day, by queue: only bins that hold cases take room.</summary>
internal sealed class OpenAges(int queues)
{
    readonly List<Count>[] _counts = [.. Enumerable.Range(0, queues).Select(_ => new List<Count>())];

    public void Clear()
    {
        foreach (var counts in _counts)
            counts.Clear();
    }

    /// <summary>Takes the cases of a queue by bin at the end of a day; days come in their order.</summary>
    public void Add(int queue, int day, ReadOnlySpan<long> bins)
    {
        for (var bin = 0; bin < bins.Length; bin++)
            if (bins[bin] > 0)
                _counts[queue].Add(new Count((short)day, (byte)bin, (int)bins[bin]));
    }

    /// <summary>Writes the cases of a queue by bin into rows that have room for them.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="rows">Rows by day.</param>
    /// <param name="width">Length of a row.</param>
    /// <param name="first">Where the bins begin in a row.</param>
    public void CopyTo(int queue, Span<long> rows, int width, int first)
    {
        foreach (var count in _counts[queue])
        {
            var at = count.Day * width + first + count.Bin;
            if (at < rows.Length)
                rows[at] = count.Cases;
        }
    }

    readonly record struct Count(short Day, byte Bin, int Cases);
}
