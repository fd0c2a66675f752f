using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Scenarios;
using Capacity.Planning.Bridge;
using Capacity.Simulation.Experiments;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity bridge</c>: why a second scenario needs more or fewer full-time equivalents than a first.</summary>
internal sealed class BridgeCommand
{
    private readonly Argument<string> _first = new("A.json") { Description = "The first scenario." };
    private readonly Argument<string> _second = new("B.json") { Description = "The second scenario, with the same teams and weeks." };
    private readonly Option<string?> _team = new("--team") { HelpName = "TEAM", Description = "Only this team." };
    private readonly StoppingOptions _stopping = new("Simulated futures of each", 1);
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new BridgeCommand().Build();

    private Command Build()
    {
        var command = new Command("bridge", "Simulates two scenarios and says by driver why the second needs more or fewer full-time equivalents.")
        {
            _first, _second, _team, _json,
        };
        _stopping.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (first, second) = (ScenarioFile.Read(parsed.GetValue(_first)!), ScenarioFile.Read(parsed.GetValue(_second)!));
        var team = parsed.GetValue(_team);
        Check(first, second, team);
        var options = _stopping.Read(parsed);
        async Task<List<StaffingDrivers>> Drivers(Scenario scenario)
        {
            var result = await Screen.WithProgress($"Simulating {scenario.Id}",
                progress => Experiment.Run(scenario, options, new SimulateCommand.Forward(progress), cancellation));
            return [.. ResultDrivers.Of(scenario, result).Where(drivers => team is null || drivers.Team == team)];
        }
        var (before, after) = (await Drivers(first), await Drivers(second));
        var weeks = FteBridge.Weekly(before, after);
        var total = FteBridge.Sum(weeks.Select(week => week.Bridge));
        if (parsed.GetValue(_json))
            JsonOutput.Print(new
            {
                first = first.Id, second = second.Id, team, unit = "full-time-equivalent weeks", total = new Part("", total),
                weeks = weeks.Select(week => new Part($"{week.Monday:uuuu-MM-dd}", week.Bridge)),
                months = FteBridge.Monthly(weeks).Select(month => new Part($"{month.Month.Year:0000}-{month.Month.Month:00}", month.Bridge)),
            });
        else
            Show(total);
        return ExitCode.Done;
    }

    private static void Check(Scenario first, Scenario second, string? team)
    {
        if (first.Start != second.Start || first.Weeks != second.Weeks)
            throw new RefusedException(
                $"'{first.Id}' has {first.Weeks} weeks from {first.Start:uuuu-MM-dd}, '{second.Id}' {second.Weeks} from {second.Start:uuuu-MM-dd}: a bridge compares the same weeks.");
        if (!first.Network.Teams.Select(one => one.Id).ToHashSet().SetEquals(second.Network.Teams.Select(one => one.Id)))
            throw new RefusedException($"'{first.Id}' and '{second.Id}' have different teams: a bridge compares the same teams.");
        if (team is not null && first.Network.Teams.All(one => one.Id != team))
            throw new RefusedException($"There is no team '{team}'. Teams: {string.Join(", ", first.Network.Teams.Select(one => one.Id))}.");
    }

    private static void Show(FteBridge bridge)
    {
        var table = Screen.Table("driver", "FTE-weeks");
        table.Row("before", Screen.Number(bridge.Before / 1e4, "#,0.0000"));
        foreach (var term in Enum.GetValues<BridgeTerm>())
            table.Row(Name(term), Screen.Number((double)bridge.Of(term), "+#,0.0000;-#,0.0000;0"));
        table.Row("after", Screen.Number(bridge.After / 1e4, "#,0.0000"));
        Screen.Show(table);
    }

    private static string Name(BridgeTerm term) => term == BridgeTerm.HandleTime ? "handle time" : term.ToString().ToLowerInvariant();

    /// <summary>One stretch of time: terms sum exactly to the difference.</summary>
    private sealed record Part
    {
        public Part(string from, FteBridge bridge)
        {
            (From, Before, After, Difference) = (from, bridge.Before / 10_000m, bridge.After / 10_000m, bridge.Difference);
            Terms = Enum.GetValues<BridgeTerm>().ToDictionary(term => char.ToLowerInvariant(term.ToString()[0]) + term.ToString()[1..], bridge.Of);
        }

        public string From { get; }
        public decimal Before { get; }
        public decimal After { get; }
        public decimal Difference { get; }
        public IReadOnlyDictionary<string, decimal> Terms { get; }
    }
}
