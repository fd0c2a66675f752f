namespace Capacity.Storage.Tests;

/// <summary>What happens at the limits: a full queue, a full disk, the end of the program.</summary>
public sealed class SqliteLimitsTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("capacity-limits-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Refuses_a_write_as_busy_when_the_queue_is_full_and_keeps_those_that_it_accepted()
    {
        await using var database = await CapacityDatabase.OpenAsync(new StorageOptions { DataDirectory = directory, WriteQueueCapacity = 2 });
        using ManualResetEventSlim mayEnd = new();
        TaskCompletionSource runs = new();
        var holder = database.WriteAsync(_ =>
        {
            runs.SetResult();
            return mayEnd.Wait(TimeSpan.FromMinutes(3)) ? Task.FromResult(0) : throw new TimeoutException();
        });
        await runs.Task;
        var accepted = new[] { AddAsync(database, "a", 1), AddAsync(database, "b", 1) };
        (await Should.ThrowAsync<StorageBusyException>(AddAsync(database, "c", 1))).Message.ShouldContain("try again");
        mayEnd.Set();
        await Task.WhenAll([holder, .. accepted]);
        (await KeysAsync(database)).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Acknowledges_nothing_that_a_full_disk_kept_from_being_stored()
    {
        List<string> acknowledged = [];
        await using (var database = await CapacityDatabase.OpenAsync(new StorageOptions { DataDirectory = directory }))
        {
            await SetPageLimitAsync(database, 120);
            var writes = Enumerable.Range(0, 40).Select(i => (Key: $"k{i:00}", Task: AddAsync(database, $"k{i:00}", 20_000))).ToList();
            foreach (var (key, task) in writes)
            {
                try
                {
                    await task;
                    acknowledged.Add(key);
                }
                catch (StorageFullException e)
                {
                    e.Message.ShouldContain("capacity.db");
                    e.Message.ShouldContain("free disk space");
                }
            }
        }

        await using var reopened = await CapacityDatabase.OpenAsync(new StorageOptions { DataDirectory = directory });
        acknowledged.Count.ShouldBeLessThan(40);
        (await KeysAsync(reopened)).ShouldBe(acknowledged);
    }

    [Fact]
    public async Task Writes_again_when_space_was_made()
    {
        await using var database = await CapacityDatabase.OpenAsync(new StorageOptions { DataDirectory = directory });
        await SetPageLimitAsync(database, 1);
        await Should.ThrowAsync<StorageFullException>(AddAsync(database, "too-big", 2_000_000));
        await SetPageLimitAsync(database, 100_000);
        await AddAsync(database, "fits", 2_000_000);
        (await KeysAsync(database)).ShouldBe(["fits"]);
    }

    [Fact]
    public async Task Finishes_accepted_writes_before_it_closes()
    {
        var database = await CapacityDatabase.OpenAsync(new StorageOptions { DataDirectory = directory });
        var writes = Enumerable.Range(0, 300).Select(i => AddAsync(database, $"{i:000}", 10)).ToList();
        await database.DisposeAsync();
        writes.ShouldAllBe(w => w.IsCompletedSuccessfully);
        (await Should.ThrowAsync<StorageException>(AddAsync(database, "late", 10))).Message.ShouldContain("closed");
    }

    // The limit belongs to the connection, so it is set from inside a unit of the writer.
    private static Task SetPageLimitAsync(CapacityDatabase database, int pages) =>
        database.WriteAsync(sql => sql.FirstAsync($"PRAGMA max_page_count = {pages}", [], row => row.GetInt64(0)));

    private static Task<int> AddAsync(CapacityDatabase database, string key, int length) => database.WriteAsync(sql => sql.ExecuteAsync(
        "INSERT INTO setting (setting_key, value, updated_at) VALUES (@key, @value, 0)", [("key", key), ("value", new string('x', length))]));

    private static Task<List<string>> KeysAsync(CapacityDatabase database) => database.ReadAsync(
        sql => sql.QueryAsync("SELECT setting_key FROM setting ORDER BY setting_key", [], row => row.GetString(0)));
}
