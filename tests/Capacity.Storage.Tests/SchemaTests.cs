
namespace Capacity.Storage.Tests;

public abstract class SchemaTests(TestDatabase databases)
{
    [Fact]
    public async Task Is_created_once_however_many_programs_start_at_once()
    {
        var options = await databases.OptionsAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CapacityDatabase.OpenAsync(options))));
        var applied = await opened[0].ReadAsync(
            sql => sql.QueryAsync("SELECT version FROM schema_version ORDER BY version", [], row => row.GetInt32(0)));
        applied.Count.ShouldBeGreaterThan(3);
        applied.ShouldBeUnique();
        foreach (var database in opened) await database.DisposeAsync();
    }

    [Fact]
    public async Task Is_left_alone_when_it_is_up_to_date()
    {
        var options = await databases.OptionsAsync();
        await using (var first = await CapacityDatabase.OpenAsync(options)) await new SettingsStore(first, TimeProvider.System).SetAsync("kept", "1");
        await using var second = await CapacityDatabase.OpenAsync(options);
        (await new SettingsStore(second, TimeProvider.System).GetAsync("kept")).ShouldBe("1");
    }

    [Fact]
    public async Task Refuses_to_start_on_a_database_that_is_newer_than_the_program()
    {
        var options = await databases.OptionsAsync();
        await using (var database = await CapacityDatabase.OpenAsync(options))
            await database.WriteAsync(sql => sql.ExecuteAsync("INSERT INTO schema_version (version, name, applied_at) VALUES (9999, 'future', 0)", []));
        var refusal = await Should.ThrowAsync<StorageSchemaException>(() => CapacityDatabase.OpenAsync(options));
        refusal.Message.ShouldContain("schema 9999");
        refusal.Message.ShouldContain("newer program");
        await using var connection = await DataSource(options).OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM schema_version WHERE version = 9999";
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Holds_every_statement_that_grain_storage_looks_up()
    {
        await using var database = await CapacityDatabase.OpenAsync(await databases.OptionsAsync());
        var keys = await database.ReadAsync(sql => sql.QueryAsync("SELECT QueryKey FROM OrleansQuery", [], row => row.GetString(0)));
        keys.ShouldBe(database.Provider == StorageProvider.Sqlite ? Persistence : [.. Persistence, .. Clustering], ignoreOrder: true);
    }

    private static readonly string[] Persistence = ["WriteToStorageKey", "ReadFromStorageKey", "ClearStorageKey", "DeleteStorageKey"];

    private static readonly string[] Clustering =
    [
        "GatewaysQueryKey", "MembershipReadRowKey", "MembershipReadAllKey", "InsertMembershipVersionKey", "UpdateIAmAlivetimeKey",
        "InsertMembershipKey", "UpdateMembershipKey", "DeleteMembershipTableEntriesKey", "CleanupDefunctSiloEntriesKey",
        "ReadReminderRowsKey", "ReadReminderRowKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "UpsertReminderRowKey",
        "DeleteReminderRowKey", "DeleteReminderRowsKey",
    ];

    private static System.Data.Common.DbDataSource DataSource(StorageOptions options) => options.Provider == StorageProvider.Sqlite
        ? new SqliteFileDataSource(Path.Combine(options.DataDirectory!, "capacity.db"))
        : Npgsql.NpgsqlDataSource.Create(options.ConnectionString!);

    public sealed class OnSqlite(SqliteDatabase databases) : SchemaTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : SchemaTests(databases), IClassFixture<PostgreSqlDatabase>;
}
