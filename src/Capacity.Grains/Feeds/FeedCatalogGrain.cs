using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.Ingest;
using Capacity.Storage;

namespace Capacity.Grains.Feeds;

/// <summary>All sources that ever sent something.</summary>
public sealed class FeedCatalogGrain(IIngestBatchStore batches) : Grain, IFeedCatalogGrain
{
    public async Task<ImmutableArray<FeedStatus>> List()
    {
        var sources = (await batches.WatermarksAsync()).Select(mark => mark.Source).Distinct().Order(StringComparer.Ordinal);
        return [.. await Task.WhenAll(
            sources.Select(source => GrainFactory.GetGrain<IFeedGrain>(GrainKey.Feed(source).ToString()).Status()))];
    }
}
