using System.Runtime;
using Capacity.Domain.Samples;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;

namespace Capacity.Cli.Benchmarks;

/// <summary>
/// The worked example with every flow on, 13 weeks, from the compiled scenario to the folded figures. Replications that are not measured go
/// first, until nothing is compiled any more: that takes some two seconds of a process, whatever it simulates, and on a busy machine
/// longer, since it is done beside the simulation.
/// </summary>
internal sealed class WorkedExample(string name, string what, string unit, int replications, int threads) : Workload(name, what, unit)
{
    private const int WarmUp = 12;
    private const int MostRounds = 3;

    private SimulationModel? _model;

    public static IReadOnlyList<Workload> Workloads { get; } =
    [
        new WorkedExample("worked-example", "Horizons, 13 weeks, every flow, 16 replications on one core", "contacts/s", 16, 1),
        new WorkedExample("worked-example-cores", "the same, 32 replications on all cores", "contacts/s", 32, Environment.ProcessorCount),
        new WorkedExample("worked-example-100", "the same, 100 replications on all cores: how long one waits", "s", 100,
            Environment.ProcessorCount),
    ];

    public override int Threads => threads;

    public override void Prepare()
    {
        _model = SimulationModel.Compile(Horizons.Scenario());
        var compiled = -1L;
        for (var round = 0; round < MostRounds && compiled != JitInfo.GetCompiledMethodCount(); round++)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            Simulate(WarmUp * threads, CancellationToken.None);
        }
    }

    public override double Run(CancellationToken cancellation) => Simulate(replications, cancellation);

    public override double Figure(double amount, double seconds) => Unit == "s" ? seconds : base.Figure(amount, seconds);

    private double Simulate(int count, CancellationToken cancellation)
    {
        var options = new ExperimentOptions { Replications = count, Threads = threads, BlockSize = Math.Clamp(count / (4 * threads), 1, 16) };
        return Experiment.Fold(_model!, options, null, cancellation).Contacts;
    }
}
