using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.Ingest;
using Capacity.Contracts.Networks;
using Capacity.Contracts.Queues;
using Capacity.Grains.Live;
using Capacity.Storage;
using StoredOutcome = Capacity.Storage.IngestOutcome;

namespace Capacity.Grains.Feeds;

/// <summary>One source of live data: stores a batch in one transaction, then tells the queues.</summary>
public sealed class FeedGrain(IIngestBatchStore batches, IIntervalStore intervals, IQuarantineStore quarantine, TimeProvider time)
    : Grain, IFeedGrain
{
    private const string Kind = "intervals";

    private string Source => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    public async Task<IngestReply> Accept(IntervalBatch batch)
    {
        if (batch.DryRun) return BatchReply.Rehearsed(await SortAsync(batch));
        if (batch.IdempotencyKey.Length == 0) return await StoreAsync(batch);
        try
        {
            var claim = await batches.ClaimAsync(Source, batch.IdempotencyKey, batch.BodyHash);
            return claim.State switch
            {
                IdempotencyState.Replied => await ReplayedAsync(batch, claim.ReplyJson!),
                IdempotencyState.InProgress => new IngestReply { Outcome = Contracts.Ingest.IngestOutcome.KeyInProgress },
                IdempotencyState.DifferentBody => new IngestReply { Outcome = Contracts.Ingest.IngestOutcome.KeyOfOtherBody },
                _ => await StoreClaimedAsync(batch),
            };
        }
        catch (StorageBusyException)
        {
            return new IngestReply { Outcome = Contracts.Ingest.IngestOutcome.Overloaded };
        }
    }

    public async Task<FeedStatus> Status() => FeedHealth.Of(
        Source, await batches.WatermarksAsync(Source), await FeedHealth.DayAsync(intervals, batches, Source),
        (await quarantine.GroupsAsync()).Where(group => group.Source == Source).Sum(group => group.Waiting));

    public async Task<ImmutableArray<QuarantinedQueue>> Quarantine() =>
    [
        .. (await quarantine.GroupsAsync()).Where(group => group.Source == Source)
            .Select(group =>
                new QuarantinedQueue { ExternalQueue = group.ExternalQueue, Waiting = group.Waiting, Since = group.OldestReceivedAt }),
    ];

    public async Task<CommandResult> MapQueue(string externalQueue, string queue, string author)
    {
        if (!(await GrainFactory.GetGrain<INetworkGrain>(GrainKey.Network.ToString()).Queues()).Contains(queue))
            return CommandResult.Refused(
                Refusal.NotFound, 0, Problem.Of(
                    ($"There is no queue '{queue}'.", $"Il n’y a pas de file « {queue} »."), ("Choose a queue of the network.", "Choisissez une file du réseau.")));
        await quarantine.MapAsync(new QueueMapping(Source, externalQueue, queue));
        while (await quarantine.WaitingAsync(Source, externalQueue) is { Count: > 0 } waiting)
            await StoreAsync(ReleasedBatch.Of(Source, waiting), waiting);
        return CommandResult.Done(1);
    }

    public async Task<IngestReply?> Batch(string batch) =>
        await batches.FindAsync(batch) is { } header && header.Source == Source ? BatchReply.Read(header.ReplyJson) : null;

    private async Task<IngestReply> ReplayedAsync(IntervalBatch batch, string reply)
    {
        await TellAgainAsync((await SortAsync(batch)).Intervals);
        return BatchReply.Read(reply) with { Outcome = Contracts.Ingest.IngestOutcome.Replayed };
    }

    private async Task<IngestReply> StoreClaimedAsync(IntervalBatch batch)
    {
        try
        {
            var reply = await StoreAsync(batch);
            if (reply.BatchId.Length == 0) await batches.ReleaseClaimAsync(Source, batch.IdempotencyKey);
            return reply;
        }
        catch
        {
            await batches.ReleaseClaimAsync(Source, batch.IdempotencyKey);
            throw;
        }
    }

    private async Task<IngestReply> StoreAsync(IntervalBatch batch, IReadOnlyList<QuarantineRow>? released = null)
    {
        var sorted = await SortAsync(batch);
        if (batch.Atomic && sorted.HasRefused)
            return BatchReply.Rehearsed(sorted) with { Outcome = Contracts.Ingest.IngestOutcome.AtomicRefused };
        if (sorted.IsEmpty) return BatchReply.Rehearsed(sorted);
        var now = time.GetUtcNow();
        var id = SortableId.At(now);
        IngestBatch stored = new()
        {
            BatchId = id,
            Source = Source,
            Kind = Kind,
            ReceivedAt = now,
            Received = batch.Items.Length,
            Intervals = sorted.Intervals,
            Quarantined = sorted.Quarantined,
            ReleasedQuarantineIds = [.. (released ?? []).Select(row => row.Id)],
            IdempotencyKey = batch.IdempotencyKey.Length > 0 ? batch.IdempotencyKey : null,
        };
        try
        {
            var done = await batches.StoreAsync(stored, outcome => BatchReply.Write(BatchReply.Of(id, sorted, outcome)));
            CapacityMeter.IntervalsAccepted.Add(done.Outcome.Accepted);
            await TellQueuesAsync(sorted, done.Outcome);
            return BatchReply.Read(done.ReplyJson);
        }
        catch (StorageBusyException)
        {
            return new IngestReply { Outcome = Contracts.Ingest.IngestOutcome.Overloaded };
        }
    }

    private async Task<SortedBatch> SortAsync(IntervalBatch batch)
    {
        var known = await GrainFactory.GetGrain<INetworkGrain>(GrainKey.Network.ToString()).Queues();
        return SortedBatch.Of(batch, known, await quarantine.MappingsAsync(Source));
    }

    private async Task TellQueuesAsync(SortedBatch sorted, StoredOutcome outcome)
    {
        var told = sorted.Intervals.Zip(outcome.Intervals).ToLookup(one => one.Second, one => one.First);
        await Task.WhenAll(told[IntervalOutcome.Accepted].Concat(told[IntervalOutcome.Corrected]).GroupBy(record => record.QueueId)
            .Select(ofQueue => Queue(ofQueue.Key).Record([.. ofQueue.Select(LiveDay.Of)])));
        await TellAgainAsync(told[IntervalOutcome.Duplicate]);
    }

    /// <summary>Tells queues what is on disk of records that came before: the silo that stored them may have died before it told anybody.</summary>
    private async Task TellAgainAsync(IEnumerable<StoredInterval> sent)
    {
        foreach (var ofQueue in sent.GroupBy(record => record.QueueId))
        {
            var stored = await intervals.OfQueueAsync(
                ofQueue.Key, ofQueue.Min(record => record.IntervalStart), ofQueue.Max(record => record.IntervalEnd));
            await Queue(ofQueue.Key).Record([.. stored.Select(LiveDay.Of)]);
        }
    }

    private IQueueGrain Queue(string id) => GrainFactory.GetGrain<IQueueGrain>(GrainKey.Queue(id).ToString());
}
