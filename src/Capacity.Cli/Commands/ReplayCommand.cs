using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Replays;
using Capacity.Cli.Terminal;
using NodaTime;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity replay</c>: recorded intervals fed to a running instance as if they came live.</summary>
internal sealed class ReplayCommand
{
    private readonly Argument<string> _file = new("INTERVALS.csv")
    {
        Description = "Records with the names of the HTTP contract, or plain starts and counts with --queue.",
    };
    private readonly Option<string> _url = new("--url")
    {
        HelpName = "URL",
        Description = "Address of the instance, like http://127.0.0.1:5080.",
        Required = true,
    };
    private readonly Option<string?> _key = new("--key") { HelpName = "KEY", Description = "API key; default: the environment variable CAPACITY_KEY." };
    private readonly Option<double?> _speed = QuantityOption.Number("--speed",
        "How many times faster than it happened; 0 sends without waiting. Default 60.", 0, 1_000_000);
    private readonly Option<string> _source = new("--source")
    {
        HelpName = "NAME",
        Description = "Source of the records; it must be the key's.",
        DefaultValueFactory = _ => "replay",
    };
    private readonly Option<string?> _queue = new("--queue") { HelpName = "QUEUE", Description = "Queue of plain counts." };
    private readonly Option<string> _channel = new("--channel")
    {
        Description = "Channel of plain counts.",
        DefaultValueFactory = _ => "voice",
    };
    private readonly Option<string> _zone = new("--time-zone")
    {
        HelpName = "ZONE",
        Description = "Time zone of local starts.",
        DefaultValueFactory = _ => "Europe/Paris",
    };
    private readonly Option<long> _interval = QuantityOption.Count("--interval", "Minutes of an interval of plain counts: 15, 30 or 60.",
        15, 60, 30);
    private readonly Option<LocalDate?> _from = QuantityOption.Date("--from", "First day to send.");
    private readonly Option<LocalDate?> _until = QuantityOption.Date("--until", "Last day to send.");
    private readonly Option<LocalDate?> _shift = QuantityOption.Date("--shift-to", "Send the first day as if it were this one.");
    private readonly Option<string?> _map = new("--map")
    {
        HelpName = "ROLE=COLUMN",
        Description = "Columns of plain counts by role, like start=When,count=Offered.",
    };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new ReplayCommand().Build();

    private Command Build()
    {
        _channel.AcceptOnlyFromAmong("voice", "chat", "message", "email", "social", "callback", "backOffice");
        var command = new Command("replay", "Feeds recorded intervals to a running instance as if they came live.")
            { _file, _url, _key, _speed, _source, _queue, _channel, _zone, _interval, _from, _until, _shift, _map, _json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_interval) is not (15 or 30 or 60))
            throw new UsageException("--interval: the contract knows intervals of 15, 30 and 60 minutes.");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(parsed.GetValue(_zone)!) is null)
            throw new UsageException($"--time-zone: '{parsed.GetValue(_zone)}' is not a time zone. Write one like Europe/Paris.");
        var plan = new ReplayPlan(
            parsed.GetValue(_source)!, parsed.GetValue(_queue), parsed.GetValue(_channel)!, parsed.GetValue(_zone)!,
            (int)parsed.GetValue(_interval),
            parsed.GetValue(_from), parsed.GetValue(_until), parsed.GetValue(_shift));
        var steps = ReplayRecords.Read(parsed.GetValue(_file)!, plan, HistoryFile.Mapping(parsed.GetValue(_map)));
        using var http = Instance.Connect(parsed.GetValue(_url)!, parsed.GetValue(_key));
        var counts = new ReplayCounts();
        try
        {
            await SendAsync(http, steps, parsed.GetValue(_speed) ?? 60, counts, cancellation);
        }
        finally
        {
            if (parsed.GetValue(_json))
                JsonOutput.Print(counts);
            else
                Console.Out.WriteLine($"{counts.Sent} sent: {counts.Accepted} accepted, {counts.Duplicates} duplicates, {counts.Corrected} corrected, {counts.Quarantined} quarantined, {counts.Rejected} rejected.");
        }
        return counts.Rejected > 0 ? ExitCode.RefusedInput : ExitCode.Done;
    }

    /// <summary>Sends each interval when it would have closed, counted from the first one at the given speed.</summary>
    private static async Task SendAsync(HttpClient http, IReadOnlyList<ReplayStep> steps, double speed, ReplayCounts counts,
        CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var first = steps[0].Start + NodaTime.Duration.FromMinutes(steps[0].Minutes);
        foreach (var step in steps)
        {
            var closed = step.Start + NodaTime.Duration.FromMinutes(step.Minutes) - first;
            var due = speed > 0 ? closed.ToTimeSpan() / speed - clock.GetElapsedTime(start) : TimeSpan.Zero;
            if (due > TimeSpan.Zero)
                await Task.Delay(due, clock, cancellation);
            using var content = new StringContent(new JsonArray([.. step.Records]).ToJsonString(), Encoding.UTF8,
                MediaTypeHeaderValue.Parse("application/json"));
            var reply = await Instance.PostAsync(http, "api/v1/ingest/intervals", content, cancellation, clock);
            counts.Add(step.Records.Count, reply);
            foreach (var item in reply?["items"] as JsonArray ?? [])
                if (item?["status"]?.ToString() is "rejected" or "quarantined")
                    Screen.Remark($"{step.Start}: {item["status"]}: {item["detail"]}");
        }
    }
}
