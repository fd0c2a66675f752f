namespace Capacity.Storage.Tests;

public abstract class IngestBatchStoreTests(TestDatabase databases) : DatabaseTests(databases)
{
    private IngestBatchStore Store => new(Database, Time);

    private IntervalStore Intervals => new(Database);

    [Fact]
    public async Task Stores_every_field_of_an_interval_record()
    {
        var full = FullRecord("full");
        await Store.StoreAsync(Batch("full", full), _ => "{}");
        (await Intervals.OfSourceAsync("full", Time.Now.AddDays(-1), Time.Now.AddDays(1))).ShouldBe([full]);
    }

    [Fact]
    public async Task Tells_not_reported_from_zero()
    {
        var bare = Record("bare", 0);
        await Store.StoreAsync(Batch("bare", bare), _ => "{}");
        var stored = (await Intervals.OfSourceAsync("bare", Time.Now, Time.Now.AddDays(1))).ShouldHaveSingleItem();
        stored.ShouldBe(bare);
        stored.Abandoned.ShouldBeNull();
    }

    [Fact]
    public async Task Takes_the_same_revision_again_as_a_duplicate_that_changes_nothing()
    {
        await Store.StoreAsync(Batch("dup", Record("dup", 0) with { Offered = 10 }), _ => "{}");
        var again = await Store.StoreAsync(Batch("dup", Record("dup", 0) with { Offered = 99 }), _ => "{}");
        again.Outcome.Intervals.ShouldBe([IntervalOutcome.Duplicate]);
        (await OfferedAsync("dup")).ShouldBe([10]);
    }

    [Fact]
    public async Task Replaces_a_record_by_a_higher_revision()
    {
        await Store.StoreAsync(Batch("rev", Record("rev", 0) with { Offered = 10 }), _ => "{}");
        var corrected = await Store.StoreAsync(Batch("rev", Record("rev", 0) with { Revision = 2, Offered = 12 }), _ => "{}");
        corrected.Outcome.Intervals.ShouldBe([IntervalOutcome.Corrected]);
        (await OfferedAsync("rev")).ShouldBe([12]);
    }

    [Fact]
    public async Task Ignores_a_revision_that_is_lower_than_the_one_that_is_there()
    {
        await Store.StoreAsync(Batch("stale", Record("stale", 0) with { Revision = 2, Offered = 12 }), _ => "{}");
        var stale = await Store.StoreAsync(Batch("stale", Record("stale", 0) with { Revision = 1, Offered = 11 }), _ => "{}");
        stale.Outcome.Intervals.ShouldBe([IntervalOutcome.Stale]);
        (await OfferedAsync("stale")).ShouldBe([12]);
    }

    [Fact]
    public async Task Judges_records_of_one_batch_in_their_order()
    {
        var record = Record("order", 0);
        var stored = await Store.StoreAsync(
            Batch("order", record, record, record with { Revision = 3, Offered = 3 }, record with { Revision = 1 }, Record("order", 1)), _ => "{}");
        stored.Outcome.Intervals.ShouldBe(
        [
            IntervalOutcome.Accepted, IntervalOutcome.Duplicate, IntervalOutcome.Corrected, IntervalOutcome.Stale, IntervalOutcome.Accepted,
        ]);
        (stored.Outcome.Accepted, stored.Outcome.Duplicates, stored.Outcome.Corrected, stored.Outcome.Stale).ShouldBe((2, 1, 1, 1));
        (await OfferedAsync("order")).ShouldBe([3, 0]);
    }

