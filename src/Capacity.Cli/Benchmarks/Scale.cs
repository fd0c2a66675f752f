using System.Diagnostics;
using Capacity.Domain.Samples;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Cli.Benchmarks;

/// <summary>
/// A generated operation of 130 weeks with five teams a queue, from the scenario to the built result of one replication: microseconds of
/// processor time per queue and week, so that equal figures at every size mean a cost that grows linearly.
/// </summary>
internal sealed class Scale(int queues) : Workload(
    $"scale-{queues}",
    $"{queues} queues, {5 * queues} teams, 130 weeks (generated): compile, one replication, fold and build on one core", "µs/queue-week")
{
    private const int Weeks = 130;

    private double _processorSeconds;

    public static IReadOnlyList<Workload> Workloads { get; } = [new Scale(20), new Scale(200), new Scale(2_000)];

    public override double Run(CancellationToken cancellation)
    {
        var scenario = GeneratedNetwork.Scenario(new GeneratedNetworkOptions
        {
            Queues = queues, TeamsPerQueue = 5, Weeks = Weeks, ContactsPerWeek = 300, Load = 0.75,
        });
        var (compile, model) = Timed(() => SimulationModel.Compile(scenario));
        var options = new ExperimentOptions { Replications = 1, Threads = 1, BlockSize = 1 };
        var blocks = new List<ReplicationBlock>();
        var (simulate, _) = Timed(() =>
        {
            Experiment.Each(model, options, blocks.Add, cancellation);
            return 0;
        });
        var (fold, _) = Timed(() =>
        {
            var result = new ResultFold(model);
            blocks.ForEach(result.Add);
            return result.Build();
        });
        _processorSeconds = compile + simulate + fold;
        Details = new Dictionary<string, double>
        {
            ["compileSeconds"] = compile,
            ["simulateSeconds"] = simulate,
            ["foldSeconds"] = fold,
            ["contacts"] = blocks.Sum(block => block.Contacts),
        };
        return queues * (double)Weeks;
    }

    /// <summary>Processor time of the parts per queue-week; waiting for a busy machine does not count.</summary>
    public override double Figure(double amount, double seconds) => 1e6 * _processorSeconds / amount;

    private static (double Seconds, T Result) Timed<T>(Func<T> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var result = work();
        process.Refresh();
        return ((process.TotalProcessorTime - before).TotalSeconds, result);
    }
}
