using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Results;
using Capacity.Simulation.Experiments;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity compare</c>: what a second scenario changes, on common random numbers.</summary>
internal sealed class CompareCommand
{
    private readonly Argument<string> _first = new("A.json") { Description = "The first scenario." };
    private readonly Argument<string> _second = new("B.json")
    {
        Description = "The second scenario, with the same queues, teams and weeks.",
    };
    private readonly StoppingOptions _stopping = new("Pairs of simulated futures", 2);
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new CompareCommand().Build();

    private Command Build()
    {
        var command = new Command("compare", "Simulates two scenarios pair by pair and says which differences are proven.")
        {
            _first, _second, _json,
        };
        _stopping.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (first, second) = (ScenarioFile.Read(parsed.GetValue(_first)!), ScenarioFile.Read(parsed.GetValue(_second)!));
        var options = _stopping.Read(parsed);
        PairedComparison comparison;
        try
        {
            comparison = await Screen.WithProgress("Simulating pairs", progress => PairedExperiment.Compare(
                first, second, options, cancellation, new SimulateCommand.Forward(progress)));
        }
        catch (ArgumentException different)
        {
            throw new RefusedException(different.Message);
        }
        var lines = comparison.Differences.Select(difference => new ComparedKpi(
            difference.Subject, difference.Kpi, difference.Mean, difference.HalfWidth, Verdict(difference))).ToList();
        if (parsed.GetValue(_json))
            JsonOutput.Print(new
            {
                first = first.Id, second = second.Id, comparison.Seed, comparison.Replications, comparison.Stopping, differences = lines,
            });
        else
            Show(lines, comparison);
        return ExitCode.Done;
    }

    private static string Verdict(PairedDifference difference) =>
        !difference.ExcludesZero ? "no difference proven" : difference.Mean > 0 ? "higher" : "lower";

    private static void Show(List<ComparedKpi> lines, PairedComparison comparison)
    {
        var table = Screen.Table("subject", "KPI", "B − A", "± 95 %", "verdict");
        foreach (var line in lines.Where(
            line => line.Kpi is "serviceLevelOfOffered" or "abandonmentRate" or "averageSpeedOfAnswer" or "backlog" or "occupancy" or "cost"))
            table.Row(line.Subject.Length > 0 ? line.Subject : "all", line.Kpi, Screen.Number(line.Mean, "0.####"),
                Screen.Number(line.HalfWidth, "0.####"), line.Verdict);
        Screen.Show(table);
        if (StoppingOptions.Sentence(comparison.Stopping, comparison.Replications) is { Length: > 0 } end)
            Console.Out.WriteLine(end);
    }

    /// <summary>Second minus first: positive means that the second is higher.</summary>
    private sealed record ComparedKpi(string Subject, string Kpi, double Mean, double HalfWidth, string Verdict);
}