    [Fact]
    public async Task Accepts_each_interval_once_when_the_same_batch_is_sent_many_times_at_once()
    {
        var records = Enumerable.Range(0, 30).Select(i => Record("many", i)).ToArray();
        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.StoreAsync(Batch("many", records), _ => "{}"))));
        stored.Sum(s => s.Outcome.Accepted).ShouldBe(30);
        stored.Sum(s => s.Outcome.Duplicates).ShouldBe(7 * 30);
        (await OfferedAsync("many")).Count.ShouldBe(30);
    }

    [Fact]
    public async Task Stores_five_thousand_records_as_one_batch()
    {
        var records = Enumerable.Range(0, 5000).Select(i => Record("bulk", i)).ToArray();
        (await Store.StoreAsync(Batch("bulk", records), _ => "{}")).Outcome.Accepted.ShouldBe(5000);
        (await Intervals.OfSourceAsync("bulk", Time.Now, Time.Now.AddYears(1))).ShouldBe(records);
    }

    [Fact]
    public async Task Keeps_the_reply_with_the_batch()
    {
        var batch = Batch("reply", Record("reply", 0));
        var stored = await Store.StoreAsync(batch, outcome => $"{{\"accepted\":{outcome.Accepted}}}");
        stored.ReplyJson.ShouldBe("{\"accepted\":1}");
        (await Store.FindAsync(batch.BatchId)).ShouldBe(new BatchHeader(batch.BatchId, "reply", "intervals", Time.Now, 1, "{\"accepted\":1}"));
        (await Store.LatestAsync(5, "reply")).ShouldHaveSingleItem().BatchId.ShouldBe(batch.BatchId);
    }

    [Fact]
    public async Task Stores_nothing_of_a_batch_that_fails_at_its_end()
    {
        var batch = Batch("whole", Record("whole", 0)) with { Quarantined = [new QuarantinedRecord("q", "unknown queue", "{}")] };
        await Should.ThrowAsync<InvalidOperationException>(Store.StoreAsync(batch, _ => throw new InvalidOperationException("no reply")));
        (await OfferedAsync("whole")).ShouldBeEmpty();
        (await Store.FindAsync(batch.BatchId)).ShouldBeNull();
        (await Store.WatermarksAsync("whole")).ShouldBeEmpty();
        (await new QuarantineStore(Database, Time).WaitingAsync("whole", "q")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_a_record_of_another_source() =>
        (await Should.ThrowAsync<ArgumentException>(() => Store.StoreAsync(Batch("mine", Record("theirs", 0)), _ => "{}")))
            .Message.ShouldContain("theirs");

    [Fact]
    public async Task Moves_the_watermark_forward_only()
    {
        await Store.StoreAsync(Batch("mark", Record("mark", 4)) with { ClockSkew = TimeSpan.FromSeconds(3) }, _ => "{}");
        await Store.StoreAsync(Batch("mark", Record("mark", 1)), _ => "{}");
        (await Store.WatermarksAsync("mark")).ShouldBe(
            [new IngestWatermark("mark", "refunds-voice", Time.Now.AddMinutes(15 * 5), Time.Now, TimeSpan.FromSeconds(3))]);
    }

    [Fact]
    public async Task Reads_one_queue_by_time_over_all_its_sources()
    {
        await Store.StoreAsync(Batch("read-a", Record("read-a", 1, "read"), Record("read-a", 0, "read"), Record("read-a", 2, "other")), _ => "{}");
        await Store.StoreAsync(Batch("read-b", Record("read-b", 0, "read"), Record("read-b", 3, "read")), _ => "{}");
        var read = await Intervals.OfQueueAsync("read", Time.Now, Time.Now.AddMinutes(45));
        read.Select(r => (r.Source, r.IntervalStart)).ShouldBe(
            [("read-a", Time.Now), ("read-b", Time.Now), ("read-a", Time.Now.AddMinutes(15))]);
    }

    protected IngestBatch Batch(string source, params StoredInterval[] records) => new()
    {
        BatchId = Guid.NewGuid().ToString("N"),
        Source = source,
        Kind = "intervals",
        ReceivedAt = Time.Now,
        Received = records.Length,
        Intervals = records,
    };

    protected StoredInterval Record(string source, int quarter, string queue = "refunds-voice") => new()
    {
        Source = source,
        QueueId = queue,
        Channel = "voice",
        IntervalStart = Time.Now.AddMinutes(15 * quarter),
        IntervalMinutes = 15,
        Offered = 0,
        Answered = 0,
    };

    private async Task<List<long>> OfferedAsync(string source) =>
        [.. (await Intervals.OfSourceAsync(source, Time.Now.AddDays(-1), Time.Now.AddDays(1))).Select(r => r.Offered)];

    private StoredInterval FullRecord(string source) => new()
    {
        Source = source,
        QueueId = "refunds-voice",
        Channel = "voice",
        IntervalStart = Time.Now,
        IntervalMinutes = 30,
        Revision = 4,
        Attribution = "completion",
        Offered = 101,
        Answered = 102,
        Abandoned = 103,
        ShortAbandoned = 104,
        Blocked = 105,
        TransferredOut = 106,
        CallbacksRequested = 107,
        CallbacksCompleted = 108,
        AnsweredWithinTarget = 109,
        AbandonedWithinTarget = 110,
        TargetSeconds = 20.5,
        SlMethod = "abandonIgnored",
        TalkSeconds = 1.25,
        HoldSeconds = 2.25,
        WrapSeconds = 3.25,
        WaitSecondsAnswered = 4.25,
        WaitSecondsAbandoned = 5.25,
        MaxWaitSeconds = 6.25,
        LoggedInSeconds = 7.25,
        ReadySeconds = 8.25,
        BusySeconds = 9.25,
        NotReadySeconds = 10.25,
        AvgConcurrency = 1.75,
        BacklogOpenAtEnd = 111,
        RepeatContacts = 112,
        ReasonsJson = "{\"refund\":7}",
        EmotionFlagged = 113,
    };

    public sealed class OnSqlite(SqliteDatabase databases) : IngestBatchStoreTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : IngestBatchStoreTests(databases), IClassFixture<PostgreSqlDatabase>;
}
