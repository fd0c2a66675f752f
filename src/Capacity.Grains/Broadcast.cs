using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Capacity.Grains;

/// <summary>Pushes the newest value to whoever watches: a slow reader skips values, it never holds anybody up.</summary>
internal sealed class Broadcast<T>
    where T : class
{
    private readonly List<Channel<T>> readers = [];
    private T? newest;
    private bool ended;

    /// <summary>Somebody watches.</summary>
    public bool HasReaders => readers.Count > 0;

    /// <summary>Shows a value to every reader; the last one closes the enumerations.</summary>
    public void Publish(T value, bool last = false)
    {
        newest = value;
        ended = last;
        foreach (var reader in readers)
        {
            reader.Writer.TryWrite(value);
            if (last) reader.Writer.TryComplete();
        }
    }

    /// <summary>The newest value now, then each change.</summary>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        if (newest is not null) channel.Writer.TryWrite(newest);
        if (ended) channel.Writer.TryComplete();
        readers.Add(channel);
        try
        {
            await foreach (var value in channel.Reader.ReadAllAsync(cancellationToken)) yield return value;
        }
        finally
        {
            readers.Remove(channel);
        }
    }
}
