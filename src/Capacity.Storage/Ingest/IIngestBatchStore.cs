namespace Capacity.Storage;

/// <summary>Batches that sources sent, and everything that comes with them.</summary>
public interface IIngestBatchStore
{
    /// <summary>
    /// Stores a batch with its records, quarantine, watermarks, reply and idempotency key: all of it or none, on disk when the
    /// task completes.
    /// </summary>
    /// <param name="batch">What to store.</param>
    /// <param name="reply">Makes the reply from the outcome. It runs inside the transaction, on another thread: pure, please.</param>
    /// <param name="cancellationToken">Gives up while the batch still waits for its turn.</param>
    Task<StoredBatch> StoreAsync(IngestBatch batch, Func<IngestOutcome, string> reply, CancellationToken cancellationToken = default);

    /// <summary>Takes an idempotency key for a request, or tells what became of it. Kept 24 hours; a claim without reply lapses after 2 minutes.</summary>
    Task<IdempotencyClaim> ClaimAsync(string source, string key, string bodyHash, CancellationToken cancellationToken = default);

    /// <summary>Keeps the reply to a claimed request that stored no batch.</summary>
    Task ReplyAsync(string source, string key, int status, string replyJson, CancellationToken cancellationToken = default);

    /// <summary>Gives up a claim, so that the same request may be tried again at once.</summary>
    Task ReleaseClaimAsync(string source, string key, CancellationToken cancellationToken = default);

    /// <summary>A batch, or null.</summary>
    Task<BatchHeader?> FindAsync(string batchId, CancellationToken cancellationToken = default);

    /// <summary>The latest batches, newest first; of one source, or of all.</summary>
    Task<IReadOnlyList<BatchHeader>> LatestAsync(int limit, string? source = null, CancellationToken cancellationToken = default);

    /// <summary>How far each source has reported each queue; of one source, or of all.</summary>
    Task<IReadOnlyList<IngestWatermark>> WatermarksAsync(string? source = null, CancellationToken cancellationToken = default);
}
