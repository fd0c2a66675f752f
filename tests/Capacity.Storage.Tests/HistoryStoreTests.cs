namespace Capacity.Storage.Tests;

public abstract class HistoryStoreTests(TestDatabase databases) : DatabaseTests(databases)
{
    private HistoryStore Store => new(Database, Time);

    [Fact]
    public async Task Reads_back_what_was_imported_in_order_of_time()
    {
        HistoryRow late = new(Time.Now.AddMinutes(5), 5, 113, 100.5, null, 7200.25);
        HistoryRow early = new(Time.Now, 5, 111);
        await ImportAsync("order", "one", late, early);
        (await Store.ReadAsync("order")).ShouldBe([early, late]);
    }

    [Fact]
    public async Task Bounds_what_it_reads_by_time()
    {
        await ImportAsync("bounds", "bounds-1", [.. Enumerable.Range(0, 6).Select(i => new HistoryRow(Time.Now.AddMinutes(5 * i), 5, i))]);
        var read = await Store.ReadAsync("bounds", Time.Now.AddMinutes(5), Time.Now.AddMinutes(15));
        read.Select(r => r.Offered).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Lets_the_latest_import_of_an_interval_count()
    {
        await ImportAsync("later", "later-1", new HistoryRow(Time.Now, 5, 1), new HistoryRow(Time.Now.AddMinutes(5), 5, 2));
        await ImportAsync("later", "later-2", new HistoryRow(Time.Now, 5, 10));
        (await Store.ReadAsync("later")).Select(r => r.Offered).ShouldBe([10, 2]);
        (await Store.SeriesAsync()).Single(s => s.SeriesId == "later").ShouldBe(
            new HistorySeries("later", "queue-of-later", 2, Time.Now, Time.Now.AddMinutes(5), 5));
    }

    [Fact]
    public async Task Brings_back_what_an_undone_import_had_hidden()
    {
        await ImportAsync("undo", "undo-1", new HistoryRow(Time.Now, 5, 1));
        await ImportAsync("undo", "undo-2", new HistoryRow(Time.Now, 5, 10), new HistoryRow(Time.Now.AddMinutes(5), 5, 20));
        (await Store.UndoAsync("undo-2")).ShouldBeTrue();
        (await Store.ReadAsync("undo")).Select(r => r.Offered).ShouldBe([1]);
        (await Store.UndoAsync("undo-2")).ShouldBeFalse();
        (await Store.UndoAsync("never-was")).ShouldBeFalse();
    }

    [Fact]
    public async Task Recognizes_a_file_that_was_imported_before_unless_it_was_undone()
    {
        var import = await ImportAsync("hash", "hash-1", new HistoryRow(Time.Now, 5, 1));
        import.RowCount.ShouldBe(1);
        (await Store.FindByHashAsync("hash of hash-1")).ShouldBe(import);
        await Store.UndoAsync("hash-1");
        (await Store.FindByHashAsync("hash of hash-1")).ShouldBeNull();
        (await Store.ImportsAsync()).Single(i => i.ImportId == "hash-1").UndoneAt.ShouldBe(Time.Now);
    }

    [Fact]
    public async Task Stores_nothing_of_an_import_that_repeats_an_interval()
    {
        await Should.ThrowAsync<System.Data.Common.DbException>(
            () => ImportAsync("repeat", "repeat-1", new HistoryRow(Time.Now, 5, 1), new HistoryRow(Time.Now, 5, 2)));
        (await Store.ReadAsync("repeat")).ShouldBeEmpty();
        (await Store.ImportsAsync()).ShouldNotContain(i => i.ImportId == "repeat-1");
    }

    private Task<HistoryImport> ImportAsync(string series, string import, params HistoryRow[] rows) => Store.ImportAsync(
        import, $"{import}.csv", $"hash of {import}", "{\"gaps\":0}", [new HistoryImportSeries(series, $"queue-of-{series}", rows)]);

    public sealed class OnSqlite(SqliteDatabase databases) : HistoryStoreTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : HistoryStoreTests(databases), IClassFixture<PostgreSqlDatabase>;
}
