using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;

namespace Capacity.Cli.Commands;

/// <summary>The options of <c>capacity simulate</c> that write the contacts of one replication into a file.</summary>
internal sealed class RecordOptions
{
    private readonly Option<string?> _file = new("--events") { HelpName = "FILE", Description = "Also write the contacts of one replication into this CSV file." };
    private readonly Option<double?> _sample = QuantityOption.Number(
        "--events-sample", "Share of persons whose contacts are written. Default 1.", 0, 1);
    private readonly Option<long> _limit = QuantityOption.Count("--events-limit", "Most rows.", 1, long.MaxValue, 1_000_000);
    private readonly Option<long> _replication = QuantityOption.Count(
        "--events-replication", "Number of the replication, from 0.", 0, 999_999, 0);

    private readonly Option<string?> _breakdown = new("--breakdown")
    {
        HelpName = "DIR",
        Description = "Also write every KPI by queue, team and reason, each by interval, day and week, as files into this directory.",
    };
    private readonly Option<string> _format = new("--breakdown-format")
    {
        Description = "How these files are written.",
        DefaultValueFactory = _ => "csv",
    };
    private readonly Option<long> _breakdownReplications = QuantityOption.Count(
        "--breakdown-replications", "Replications that the breakdown counts.", 1, 10_000, 10);

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong("csv", "json");
        command.Options.Add(_file);
        command.Options.Add(_sample);
        command.Options.Add(_limit);
        command.Options.Add(_replication);
        command.Options.Add(_breakdown);
        command.Options.Add(_format);
        command.Options.Add(_breakdownReplications);
    }

    /// <summary>Writes what is asked for; what belongs to a file that is not asked for is refused.</summary>
    public async Task WriteAsync(ParseResult parsed, Scenario scenario, ulong seed, CancellationToken cancellation)
    {
        BelongingOptions.RefuseUnless(parsed, parsed.GetValue(_file) is not null, "--events FILE", _sample, _limit, _replication);
        BelongingOptions.RefuseUnless(parsed, parsed.GetValue(_breakdown) is not null, "--breakdown DIR", _format, _breakdownReplications);
        if (parsed.GetValue(_file) is { } path)
            await WriteContactsAsync(path, parsed, scenario, seed, cancellation);
        if (parsed.GetValue(_breakdown) is not { } folder)
            return;
        Directory.CreateDirectory(folder);
        var replications = (int)parsed.GetValue(_breakdownReplications);
        await Screen.WithProgress("Counting by interval and reason", _ =>
        {
            BreakdownFile.Write(folder, Enum.Parse<BreakdownFormat>(parsed.GetValue(_format)!, ignoreCase: true), SimulationModel.Compile(scenario), seed, replications, cancellation);
            return true;
        });
        Screen.Remark($"Written: {folder}, KPIs by interval, team and reason over {replications} replications.");
    }

    private async Task WriteContactsAsync(string path, ParseResult parsed, Scenario scenario, ulong seed, CancellationToken cancellation)
    {
        var model = SimulationModel.Compile(scenario);
        var replication = (int)parsed.GetValue(_replication);
        var options = new RecordingOptions { Sample = parsed.GetValue(_sample) ?? 1, Limit = parsed.GetValue(_limit) };
        using var file = new ContactFile(path, model);
        var count = await Screen.WithProgress("Writing contacts",
            _ => ContactRecording.Run(model, seed, replication, options, file.Add, cancellation));
        Screen.Remark(FormattableString.Invariant(
            $"Written: {path}, {count.Recorded:#,0} of the {count.Contacts:#,0} contacts of replication {replication}."));
    }
}
