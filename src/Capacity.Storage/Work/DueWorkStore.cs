namespace Capacity.Storage;

/// <summary>A piece of work that has come due, held on lease by whoever claimed it.</summary>
/// <param name="Kind">What is to be done, e.g. <c>run</c>.</param>
/// <param name="Key">To what, e.g. the run's id.</param>
/// <param name="DueAt">When it came due.</param>
/// <param name="PayloadJson">What its scheduler noted, or null.</param>
/// <param name="Attempts">How often it has been claimed, this time included.</param>
public sealed record DueWork(string Kind, string Key, DateTimeOffset DueAt, string? PayloadJson, int Attempts);

/// <summary>Work for later: scheduled by grains, claimed under a lease by one process at a time.</summary>
public interface IDueWorkStore
{
    /// <summary>Schedules work, or moves it to another time; an existing lease on it ends.</summary>
    Task ScheduleAsync(string kind, string key, DateTimeOffset dueAt, string? payloadJson = null, CancellationToken cancellationToken = default);

    /// <summary>Claims up to <paramref name="limit"/> pieces that are due and not on a live lease, oldest first.</summary>
    Task<IReadOnlyList<DueWork>> ClaimAsync(string owner, TimeSpan lease, int limit, CancellationToken cancellationToken = default);

    /// <summary>Removes work that is done; false when the lease was lost or the work was scheduled anew in between.</summary>
    Task<bool> CompleteAsync(string kind, string key, string owner, CancellationToken cancellationToken = default);

    /// <summary>Gives work back to be tried again at a later time; false when the lease was lost.</summary>
    Task<bool> RetryAsync(string kind, string key, string owner, DateTimeOffset dueAt, CancellationToken cancellationToken = default);

    /// <summary>Removes work whoever holds it.</summary>
    Task CancelAsync(string kind, string key, CancellationToken cancellationToken = default);
}

/// <summary>Due work as rows with a lease.</summary>
public sealed class DueWorkStore(CapacityDatabase database, TimeProvider time) : IDueWorkStore
{
    /// <inheritdoc/>
    public Task ScheduleAsync(
        string kind, string key, DateTimeOffset dueAt, string? payloadJson = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            """
            INSERT INTO due_work (kind, work_key, due_at, payload, attempts) VALUES (@kind, @key, @due, @payload, 0)
            ON CONFLICT (kind, work_key) DO UPDATE
               SET due_at = excluded.due_at, payload = excluded.payload, attempts = 0, lease_owner = NULL, lease_until = NULL
            """,
            [("kind", kind), ("key", key), ("due", dueAt.Milliseconds()), ("payload", payloadJson)],
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueWork>> ClaimAsync(
        string owner, TimeSpan lease, int limit, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var claimed = await database.WriteAsync(
            sql => sql.QueryAsync(
                $"""
                UPDATE due_work SET lease_owner = @owner, lease_until = @until, attempts = attempts + 1
                 WHERE (kind, work_key) IN
                       (SELECT kind, work_key FROM due_work
                         WHERE due_at <= @now AND (lease_until IS NULL OR lease_until <= @now)
                         ORDER BY due_at, kind, work_key LIMIT @limit{sql.SkipLocked})
                RETURNING kind, work_key, due_at, payload, attempts
                """,
                [("owner", owner), ("until", (now + lease).Milliseconds()), ("now", now.Milliseconds()), ("limit", limit)],
                row => new DueWork(row.GetString(0), row.GetString(1), row.Instant(2), row.TextOrNull(3), row.GetInt32(4)),
                cancellationToken),
            cancellationToken);
        return [.. claimed.OrderBy(w => w.DueAt).ThenBy(w => w.Kind, StringComparer.Ordinal).ThenBy(w => w.Key, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(string kind, string key, string owner, CancellationToken cancellationToken = default) => ChangeAsync(
        "DELETE FROM due_work WHERE kind = @kind AND work_key = @key AND lease_owner = @owner",
        [("kind", kind), ("key", key), ("owner", owner)],
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RetryAsync(string kind, string key, string owner, DateTimeOffset dueAt, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            """
            UPDATE due_work SET due_at = @due, lease_owner = NULL, lease_until = NULL
             WHERE kind = @kind AND work_key = @key AND lease_owner = @owner
            """,
            [("kind", kind), ("key", key), ("owner", owner), ("due", dueAt.Milliseconds())],
            cancellationToken);

    /// <inheritdoc/>
    public Task CancelAsync(string kind, string key, CancellationToken cancellationToken = default) => ChangeAsync(
        "DELETE FROM due_work WHERE kind = @kind AND work_key = @key", [("kind", kind), ("key", key)], cancellationToken);

    private Task<bool> ChangeAsync(string statement, (string Name, object? Value)[] parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(async sql => await sql.ExecuteAsync(statement, parameters, cancellationToken) > 0, cancellationToken);
}
