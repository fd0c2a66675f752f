namespace Capacity.Storage.Tests;

public abstract class WritingTests(TestDatabase databases) : DatabaseTests(databases)
{
    [Fact]
    public async Task Undoes_a_unit_that_fails_and_no_other()
    {
        var writes = Enumerable.Range(0, 40).Select(i => AddAsync($"atomic-{i}", failing: i % 3 == 0)).ToList();
        for (var i = 0; i < writes.Count; i++)
        {
            if (i % 3 == 0) (await Should.ThrowAsync<InvalidOperationException>(writes[i])).Message.ShouldBe($"atomic-{i} fails");
            else await writes[i];
        }

        (await KeysAsync("atomic-")).ShouldBe(Enumerable.Range(0, 40).Where(i => i % 3 != 0).Select(i => $"atomic-{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task Undoes_a_unit_whose_statement_the_database_refuses()
    {
        await Should.ThrowAsync<System.Data.Common.DbException>(Database.WriteAsync(async sql =>
        {
            await InsertAsync(sql, "refused");
            return await InsertAsync(sql, "refused");
        }));
        (await KeysAsync("refused")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Shows_a_unit_its_own_earlier_writes()
    {
        var seen = await Database.WriteAsync(async sql =>
        {
            await InsertAsync(sql, "own");
            return await sql.FirstAsync("SELECT count(*) FROM setting WHERE setting_key = 'own'", [], row => row.GetInt64(0));
        });
        seen.ShouldBe(1);
    }

    protected static Task<int> InsertAsync(SqlSession sql, string key) =>
        sql.ExecuteAsync("INSERT INTO setting (setting_key, value, updated_at) VALUES (@key, '1', 0)", [("key", key)]);

    protected Task<List<string>> KeysAsync(string prefix) => Database.ReadAsync(sql => sql.QueryAsync(
        "SELECT setting_key FROM setting WHERE setting_key LIKE @prefix", [("prefix", prefix + "%")], row => row.GetString(0)));

    private Task<int> AddAsync(string key, bool failing) => Database.WriteAsync(async sql =>
    {
        var rows = await InsertAsync(sql, key);
        return failing ? throw new InvalidOperationException($"{key} fails") : rows;
    });

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : WritingTests(databases), IClassFixture<PostgreSqlDatabase>
    {
        [Fact]
        public async Task Tells_a_connection_that_the_server_ends_as_a_fault_that_passes()
        {
            static Task<bool> EndAsync(SqlSession sql) => sql.FirstAsync("SELECT pg_terminate_backend(pg_backend_pid())", [], row => row.GetBoolean(0));

            (await Should.ThrowAsync<StorageException>(Database.ReadAsync(EndAsync))).Message.ShouldContain("try again");
            (await Should.ThrowAsync<StorageException>(Database.WriteAsync(EndAsync))).Message.ShouldContain("try again");
            (await KeysAsync("ended")).ShouldBeEmpty();
        }
    }

    public sealed class OnSqlite(SqliteDatabase databases) : WritingTests(databases), IClassFixture<SqliteDatabase>
    {
        [Fact]
        public async Task Acknowledges_a_unit_only_when_the_commit_that_it_shares_has_happened()
        {
            using ManualResetEventSlim bothQueued = new();
            using ManualResetEventSlim mayEnd = new();
            TaskCompletionSource lastRuns = new();
            var first = Hold(bothQueued);
            var second = Database.WriteAsync(sql => InsertAsync(sql, "shared"));
            var third = Database.WriteAsync(sql =>
            {
                lastRuns.SetResult();
                return Wait(mayEnd);
            });
            bothQueued.Set();
            await lastRuns.Task;
            second.IsCompleted.ShouldBeFalse();
            (await KeysAsync("shared")).ShouldBeEmpty();
            mayEnd.Set();
            await Task.WhenAll(first, second, third);
            (await KeysAsync("shared")).ShouldBe(["shared"]);
        }

        [Fact]
        public async Task Waits_while_a_writer_with_its_own_connection_has_the_turn()
        {
            Task<int> waiting;
            using (await Database.WriteGate.EnterAsync())
            {
                waiting = Database.WriteAsync(sql => InsertAsync(sql, "after-turn"));
                await using var connection = await Database.DataSource.OpenConnectionAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "INSERT INTO setting (setting_key, value, updated_at) VALUES ('own-connection', '1', 0)";
                await command.ExecuteNonQueryAsync();
                waiting.IsCompleted.ShouldBeFalse();
            }

            (await waiting).ShouldBe(1);
        }

        [Fact]
        public async Task Does_not_run_a_unit_whose_caller_gave_up_in_the_queue()
        {
            using ManualResetEventSlim queued = new();
            using CancellationTokenSource patience = new();
            var first = Hold(queued);
            var second = Database.WriteAsync(sql => InsertAsync(sql, "given-up"), patience.Token);
            await patience.CancelAsync();
            queued.Set();
            await first;
            await Should.ThrowAsync<OperationCanceledException>(second);
            (await KeysAsync("given-up")).ShouldBeEmpty();
        }

        [Fact]
        public async Task Sets_the_durable_pragmas_on_every_connection()
        {
            var pragmas = await Database.ReadAsync(async sql => (
                await sql.FirstAsync("PRAGMA journal_mode", [], row => row.GetString(0)),
                await sql.FirstAsync("PRAGMA synchronous", [], row => row.GetInt32(0)),
                await sql.FirstAsync("PRAGMA foreign_keys", [], row => row.GetInt32(0)),
                await sql.FirstAsync("PRAGMA busy_timeout", [], row => row.GetInt32(0))));
            pragmas.ShouldBe(("wal", 2, 1, 10000));
        }

        private Task<int> Hold(ManualResetEventSlim until) => Database.WriteAsync(_ => Wait(until));

        private static Task<int> Wait(ManualResetEventSlim until) =>
            until.Wait(TimeSpan.FromMinutes(3)) ? Task.FromResult(0) : throw new TimeoutException();
    }
}
