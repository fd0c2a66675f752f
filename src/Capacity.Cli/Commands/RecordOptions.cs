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
    private readonly Option<string?> _file = new("--events") { Description = "Also write the contacts of one replication into this CSV file." };
    private readonly Option<double?> _sample = QuantityOption.Number(
        "--events-sample", "Share of persons whose contacts are written. Default 1.", 0, 1);
    private readonly Option<long> _limit = QuantityOption.Count("--events-limit", "Most rows.", 1, long.MaxValue, 1_000_000);
    private readonly Option<long> _replication = QuantityOption.Count(
        "--events-replication", "Number of the replication, from 0.", 0, 999_999, 0);

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_sample);
        command.Options.Add(_limit);
        command.Options.Add(_replication);
    }

    /// <summary>Writes the file if one is asked for.</summary>
    public async Task WriteAsync(ParseResult parsed, Scenario scenario, ulong seed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_file) is not { } path)
            return;
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
