namespace Capacity.Storage.Tests;

public abstract class InstallationLeaseTests(TestDatabase databases) : DatabaseTests(databases)
{
    [Fact]
    public async Task Is_held_by_one_program_at_a_time()
    {
        await using var other = await CapacityDatabase.OpenAsync(await OptionsAsync());
        var first = await InstallationLease.TryTakeAsync(Database);
        first.ShouldNotBeNull();
        (await InstallationLease.TryTakeAsync(other)).ShouldBeNull();
        await first.DisposeAsync();
        await using var second = await InstallationLease.TryTakeAsync(other);
        second.ShouldNotBeNull();
    }

    public sealed class OnSqlite(SqliteDatabase databases) : InstallationLeaseTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : InstallationLeaseTests(databases), IClassFixture<PostgreSqlDatabase>;
}
