using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Capacity.Contracts.Keys;
using Capacity.Storage;

namespace Capacity.Ingest.Tests;

/// <summary>What is left after kill -9 of the program.</summary>
public sealed class KillTests : IDisposable
{
    private const string Run = "/api/v1/runs/horizons-first";

    private readonly string directory = Directory.CreateTempSubdirectory("capacity-kill-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Has_every_acknowledged_interval_once()
    {
        const int Records = 600;
        const string NoRun = "--Sample:Replications=0";
        var key = await ChildSilo.KeyAsync(directory, "acd", ApiVerb.Ingest, ApiVerb.Read);
        IReadOnlyCollection<int> acknowledged;
        await using (var silo = await ChildSilo.StartAsync(directory, key, NoRun))
        {
            await ExampleAsync(silo);
            acknowledged = await SendUntilKilledAsync(silo, Records, killAfter: 100);
        }

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(100);
        (await StartsAsync()).ShouldBeUnique();
        acknowledged.Select(Start).ShouldBeSubsetOf(await StartsAsync());
        await using (var again = await ChildSilo.StartAsync(directory, key, NoRun))
        {
            var replayed = await ReplayAsync(again, Records);
            (replayed["accepted"]!.GetValue<int>() + replayed["duplicates"]!.GetValue<int>()).ShouldBe(Records);
            replayed["duplicates"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(acknowledged.Count);
        }

        (await StartsAsync()).ShouldBe(Enumerable.Range(0, Records).Select(Start));
    }

    /// <summary>Eight senders, one record a request; the process dies while requests are under way.</summary>
    private static async Task<IReadOnlyCollection<int>> SendUntilKilledAsync(ChildSilo silo, int records, int killAfter)
    {
        ConcurrentBag<int> acknowledged = [];
        using SemaphoreSlim enough = new(0);
        var senders = Enumerable.Range(0, 8).Select(SendAsync).ToArray();
        (await enough.WaitAsync(TimeSpan.FromMinutes(5))).ShouldBeTrue("The senders did not get that many answers.");
        await silo.KillAsync();
        await Task.WhenAll(senders);
        return acknowledged;

        async Task SendAsync(int sender)
        {
            try
            {
                for (var record = sender; record < records; record += 8)
                {
                    using var response = await silo.Client.PostAsync(Sent.Path, ApiFixture.Json(Sent.Record("acd", record)));
                    if (response.StatusCode == HttpStatusCode.Accepted) acknowledged.Add(record);
                    if (acknowledged.Count >= killAfter) enough.Release();
                }
            }
            catch (HttpRequestException)
            {
                // The end of the process: this request was not acknowledged.
            }
        }
    }

    private static async Task<JsonNode> ReplayAsync(ChildSilo silo, int records)
    {
        using var response = await silo.Client.PostAsync(Sent.Path, ApiFixture.Json(Sent.Records("acd", records)));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private async Task<IReadOnlyList<DateTimeOffset>> StartsAsync()
    {
        await using var database = await CapacityDatabase.OpenAsync(new StorageOptions { DataDirectory = directory });
        var records = await new IntervalStore(database).OfSourceAsync("acd", DateTimeOffset.UnixEpoch, Sent.Morning.AddYears(1));
        return [.. records.Select(record => record.IntervalStart)];
    }

    private static DateTimeOffset Start(int record) => Sent.Morning.AddMinutes(30 * record);

    private static async Task ExampleAsync(ChildSilo silo)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        while (!(await silo.Client.GetAsync("/api/v1/scenarios/horizons", limit.Token)).IsSuccessStatusCode)
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
    }

    [Fact]
    public async Task Finishes_the_run_with_the_same_figures_and_computes_no_finished_block_again()
    {
        string[] few = ["--Sample:Weeks=2", "--Sample:Replications=28", "--Sample:PlanTimeBudgetSeconds=1"];
        var key = await ChildSilo.KeyAsync(directory, "reader", ApiVerb.Read);
        await using (var silo = await ChildSilo.StartAsync(directory, key, few))
        {
            await UntilAsync(silo, run => run["replicationsDone"]!.GetValue<int>() >= 8);
            await silo.KillAsync();
        }

        JsonNode killed;
        await using (var again = await ChildSilo.StartAsync(directory, key, few))
            killed = await UntilAsync(again, run => (string?)run["state"] == "finished");
        var undisturbed = await UndisturbedAsync(few);

        killed["blocksComputed"]!.GetValue<int>().ShouldBe(killed["blocks"]!.GetValue<int>());
        killed["result"]!.ToJsonString().ShouldBe(undisturbed["result"]!.ToJsonString());
    }

    private static async Task<JsonNode> UndisturbedAsync(string[] settings)
    {
        var other = Directory.CreateTempSubdirectory("capacity-whole-").FullName;
        try
        {
            var key = await ChildSilo.KeyAsync(other, "reader", ApiVerb.Read);
            await using var silo = await ChildSilo.StartAsync(other, key, settings);
            return await UntilAsync(silo, run => (string?)run["state"] == "finished");
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    private static async Task<JsonNode> UntilAsync(ChildSilo silo, Func<JsonNode, bool> reached)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(120));
        while (true)
        {
            using var response = await silo.Client.GetAsync(Run, limit.Token);
            if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<JsonNode>(limit.Token) is { } run && reached(run))
                return run;
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }
}
