namespace Capacity.Storage.Tests;

public abstract class DueWorkStoreTests(TestDatabase databases) : DatabaseTests(databases)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private DueWorkStore Store => new(Database, Time);

    [Fact]
    public async Task Gives_out_work_when_it_is_due_oldest_first_and_each_to_one_claimer()
    {
        await ClearAsync();
        await Store.ScheduleAsync("run", "b", Time.Now, "{\"n\":1}");
        await Store.ScheduleAsync("run", "a", Time.Now.AddSeconds(-5));
        await Store.ScheduleAsync("run", "later", Time.Now.AddSeconds(5));
        (await Store.ClaimAsync("silo-1", Lease, 10)).ShouldBe(
            [new DueWork("run", "a", Time.Now.AddSeconds(-5), null, 1), new DueWork("run", "b", Time.Now, "{\"n\":1}", 1)]);
        (await Store.ClaimAsync("silo-2", Lease, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Gives_no_piece_to_two_of_many_concurrent_claimers()
    {
        await ClearAsync();
        for (var i = 0; i < 40; i++) await Store.ScheduleAsync("run", $"{i:00}", Time.Now);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Store.ClaimAsync($"silo-{i}", Lease, 4))));
        var keys = claims.SelectMany(c => c).Select(w => w.Key).ToList();
        keys.ShouldBeUnique();
        keys.Count.ShouldBeInRange(4, 32);
        claims.ShouldAllBe(c => c.Count <= 4);
    }

    [Fact]
    public async Task Gives_out_work_again_when_its_lease_has_run_out()
    {
        await ClearAsync();
        var start = Time.Now;
        await Store.ScheduleAsync("run", "crashed", start);
        await Store.ClaimAsync("silo-1", Lease, 10);
        Time.Now = start + Lease;
        (await Store.ClaimAsync("silo-2", Lease, 10)).ShouldHaveSingleItem().Attempts.ShouldBe(2);
        (await Store.CompleteAsync("run", "crashed", "silo-1")).ShouldBeFalse();
        (await Store.CompleteAsync("run", "crashed", "silo-2")).ShouldBeTrue();
        Time.Now = start;
    }

    [Fact]
    public async Task Keeps_work_that_was_scheduled_anew_while_it_was_being_done()
    {
        await ClearAsync();
        await Store.ScheduleAsync("run", "anew", Time.Now);
        await Store.ClaimAsync("silo-1", Lease, 10);
        await Store.ScheduleAsync("run", "anew", Time.Now);
        (await Store.CompleteAsync("run", "anew", "silo-1")).ShouldBeFalse();
        (await Store.ClaimAsync("silo-1", Lease, 10)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Puts_work_off_to_another_time()
    {
        await ClearAsync();
        var start = Time.Now;
        await Store.ScheduleAsync("webhook", "retry", start);
        await Store.ClaimAsync("silo-1", Lease, 10);
        (await Store.RetryAsync("webhook", "retry", "silo-1", start.AddMinutes(5))).ShouldBeTrue();
        (await Store.ClaimAsync("silo-1", Lease, 10)).ShouldBeEmpty();
        Time.Now = start.AddMinutes(5);
        (await Store.ClaimAsync("silo-2", Lease, 10)).ShouldHaveSingleItem().Attempts.ShouldBe(2);
        Time.Now = start;
    }

    [Fact]
    public async Task Forgets_cancelled_work()
    {
        await ClearAsync();
        await Store.ScheduleAsync("run", "cancelled", Time.Now);
        await Store.CancelAsync("run", "cancelled");
        (await Store.ClaimAsync("silo-1", Lease, 10)).ShouldBeEmpty();
    }

    private Task ClearAsync() => Database.WriteAsync(sql => sql.ExecuteAsync("DELETE FROM due_work", []));

    public sealed class OnSqlite(SqliteDatabase databases) : DueWorkStoreTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : DueWorkStoreTests(databases), IClassFixture<PostgreSqlDatabase>;
}
