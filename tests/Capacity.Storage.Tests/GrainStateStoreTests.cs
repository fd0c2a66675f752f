using System.Text;

namespace Capacity.Storage.Tests;

public abstract class GrainStateStoreTests(TestDatabase databases) : DatabaseTests(databases)
{
    private GrainStateStore Store => new(Database);

    private static GrainStateKey Key(string name) => new("capacity", "queue", $"queue:{name}");

    private static byte[] Payload(string json) => Encoding.UTF8.GetBytes(json);

    [Fact]
    public async Task Finds_nothing_where_nothing_was_written() => (await Store.ReadAsync(Key("none"))).ShouldBeNull();

    [Fact]
    public async Task Counts_versions_from_one()
    {
        (await Store.WriteAsync(Key("count"), null, Payload("{\"n\":1}"))).ShouldBe(1);
        (await Store.WriteAsync(Key("count"), 1, Payload("{\"n\":2}"))).ShouldBe(2);
        var row = await Store.ReadAsync(Key("count"));
        row!.Version.ShouldBe(2);
        Encoding.UTF8.GetString(row.Payload!).ShouldBe("{\"n\":2}");
    }

    [Fact]
    public async Task Refuses_a_first_write_over_a_state_that_is_there()
    {
        await Store.WriteAsync(Key("first"), null, Payload("1"));
        (await Store.WriteAsync(Key("first"), null, Payload("2"))).ShouldBeNull();
        (await Store.ReadAsync(Key("first")))!.Payload.ShouldBe(Payload("1"));
    }

    [Fact]
    public async Task Refuses_a_write_over_a_version_that_is_no_longer_there()
    {
        await Store.WriteAsync(Key("stale"), null, Payload("1"));
        await Store.WriteAsync(Key("stale"), 1, Payload("2"));
        (await Store.WriteAsync(Key("stale"), 1, Payload("3"))).ShouldBeNull();
        (await Store.ReadAsync(Key("stale")))!.Payload.ShouldBe(Payload("2"));
    }

    [Fact]
    public async Task Lets_exactly_one_of_many_concurrent_first_writes_win()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Store.WriteAsync(Key("race"), null, Payload($"{i}")))));
        versions.Count(v => v == 1).ShouldBe(1);
        versions.Count(v => v is null).ShouldBe(11);
    }

    [Fact]
    public async Task Keeps_counting_after_a_clear()
    {
        await Store.WriteAsync(Key("clear"), null, Payload("1"));
        (await Store.ClearAsync(Key("clear"), 7)).ShouldBeNull();
        (await Store.ClearAsync(Key("clear"), 1)).ShouldBe(2);
        (await Store.ReadAsync(Key("clear"))).ShouldBe(new GrainStateRow(null, 2));
        (await Store.WriteAsync(Key("clear"), 2, Payload("3"))).ShouldBe(3);
    }

    [Fact]
    public async Task Starts_again_after_a_delete()
    {
        await Store.WriteAsync(Key("delete"), null, Payload("1"));
        (await Store.DeleteAsync(Key("delete"), 7)).ShouldBeNull();
        (await Store.DeleteAsync(Key("delete"), 1)).ShouldNotBeNull();
        (await Store.ReadAsync(Key("delete"))).ShouldBeNull();
        (await Store.WriteAsync(Key("delete"), null, Payload("2"))).ShouldBe(1);
    }

    [Fact]
    public async Task Keeps_services_state_names_and_keys_apart()
    {
        GrainStateKey[] keys = [new("a", "s", "k"), new("b", "s", "k"), new("a", "t", "k"), new("a", "s", "l")];
        foreach (var key in keys) (await Store.WriteAsync(key, null, Payload(key.ToString()))).ShouldBe(1);
        foreach (var key in keys) (await Store.ReadAsync(key))!.Payload.ShouldBe(Payload(key.ToString()));
    }

    [Fact]
    public async Task Reads_a_row_that_orleans_wrote_with_its_own_hashes()
    {
        // The row that Orleans 10.4 was seen to write for this key.
        await Database.WriteAsync(async sql => await sql.ExecuteAsync(
            await StatementAsync("WriteToStorageKey"),
            [
                ("GrainIdHash", -226155208), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainTypeHash", -1560219927), ("GrainTypeString", "queue"),
                ("GrainIdExtensionString", "queue:horizons/refunds-voice"), ("ServiceId", "capacity"), ("GrainStateVersion", null),
                ("PayloadBinary", Payload("{\"Count\":1}")),
            ]));
        var row = await Store.ReadAsync(Key("horizons/refunds-voice"));
        row!.Version.ShouldBe(1);
        row.Payload.ShouldBe(Payload("{\"Count\":1}"));
        (await Store.WriteAsync(Key("horizons/refunds-voice"), 1, Payload("{\"Count\":2}"))).ShouldBe(2);
    }

    [Fact]
    public async Task Answers_a_write_with_at_most_one_row_named_as_orleans_reads_it()
    {
        (await WriteNumericKeyAsync(null)).ShouldBe([("newgrainstateversion", 1)]);
        (await WriteNumericKeyAsync(null)).ShouldBeEmpty();
        (await WriteNumericKeyAsync(1)).ShouldBe([("newgrainstateversion", 2)]);
        (await WriteNumericKeyAsync(1)).ShouldBeEmpty();
    }

    private Task<List<(string Column, int Version)>> WriteNumericKeyAsync(int? version) => Database.WriteAsync(async sql =>
    {
        await using var command = sql.Command(
            await StatementAsync("WriteToStorageKey"),
            ("GrainIdHash", 1), ("GrainIdN0", 0L), ("GrainIdN1", 66L), ("GrainTypeHash", 2), ("GrainTypeString", "numeric"),
            ("GrainIdExtensionString", null), ("ServiceId", "capacity"), ("GrainStateVersion", version), ("PayloadBinary", Payload("1")));
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, int)> rows = [];
        do
        {
            while (await reader.ReadAsync()) rows.Add((reader.GetName(0).ToLowerInvariant(), reader.GetInt32(0)));
        }
        while (await reader.NextResultAsync());
        return rows;
    });

    private async Task<string> StatementAsync(string key) => (await Database.ReadAsync(sql => sql.FirstAsync(
        "SELECT QueryText FROM OrleansQuery WHERE QueryKey = @key", [("key", key)], row => row.GetString(0))))!;

    public sealed class OnSqlite(SqliteDatabase databases) : GrainStateStoreTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : GrainStateStoreTests(databases), IClassFixture<PostgreSqlDatabase>;
}
