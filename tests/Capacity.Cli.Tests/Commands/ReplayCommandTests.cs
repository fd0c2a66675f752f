using System.Net;
using System.Text.Json.Nodes;

namespace Capacity.Cli.Tests.Commands;

public class ReplayCommandTests
{
    [Fact]
    public async Task Sends_every_interval_of_the_day_and_survives_a_busy_instance()
    {
        using var instance = new RecordingInstance(busyFor: 1);
        var file = CommandLine.Temporary("day.csv");
        await File.WriteAllTextAsync(file, "start,count\n2020-03-16 08:00,5\n2020-03-16 08:15,6\n2020-03-16 08:30,7\n2020-03-16 08:45,8\n2020-03-17 08:00,9\n2020-03-17 08:15,9\n");
        var outcome = await CommandLine.RunAsync(
            "replay", file, "--url", instance.Address, "--key", "k", "--queue", "refund-voice", "--speed", "0", "--until", "2020-03-16", "--shift-to", "2020-03-20", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Figure("sent").ShouldBe(2);
        outcome.Figure("accepted").ShouldBe(2);
        instance.Records.Select(record => (record["intervalStart"]!.ToString(), record["offered"]!.GetValue<int>()))
            .ShouldBe([("2020-03-20T07:00:00Z", 11), ("2020-03-20T07:30:00Z", 15)]);
        instance.Keys.ShouldAllBe(key => key == "Bearer k");
    }

    [Fact]
    public async Task Sends_records_that_bear_the_names_of_the_contract()
    {
        using var instance = new RecordingInstance(busyFor: 0);
        var file = CommandLine.Temporary("intervals.csv");
        await File.WriteAllTextAsync(file, "queueId,channel,intervalStart,intervalMinutes,offered,answered,abandoned\na,voice,2020-03-16T08:00:00Z,30,5,4,1\nb,chat,2020-03-16T08:00:00Z,30,6,6,\n");
        var outcome = await CommandLine.RunAsync("replay", file, "--url", instance.Address, "--key", "k", "--source", "acd", "--speed", "0", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        instance.Records.Select(record => record.ToJsonString()).ShouldBe(
        [
            """{"queueId":"a","channel":"voice","intervalStart":"2020-03-16T08:00:00Z","intervalMinutes":30,"offered":5,"answered":4,"abandoned":1,"source":"acd"}""",
            """{"queueId":"b","channel":"chat","intervalStart":"2020-03-16T08:00:00Z","intervalMinutes":30,"offered":6,"answered":6,"source":"acd"}""",
        ]);
    }

    /// <summary>Answers like an instance and remembers what it was sent.</summary>
    private sealed class RecordingInstance : IDisposable
    {
        private readonly HttpListener _listener = new();
        private int _busyFor;

        public RecordingInstance(int busyFor)
        {
            _busyFor = busyFor;
            for (var port = 42_100; !_listener.IsListening; port++)
                Listen(port);
            _ = Task.Run(AnswerAsync);
        }

        public string Address { get; private set; } = "";
        public List<JsonObject> Records { get; } = [];
        public List<string?> Keys { get; } = [];

        public void Dispose() => _listener.Close();

        private void Listen(int port)
        {
            try
            {
                Address = $"http://127.0.0.1:{port}";
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add(Address + "/");
                _listener.Start();
            }
            catch (HttpListenerException)
            {
                port.ShouldBeLessThan(42_200);
            }
        }

        private async Task AnswerAsync()
        {
            while (_listener.IsListening)
            {
                var context = await _listener.GetContextAsync();
                Keys.Add(context.Request.Headers["Authorization"]);
                using var reader = new StreamReader(context.Request.InputStream);
                var records = JsonNode.Parse(await reader.ReadToEndAsync())!.AsArray();
                context.Response.StatusCode = _busyFor-- > 0 ? 503 : 202;
                if (context.Response.StatusCode == 202)
                    Records.AddRange(records.Select(record => record!.DeepClone().AsObject()));
                await using var writer = new StreamWriter(context.Response.OutputStream);
                await writer.WriteAsync($"{{\"accepted\":{records.Count},\"duplicates\":0,\"corrected\":0,\"quarantined\":0,\"rejected\":0,\"items\":[]}}");
            }
        }
    }
}
