namespace Capacity.Storage.Tests;

public abstract class SettingsStoreTests(TestDatabase databases) : DatabaseTests(databases)
{
    private SettingsStore Store => new(Database, Time);

    [Fact]
    public async Task Keeps_the_latest_value_of_a_key()
    {
        (await Store.GetAsync("locale")).ShouldBeNull();
        await Store.SetAsync("locale", "\"en\"");
        await Store.SetAsync("locale", "\"fr\"");
        (await Store.GetAsync("locale")).ShouldBe("\"fr\"");
        await Store.RemoveAsync("locale");
        (await Store.GetAsync("locale")).ShouldBeNull();
    }

    [Fact]
    public async Task Adds_a_value_only_where_there_is_none()
    {
        (await Store.AddAsync("once", "1")).ShouldBeTrue();
        (await Store.AddAsync("once", "2")).ShouldBeFalse();
        (await Store.GetAsync("once")).ShouldBe("1");
    }

    [Fact]
    public async Task Lets_exactly_one_of_many_use_a_token()
    {
        await Store.SetAsync("token", "\"hash\"");
        (await Store.TakeAsync("token", "\"guess\"")).ShouldBeFalse();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.TakeAsync("token", "\"hash\""))));
        taken.Count(t => t).ShouldBe(1);
    }

    public sealed class OnSqlite(SqliteDatabase databases) : SettingsStoreTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : SettingsStoreTests(databases), IClassFixture<PostgreSqlDatabase>;
}
