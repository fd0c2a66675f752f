namespace Capacity.Storage.Tests;

public abstract class QuarantineStoreTests(TestDatabase databases) : DatabaseTests(databases)
{
    private IngestBatchStore Batches => new(Database, Time);

    private QuarantineStore Store => new(Database, Time);

    [Fact]
    public async Task Groups_what_waits_by_source_and_queue_name()
    {
        await QuarantineAsync("groups", "Q 17", "{\"n\":1}", "{\"n\":2}");
        await QuarantineAsync("groups", "Q 18", "{\"n\":3}");
        (await Store.GroupsAsync()).Where(g => g.Source == "groups").ShouldBe(
        [
            new QuarantineGroup("groups", "Q 17", "unknown queue", 2, Time.Now), new QuarantineGroup("groups", "Q 18", "unknown queue", 1, Time.Now),
        ]);
    }

    [Fact]
    public async Task Keeps_a_record_as_it_came()
    {
        await QuarantineAsync("raw", "Q", "{ \"n\": 1,\"é\":\"ü\" }");
        var row = (await Store.WaitingAsync("raw", "Q")).ShouldHaveSingleItem();
        (row.RecordJson, row.Reason, row.Kind, row.ReceivedAt).ShouldBe(("{ \"n\": 1,\"é\":\"ü\" }", "unknown queue", "intervals", Time.Now));
    }

    [Fact]
    public async Task Lets_the_same_record_wait_once_however_often_it_is_sent()
    {
        await QuarantineAsync("again", "Q", "{}");
        await QuarantineAsync("again", "Q", "{}", "{}");
        (await Store.WaitingAsync("again", "Q")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Releases_records_with_the_batch_that_stores_them()
    {
        await QuarantineAsync("release", "Q", "{\"n\":1}", "{\"n\":2}");
        var waiting = await Store.WaitingAsync("release", "Q");
        await Batches.StoreAsync(Batch("release") with { ReleasedQuarantineIds = [waiting[0].Id] }, _ => "{}");
        (await Store.WaitingAsync("release", "Q")).ShouldHaveSingleItem().Id.ShouldBe(waiting[1].Id);
    }

    [Fact]
    public async Task Releases_nothing_of_another_source()
    {
        await QuarantineAsync("theirs", "Q", "{}");
        var waiting = await Store.WaitingAsync("theirs", "Q");
        await Batches.StoreAsync(Batch("mine") with { ReleasedQuarantineIds = [waiting[0].Id] }, _ => "{}");
        (await Store.WaitingAsync("theirs", "Q")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Remembers_the_latest_mapping_of_a_queue_name()
    {
        await Store.MapAsync(new QueueMapping("map", "Q", "wrong"));
        await Store.MapAsync(new QueueMapping("map", "Q", "refunds-voice"));
        (await Store.MappingsAsync("map")).ShouldBe([new QueueMapping("map", "Q", "refunds-voice")]);
    }

    [Fact]
    public async Task Throws_waiting_records_away_when_told()
    {
        await QuarantineAsync("discard", "Q", "{\"n\":1}", "{\"n\":2}");
        (await Store.DiscardAsync("discard", "Q")).ShouldBe(2);
        (await Store.WaitingAsync("discard", "Q")).ShouldBeEmpty();
    }

    private Task QuarantineAsync(string source, string queue, params string[] records) => Batches.StoreAsync(
        Batch(source) with { Quarantined = [.. records.Select(r => new QuarantinedRecord(queue, "unknown queue", r))] }, _ => "{}");

    private IngestBatch Batch(string source) => new()
    {
        BatchId = Guid.NewGuid().ToString("N"),
        Source = source,
        Kind = "intervals",
        ReceivedAt = Time.Now,
        Received = 0,
    };

    public sealed class OnSqlite(SqliteDatabase databases) : QuarantineStoreTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : QuarantineStoreTests(databases), IClassFixture<PostgreSqlDatabase>;
}
