using Capacity.Domain.Samples;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Fluid;
using Capacity.Simulation.Models;

namespace Capacity.Cli.Benchmarks;

/// <summary>One block of environments of the fluid engine, from the compiled scenario to its sums.</summary>
internal sealed class Fluid(string name, string what, string unit, bool isByClock) : Workload(name, what, unit)
{
    private SimulationModel? _model;

    public static IReadOnlyList<Workload> Workloads { get; } =
    [
        new Fluid(
            "fluid",
            "fluid engine: 13 weeks × 20 generated queues × 15 minutes, computed by hours and half hours, 8 environments, on all cores: how long one waits",
            "ms", isByClock: true),
        new Fluid("fluid-core", "the same on one core, by processor time", "CPU ms", isByClock: false),
        new FluidShare(),
    ];

    public override int Threads => isByClock ? Environment.ProcessorCount : 1;

    public override void Prepare()
    {
        _model = SimulationModel.Compile(GeneratedNetwork.Scenario(new GeneratedNetworkOptions { Queues = 20, IntervalMinutes = 15 }));
        for (var i = 0; i < 5; i++)
            Run(CancellationToken.None);
    }

    /// <summary>The least of ten runs: others use the machine too.</summary>
    public override double Run(CancellationToken cancellation) => 1000 * Enumerable.Range(0, 10).Min(_ => isByClock
        ? FluidEngine.MeasureElapsedSeconds(_model!, seed: 1, Threads, TimeProvider.System)
        : FluidEngine.MeasureSeconds(_model!, seed: 1));

    public override double Figure(double amount, double seconds) => amount;

    /// <summary>How often the fluid, calibrated as it is shown, is near the contact level on the worked example.</summary>
    private sealed class FluidShare() : Workload(
        "fluid-error", "share of Horizons' queue-days on which the calibrated fluid's service level is within 3 points of 100 other replications", "of queue-days")
    {
        public override int Threads => Environment.ProcessorCount;

        public override double Run(CancellationToken cancellation)
        {
            var scenario = Horizons.Scenario();
            var calibrated = FluidCalibration.Run(scenario, seed: 3, threads: Threads, cancellationToken: cancellation);
            var error = FluidExperiment.WithError(scenario, calibrated, new ExperimentOptions { Replications = 100 }, cancellation).Error!;
            Details = new Dictionary<string, double> { ["abandonmentWithin1"] = error.AbandonmentWithin1 };
            return error.ServiceLevelWithin3;
        }

        public override double Figure(double amount, double seconds) => amount;
    }
}
