using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Json;
using Capacity.Domain.Rules;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.Calibration;
using Capacity.Forecasting.History;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity import</c>: a telephony export into a baseline, a scenario, or a running instance.</summary>
internal sealed class ImportCommand
{
    private const int ShownIssues = 20;

    /// <summary>Bytes up to which a file is sent as it is, so that the instance's report has its lines.</summary>
    private const long LargestFile = 20 * 1024 * 1024;

    private readonly Argument<string> _file = new("HISTORY.csv")
    {
        Description = "Starts and counts, or an export of Genesys, Connect, Dynamics, …",
    };
    private readonly Option<string?> _map = new("--map")
    {
        HelpName = "ROLE=COLUMN",
        Description = "Columns by role, like start=When,count=Offered; also only-queue=NAME, zone=Europe/Paris, unit=ms.",
    };
    private readonly Option<string[]> _keep = new("--keep")
    {
        HelpName = "NAME",
        Description = "Refuse these corrections of the cleaning list, by their names.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string> _queue = new("--queue")
    {
        HelpName = "QUEUE",
        Description = "Queue that the counts belong to.",
        DefaultValueFactory = _ => "imported",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only report; write and send nothing." };
    private readonly Option<string?> _out = new("--out")
    {
        HelpName = "FILE",
        Description = "Write the baseline with its report, or with --into the scenario, to this file.",
    };
    private readonly Option<string?> _into = new("--into")
    {
        HelpName = "SCENARIO.json",
        Description = "Put the baseline into this scenario (needs --queue and --out).",
    };
    private readonly Option<bool> _handleTime = new("--handle-time")
    {
        Description = "With --into: the queue also takes the mean handle time of the history's last eight weeks.",
    };
    private readonly Option<string?> _url = new("--url") { HelpName = "URL", Description = "Send the file to the running instance at this address." };
    private readonly Option<string?> _key = new("--key")
    {
        HelpName = "KEY",
        Description = "API key of the instance; default: the environment variable CAPACITY_KEY.",
    };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new ImportCommand().Build();

    private Command Build()
    {
        var command = new Command("import", "Reads a history, reports gaps and odd rows, and makes a baseline of it.")
        {
            _file, _map, _keep, _queue, _dryRun, _out, _into, _handleTime, _url, _key, _json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private void Check(ParseResult given)
    {
        if (given.GetValue(_into) is not null && given.GetValue(_out) is null)
            throw new UsageException("--into needs --out: the scenario with the baseline is written to a new file.");
        if (given.GetValue(_url) is not null && given.GetValue(_queue) == "imported")
            throw new UsageException("--url needs --queue: say which queue of the instance the counts belong to.");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Check(parsed);
        var file = parsed.GetValue(_file)!;
        var mapping = HistoryFile.Mapping(parsed.GetValue(_map)) with { Refused = parsed.GetValue(_keep) ?? [] };
        var report = await ReadAsync(file, mapping, cancellation);
        if (report.Series is null)
            throw HistoryFile.Nothing(file, report);
        var baseline = BaselineFit.From(report.Cleaned!, parsed.GetValue(_queue)!, Path.GetFileName(file));
        JsonNode? answer = null;
        if (!parsed.GetValue(_dryRun))
        {
            Save(parsed, baseline, report);
            if (parsed.GetValue(_url) is { } url)
                answer = await SendAsync(parsed, url, file, report.Series, cancellation);
        }
        if (parsed.GetValue(_json))
            JsonOutput.Print(new { file, report, baseline, answer });
        else
            Show(file, report, baseline);
        return ExitCode.Done;
    }

    private static async Task<HistoryReport> ReadAsync(string file, HistoryMapping mapping, CancellationToken cancellation)
    {
        try
        {
            return await Screen.WithProgress(
                $"Reading {Path.GetFileName(file)}", progress => HistoryFile.Read(file, mapping, progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            Screen.Remark("Nothing was written and nothing was sent.");
            throw;
        }
    }

    private void Save(ParseResult parsed, Domain.Demand.Baseline baseline, HistoryReport report)
    {
        if (parsed.GetValue(_out) is not { } path)
            return;
        if (parsed.GetValue(_into) is { } into)
        {
            var scenario = ScenarioFile.Read(into);
            scenario = scenario with { Baselines = [.. scenario.Baselines.Where(one => one.Queue != baseline.Queue), baseline] };
            if (parsed.GetValue(_handleTime))
                scenario = WithHandleTime(scenario, report, baseline.Queue);
            if (ScenarioRules.Check(scenario) is { Count: > 0 } errors)
                throw RefusedException.In(into, errors);
            File.WriteAllText(path, ScenarioJson.Write(scenario));
        }
        else
            File.WriteAllText(path, JsonOutput.Text(new { baseline, report }));
        Screen.Remark($"Written: {path}");
    }

    private static Scenario WithHandleTime(Scenario scenario, HistoryReport report, string queue)
    {
        var told = HistoryHandleTime.Of(report.Series!)
            ?? throw new RefusedException("--handle-time: the history does not tell handle times on five days of its last eight weeks. Leave the option out, or map the column with --map handle=NAME.");
        Screen.Remark(FormattableString.Invariant(
            $"Handle time of {queue}: {told.MeanSeconds.Value:0.0} s ({told.MeanSeconds.Low:0.0} – {told.MeanSeconds.High:0.0}) over {told.Contacts:0} contacts from {told.First:uuuu-MM-dd} to {told.Last:uuuu-MM-dd}, without what its reasons multiply: {told.In(scenario, queue).Network.Queues.FirstOrDefault(one => one.Id == queue)?.HandleTime.MeanSeconds:0.0} s."));
        return told.In(scenario, queue);
    }

    /// <summary>Sends the file as it is; one beyond <see cref="LargestFile"/> as the plain counts that were read from it.</summary>
    private async Task<JsonNode?> SendAsync(ParseResult parsed, string url, string file, HistorySeries series, CancellationToken cancellation)
    {
        using var http = Instance.Connect(url, parsed.GetValue(_key));
        var condensed = new FileInfo(file).Length > LargestFile;
        using var content = new ByteArrayContent(condensed ? PlainHistory.Write(series) : await File.ReadAllBytesAsync(file, cancellation));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var address = $"api/v1/history?queue={Uri.EscapeDataString(parsed.GetValue(_queue)!)}&file={Uri.EscapeDataString(Path.GetFileName(file))}";
        if (parsed.GetValue(_map) is { } map && !condensed)
            address += $"&map={Uri.EscapeDataString(map)}";
        address += string.Concat((parsed.GetValue(_keep) ?? []).Select(id => $"&keep={Uri.EscapeDataString(id)}"));
        var reply = await Instance.PostAsync(http, address, content, cancellation);
        Screen.Remark($"Stored in {url}.");
        return reply;
    }

    private static void Show(string file, HistoryReport report, Domain.Demand.Baseline baseline)
    {
        foreach (var issue in report.Issues.Take(ShownIssues))
            Console.Out.WriteLine(issue);
        if (report.Counts.Values.Sum() is var all && all > ShownIssues)
            Console.Out.WriteLine($"… {all - ShownIssues} more: {string.Join(", ", report.Counts.Select(pair => $"{pair.Value} × {pair.Key}"))}.");
        foreach (var correction in report.Corrections.Take(ShownIssues))
            Console.Out.WriteLine($"{(correction.Refused ? "refused " : "corrected")} {correction.Id}: {correction.Problem} {correction.Effect}");
        if (report.Corrections.Count > 0)
            Console.Out.WriteLine("Refuse a correction with --keep and its name.");
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{file}: {report.Used} of {report.Rows} rows used, {report.First:uuuu-MM-dd HH:mm} to {report.Last:uuuu-MM-dd HH:mm}, every {report.IntervalMinutes} minutes, {report.Total:0} contacts."));
        var table = Screen.Table("day", "contacts", "from", "steps");
        foreach (var day in baseline.Days)
            table.Row(day.Day.ToString(), Screen.Number(day.Contacts, "0"), $"{day.ShapeStart:HH:mm}", day.Shape.Count == 0 ? "even"
                : $"{day.Shape.Count} × {day.StepMinutes} min");
        Screen.Show(table);
        Console.Out.WriteLine($"Daily variation {Screen.Percent(baseline.DailyVariation)}.");
    }
}
