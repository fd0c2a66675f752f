using Capacity.Domain.Samples;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Fluid;
using Capacity.Simulation.Models;

namespace Capacity.Cli.Benchmarks;

/// <summary>One block of environments of the fluid engine, from the compiled scenario to its sums.</summary>
internal sealed class Fluid() : Workload("fluid", "fluid engine: 13 weeks × 20 generated queues × 15 minutes, computed by hours and half hours, 8 environments, one core", "CPU ms")
{
    private SimulationModel? _model;

    public static IReadOnlyList<Workload> Workloads { get; } = [new Fluid(), new FluidShare()];

    public override void Prepare()
    {
        _model = SimulationModel.Compile(GeneratedNetwork.Scenario(new GeneratedNetworkOptions { Queues = 20, IntervalMinutes = 15 }));
        for (var i = 0; i < 5; i++)
            Run(CancellationToken.None);
    }

    /// <summary>The least of ten runs, and the least time of ten that share all cores: others use the machine too.</summary>
    public override double Run(CancellationToken cancellation)
    {
        Details = new Dictionary<string, double>
        {
            ["coresForElapsed"] = Environment.ProcessorCount,
            ["elapsedMs"] = Least(() => FluidEngine.MeasureElapsedSeconds(_model!, seed: 1, Environment.ProcessorCount, TimeProvider.System)),
        };
        return Least(() => FluidEngine.MeasureSeconds(_model!, seed: 1));
    }

    private static double Least(Func<double> seconds) => 1000 * Enumerable.Range(0, 10).Min(_ => seconds());

    public override double Figure(double amount, double seconds) => amount;

    /// <summary>How often the fluid is near the contact level on the worked example.</summary>
    private sealed class FluidShare() : Workload(
        "fluid-error", "share of Horizons' queue-days on which the fluid's service level is within 3 points of 100 replications", "of queue-days")
    {
        public override int Threads => Environment.ProcessorCount;

        public override double Run(CancellationToken cancellation)
        {
            var scenario = Horizons.Scenario();
            var options = new ExperimentOptions { Replications = 100 };
            return FluidExperiment.WithError(scenario, FluidExperiment.Run(scenario, null, cancellation), options, cancellation)
                .Error!.ServiceLevelWithin3;
        }

        public override double Figure(double amount, double seconds) => amount;
    }
}
