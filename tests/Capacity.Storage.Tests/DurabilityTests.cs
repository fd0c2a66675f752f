using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Capacity.Storage.Tests;

public abstract class DurabilityTests(TestDatabase databases) : DatabaseTests(databases)
{
    private const int AcknowledgedBeforeTheKill = 60;

    [Fact]
    public async Task Keeps_every_acknowledged_batch_whole_and_once_when_the_writer_is_killed()
    {
        var acknowledged = await WriteAndKillAsync("once");
        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(AcknowledgedBeforeTheKill);
        var batches = await Database.ReadAsync(sql => sql.QueryAsync("SELECT batch_id FROM ingest_batch WHERE batch_id LIKE 'once%'", [], row => row.GetString(0)));
        var records = await Database.ReadAsync(sql => sql.QueryAsync(
            "SELECT batch_id, count(*), count(DISTINCT queue_id) FROM interval_record WHERE source LIKE 'once%' GROUP BY batch_id",
            [],
            row => (Batch: row.GetString(0), Records: (int)row.GetInt64(1), Queues: (int)row.GetInt64(2))));
        acknowledged.ShouldBeSubsetOf(batches);
        records.Select(r => r.Batch).ShouldBe(batches, ignoreOrder: true);
        records.ShouldAllBe(r => r.Records == WriterToKill.RecordsPerBatch && r.Queues == WriterToKill.RecordsPerBatch);
    }

    [Fact]
    public async Task Changes_nothing_when_a_client_sends_again_what_was_acknowledged_before_the_kill()
    {
        var acknowledged = await WriteAndKillAsync("twice");
        acknowledged.ShouldContain("twice-0/0");
        var batch = WriterToKill.Batch("twice-0", 0) with { BatchId = "sent again" };
        var again = await new IngestBatchStore(Database, Time).StoreAsync(batch, _ => "{}");
        again.Outcome.Duplicates.ShouldBe(WriterToKill.RecordsPerBatch);
    }

    private async Task<List<string>> WriteAndKillAsync(string sources)
    {
        var options = await OptionsAsync();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string[] arguments =
        [
            typeof(WriterToKill).Assembly.Location, WriterToKill.Command,
            options.Provider == StorageProvider.Sqlite ? "sqlite" : "postgresql",
            options.Provider == StorageProvider.Sqlite ? options.DataDirectory! : options.ConnectionString!,
            ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture),
            sources,
        ];
        using var writer = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && IsDotnet(host) ? host : "dotnet", arguments))!;
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(3));
        using var connection = await listener.AcceptTcpClientAsync(patience.Token);
        using StreamReader reader = new(connection.GetStream());
        List<string> acknowledged = [];
        try
        {
            while (await reader.ReadLineAsync(patience.Token) is { } batch)
            {
                acknowledged.Add(batch);
                if (acknowledged.Count == AcknowledgedBeforeTheKill) writer.Kill();
            }
        }
        catch (IOException)
        {
            // The connection was reset by the kill: what was reported before it has been read.
        }

        await writer.WaitForExitAsync(patience.Token);
        writer.ExitCode.ShouldNotBe(0);
        return acknowledged;
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";

    public sealed class OnSqlite(SqliteDatabase databases) : DurabilityTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : DurabilityTests(databases), IClassFixture<PostgreSqlDatabase>;
}
