using System.CommandLine;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity sample generated</c>: an invented operation of any size, to measure on.</summary>
internal sealed class GeneratedSampleCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "Directory to write into; it is created where it is missing." };
    private readonly Option<long> _queues = QuantityOption.Count("--queues", "Queues.", 1, 4_000, 20);
    private readonly Option<long> _teams = QuantityOption.Count("--teams", "Teams; 0: five for every four queues.", 0, 20_000, 0);
    private readonly Option<long> _weeks = QuantityOption.Count("--weeks", "Simulated weeks.", 1, 130, 13);
    private readonly Option<double?> _load =
        QuantityOption.Number("--load", "Expected work ÷ time of the people there. Default 0.85; above 1 drowns.", 0.1, 3);
    private readonly Option<long> _volume = QuantityOption.Count("--contacts-per-week", "Mean fresh contacts of a voice queue.", 1, 1_000_000, 1_500);
    private readonly Option<ulong> _seed = QuantityOption.Seed();

    public static Command Create() => new GeneratedSampleCommand().Build();

    private Command Build()
    {
        var command = new Command("generated", "Writes an invented operation of any size: scenario.json.")
        {
            _folder, _queues, _teams, _weeks, _load, _volume, _seed,
        };
        command.SetAction(Write);
        return command;
    }

    private int Write(ParseResult parsed)
    {
        var queues = (int)parsed.GetValue(_queues);
        var teams = parsed.GetValue(_teams);
        var scenario = GeneratedNetwork.Scenario(new GeneratedNetworkOptions
        {
            Queues = queues,
            TeamsPerQueue = teams > 0 ? (double)teams / queues : 1.25,
            Weeks = (int)parsed.GetValue(_weeks),
            Load = parsed.GetValue(_load) ?? 0.85,
            ContactsPerWeek = parsed.GetValue(_volume),
            Seed = parsed.GetValue(_seed),
        });
        var folder = parsed.GetValue(_folder)!;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "scenario.json");
        File.WriteAllText(path, ScenarioJson.Write(scenario));
        Screen.Remark($"Written: {path}");
        Screen.Remark($"Next: capacity simulate {path}");
        return ExitCode.Done;
    }
}
