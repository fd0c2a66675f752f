namespace Capacity.Storage.Tests;

public abstract class ScenarioEventStoreTests(TestDatabase databases) : DatabaseTests(databases)
{
    private ScenarioEventStore Store => new(Database, Time);

    [Fact]
    public async Task Numbers_events_from_one_and_reads_them_back_from_a_version()
    {
        (await Store.AppendAsync("spring", 0, ["{\"a\":1}", "{\"b\":2}"])).ShouldBe(new AppendResult(true, 2));
        (await Store.AppendAsync("spring", 2, ["{\"c\":3}"])).ShouldBe(new AppendResult(true, 3));
        var events = await Store.ReadAsync("spring", 2);
        events.Select(e => (e.Version, e.Json)).ShouldBe([(2, "{\"b\":2}"), (3, "{\"c\":3}")]);
        events[0].RecordedAt.ShouldBe(Time.Now);
    }

    [Fact]
    public async Task Refuses_an_append_after_a_version_that_is_no_longer_the_last()
    {
        await Store.AppendAsync("conflict", 0, ["{}", "{}"]);
        (await Store.AppendAsync("conflict", 1, ["{}"])).ShouldBe(new AppendResult(false, 2));
        (await Store.AppendAsync("conflict", 3, ["{}"])).ShouldBe(new AppendResult(false, 2));
        (await Store.ReadAsync("conflict")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Lets_exactly_one_of_many_concurrent_writers_append_after_the_same_version()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Store.AppendAsync("race", 0, [$"{i}", $"{i}"]))));
        results.Count(r => r.Appended).ShouldBe(1);
        results.ShouldAllBe(r => r.CurrentVersion == 2);
        var events = await Store.ReadAsync("race");
        events.Count.ShouldBe(2);
        events[0].Json.ShouldBe(events[1].Json);
    }

    [Fact]
    public async Task Lists_scenarios_with_their_versions()
    {
        await Store.AppendAsync("list-b", 0, ["{}"]);
        await Store.AppendAsync("list-a", 0, ["{}", "{}"]);
        (await Store.ListAsync()).Where(s => s.Scenario.StartsWith("list-")).Select(s => (s.Scenario, s.Version)).ShouldBe([("list-a", 2), ("list-b", 1)]);
    }

    [Fact]
    public async Task Deletes_a_scenario_together_with_its_runs()
    {
        RunStore runs = new(Database, Time);
        await Store.AppendAsync("gone", 0, ["{}"]);
        await runs.CreateAsync(new NewRun("run-of-gone", "gone", 1, 1, "engine-1", 7, 100, "{}"));
        await runs.SaveBlockAsync("run-of-gone", 0, [1, 2, 3]);
        await Store.DeleteAsync("gone");
        (await Store.ReadAsync("gone")).ShouldBeEmpty();
        (await runs.FindAsync("run-of-gone")).ShouldBeNull();
        (await runs.BlocksAsync("run-of-gone")).ShouldBeEmpty();
    }

    public sealed class OnSqlite(SqliteDatabase databases) : ScenarioEventStoreTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : ScenarioEventStoreTests(databases), IClassFixture<PostgreSqlDatabase>;
}
