using System.CommandLine;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Samples;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.SingleQueue;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity benchmark</c>: the workloads of the README's table, measured on this machine.</summary>
internal sealed class BenchmarkCommand
{
    private static readonly QueueModel Benchmark = new()
    {
        ArrivalRate = 600.0 / 3600, MeanServiceTime = 300, MeanPatience = 180, Agents = 45, Target = 20,
    };

    private static readonly (string Name, string What, Func<CancellationToken, (double Figure, string Unit)> Run)[] Workloads =
    [
        ("one-queue", "M/M/n+M, 600/h, 300 s, 180 s, 45 agents, 20 million contacts, one thread",
            stop => OneQueue(SingleQueueModel.Of(Benchmark), stop)),
        ("one-queue-lognormal", "the same with lognormal handle time (CV 1.5)",
            stop => OneQueue(SingleQueueModel.Of(Benchmark, serviceVariation: 1.5), stop)),
        ("worked-example", "Horizons, 13 weeks, every flow, 32 replications on all cores", WorkedExample),
        ("coverage", "95 % intervals of 200 seeds × 200,000 contacts against exact Erlang A: share that hold it", _ => Coverage()),
    ];

    private readonly Argument<string?> _name = new("NAME")
    {
        Description = $"One of {string.Join(", ", Workloads.Select(w => w.Name))}; absent: all.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new BenchmarkCommand().Build();

    private Command Build()
    {
        _name.AcceptOnlyFromAmong([.. Workloads.Select(w => w.Name)]);
        var command = new Command("benchmark", "Measures the workloads of the README's table on this machine.") { _name, _json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(_name), parsed.GetValue(_json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? name, bool json, CancellationToken cancellation)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var workload in Workloads.Where(w => name is null || w.Name == name))
            rows.Add(await Screen.WithProgress(workload.Name, _ => Measure(workload.Name, workload.What, () => workload.Run(cancellation))));
        if (json)
        {
            JsonOutput.Print(rows);
            return ExitCode.Done;
        }
        var table = Screen.Table("workload", "figure", "", "seconds");
        foreach (var row in rows)
            table.Row(row.Workload, Screen.Number(row.Figure, row.Figure < 2 ? "0.000" : "#,0"), row.Unit, Screen.Number(row.ElapsedSeconds));
        Screen.Show(table);
        return ExitCode.Done;
    }

    private static BenchmarkRow Measure(string name, string what, Func<(double Figure, string Unit)> run)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (figure, unit) = run();
        return new BenchmarkRow(name, what, figure, unit, TimeProvider.System.GetElapsedTime(start).TotalSeconds, Environment.ProcessorCount);
    }

    private static (double Figure, string Unit) OneQueue(SingleQueueModel model, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        var result = SingleQueueSimulation.Run(model, new SingleQueuePlan { Contacts = 20_000_000 }, cancellation);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        return ((result.Contacts + result.WarmUpContacts) / seconds, "contacts/s");
    }

    private static (double Figure, string Unit) WorkedExample(CancellationToken cancellation)
    {
        var options = new ExperimentOptions { Replications = 32, BlockSize = 4 };
        return (Experiment.Run(Horizons.Scenario(), options, null, cancellation).ContactsPerSecond, "contacts/s");
    }

    private static (double Figure, string Unit) Coverage() =>
        (IntervalCoverage.Measure(Benchmark, runs: 200, contactsPerRun: 200_000).Share, "of intervals");
}

/// <summary>One measured workload.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="What">What it does.</param>
/// <param name="Figure">What was measured, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of the figure.</param>
/// <param name="ElapsedSeconds">Wall-clock seconds of the whole workload.</param>
/// <param name="Processors">Processors that the machine offers.</param>
internal sealed record BenchmarkRow(string Workload, string What, double Figure, string Unit, double ElapsedSeconds, int Processors);
