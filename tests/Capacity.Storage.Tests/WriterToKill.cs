using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Capacity.Storage.Tests;

/// <summary>
/// A program that stores batches as fast as it can and reports each acknowledged one over a socket, until it is killed.
/// </summary>
internal static class WriterToKill
{
    public const string Command = "write-until-killed";
    public const int RecordsPerBatch = 20;
    private const int Writers = 4;

    /// <param name="arguments">Provider, data directory or connection string, port to report to, what its sources are called.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = arguments[0] == "sqlite"
            ? new StorageOptions { DataDirectory = arguments[1] }
            : new StorageOptions { Provider = StorageProvider.PostgreSql, ConnectionString = arguments[1] };
        await using var database = await CapacityDatabase.OpenAsync(options);
        IngestBatchStore store = new(database, TimeProvider.System);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, int.Parse(arguments[2], CultureInfo.InvariantCulture));
        await using StreamWriter acknowledged = new(client.GetStream()) { AutoFlush = true };
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; ; number++)
            {
                var batch = Batch($"{arguments[3]}-{writer}", number);
                await store.StoreAsync(batch, outcome => $"{{\"accepted\":{outcome.Accepted}}}");
                lock (acknowledged) acknowledged.WriteLine(batch.BatchId);
            }
        })));
        return 0;
    }

    /// <summary>The batch that a source stores under a number: its records are in no other.</summary>
    public static IngestBatch Batch(string source, int number)
    {
        DateTimeOffset start = new(2020, 3, 14, 0, 0, 0, TimeSpan.Zero);
        return new IngestBatch
        {
            BatchId = string.Create(CultureInfo.InvariantCulture, $"{source}/{number}"),
            Source = source,
            Kind = "intervals",
            ReceivedAt = start,
            Received = RecordsPerBatch,
            Intervals = [.. Enumerable.Range(0, RecordsPerBatch).Select(i => new StoredInterval
            {
                Source = source,
                QueueId = $"queue-{i}",
                Channel = "voice",
                IntervalStart = start.AddMinutes(15 * number),
                IntervalMinutes = 15,
                Offered = number,
                Answered = i,
            })],
        };
    }
}
