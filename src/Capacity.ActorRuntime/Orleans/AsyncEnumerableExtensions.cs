using Capacity.ActorRuntime.Embedded;

namespace Orleans.Runtime;

/// <summary>What a reader can ask of an enumeration of a grain.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>At most this many items a pull; 100 where nothing is said.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        if (self is GrainEnumerable<T> enumerable)
        {
            enumerable.MaxBatchSize = maxBatchSize;
        }

        return self;
    }
}
