namespace Capacity.Storage.Tests;

public abstract class IdempotencyTests(TestDatabase databases) : DatabaseTests(databases)
{
    private IngestBatchStore Store => new(Database, Time);

    [Fact]
    public async Task Gives_a_new_key_to_the_request_that_brings_it() =>
        (await Store.ClaimAsync("acd", "new", "hash")).ShouldBe(new IdempotencyClaim(IdempotencyState.Claimed));

    [Fact]
    public async Task Says_in_progress_while_the_first_request_has_no_reply()
    {
        await Store.ClaimAsync("acd", "slow", "hash");
        (await Store.ClaimAsync("acd", "slow", "hash")).State.ShouldBe(IdempotencyState.InProgress);
    }

    [Fact]
    public async Task Gives_the_reply_that_was_stored_with_the_batch()
    {
        await Store.ClaimAsync("acd", "done", "hash");
        await Store.StoreAsync(Batch("acd") with { IdempotencyKey = "done", ReplyStatus = 202 }, _ => "{\"accepted\":0}");
        (await Store.ClaimAsync("acd", "done", "hash")).ShouldBe(new IdempotencyClaim(IdempotencyState.Replied, 202, "{\"accepted\":0}"));
    }

    [Fact]
    public async Task Gives_the_reply_to_a_request_that_stored_no_batch()
    {
        await Store.ClaimAsync("acd", "refused", "hash");
        await Store.ReplyAsync("acd", "refused", 422, "{\"title\":\"no\"}");
        (await Store.ClaimAsync("acd", "refused", "hash")).ShouldBe(new IdempotencyClaim(IdempotencyState.Replied, 422, "{\"title\":\"no\"}"));
    }

    [Fact]
    public async Task Tells_another_body_under_the_same_key()
    {
        await Store.ClaimAsync("acd", "body", "hash");
        (await Store.ClaimAsync("acd", "body", "other")).State.ShouldBe(IdempotencyState.DifferentBody);
    }

    [Fact]
    public async Task Keeps_the_keys_of_two_sources_apart()
    {
        await Store.ClaimAsync("acd-1", "shared", "hash");
        (await Store.ClaimAsync("acd-2", "shared", "other")).State.ShouldBe(IdempotencyState.Claimed);
    }

    [Fact]
    public async Task Lets_exactly_one_of_many_concurrent_requests_have_the_key()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Store.ClaimAsync("acd", "race", "hash"))));
        claims.Count(c => c.State == IdempotencyState.Claimed).ShouldBe(1);
        claims.Count(c => c.State == IdempotencyState.InProgress).ShouldBe(11);
    }

    [Fact]
    public async Task Frees_a_key_that_was_given_up()
    {
        await Store.ClaimAsync("acd", "freed", "hash");
        await Store.ReleaseClaimAsync("acd", "freed");
        (await Store.ClaimAsync("acd", "freed", "other")).State.ShouldBe(IdempotencyState.Claimed);
    }

    [Fact]
    public async Task Takes_a_claim_for_abandoned_after_two_minutes_and_a_reply_for_forgotten_after_a_day()
    {
        var start = Time.Now;
        await Store.ClaimAsync("acd", "crashed", "hash");
        await Store.ClaimAsync("acd", "kept", "hash");
        await Store.ReplyAsync("acd", "kept", 202, "{}");
        Time.Now = start.AddMinutes(3);
        (await Store.ClaimAsync("acd", "crashed", "hash")).State.ShouldBe(IdempotencyState.Claimed);
        Time.Now = start.AddHours(23);
        (await Store.ClaimAsync("acd", "kept", "hash")).State.ShouldBe(IdempotencyState.Replied);
        Time.Now = start.AddHours(25);
        (await Store.ClaimAsync("acd", "kept", "hash")).State.ShouldBe(IdempotencyState.Claimed);
        Time.Now = start;
    }

    private IngestBatch Batch(string source) => new()
    {
        BatchId = Guid.NewGuid().ToString("N"),
        Source = source,
        Kind = "intervals",
        ReceivedAt = Time.Now,
        Received = 0,
    };

    public sealed class OnSqlite(SqliteDatabase databases) : IdempotencyTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : IdempotencyTests(databases), IClassFixture<PostgreSqlDatabase>;
}
