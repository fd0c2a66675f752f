using Capacity.Contracts;
using Capacity.Contracts.Ingest;
using Capacity.Contracts.Queues;
using Capacity.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Grains.Tests.Product;

/// <summary>A batch whose silo died between storing it and telling the queue: the sender, who got no answer, sends it again.</summary>
public sealed class UntoldBatches(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    [Theory]
    [InlineData("groups-voice", "key-1")]
    [InlineData("care-voice", "")]
    public async Task The_queue_hears_of_it_when_it_is_sent_again(string queue, string key)
    {
        await cluster.SavedAsync($"untold-{queue}");
        var day = cluster.Grains.GetGrain<IQueueGrain>(GrainKey.Queue(queue).ToString());
        (await day.Today()).Intervals.ShouldBeEmpty();
        await StoreAsync(queue, key);
        (await day.Today()).Intervals.ShouldBeEmpty();

        var feed = cluster.Grains.GetGrain<IFeedGrain>(GrainKey.Feed("acd").ToString());
        await feed.Accept(new IntervalBatch { Source = "acd", IdempotencyKey = key, BodyHash = "body", Items = [new IntervalItem { Record = Record(queue) }] });

        (await day.Today()).Intervals.Single().Offered.ShouldBe(40);
    }

    private async Task StoreAsync(string queue, string key)
    {
        var batches = cluster.Services.GetRequiredService<IIngestBatchStore>();
        if (key.Length > 0) await batches.ClaimAsync("acd", key, "body");
        IngestBatch batch = new()
        {
            BatchId = $"untold-{queue}", Source = "acd", Kind = "intervals", ReceivedAt = DateTimeOffset.UnixEpoch, Received = 1,
            IdempotencyKey = key.Length > 0 ? key : null,
            Intervals =
            [
                new StoredInterval
                {
                    Source = "acd", QueueId = queue, Channel = "voice", IntervalStart = Record(queue).IntervalStart, IntervalMinutes = 30, Offered = 40,
                    Answered = 30,
                },
            ],
        };
        await batches.StoreAsync(batch, _ => """{"batchId":"untold","received":1,"accepted":1}""");
    }

    private static IntervalRecord Record(string queue) => new()
    {
        Source = "acd", QueueId = queue, Channel = "voice", IntervalStart = new DateTimeOffset(2020, 3, 17, 9, 0, 0, TimeSpan.Zero), IntervalMinutes = 30,
        Offered = 40, Answered = 30,
    };
}
