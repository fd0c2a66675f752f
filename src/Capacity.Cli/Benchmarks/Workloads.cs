namespace Capacity.Cli.Benchmarks;

/// <summary>Every workload, in the order of the README's table.</summary>
internal static class Workloads
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        .. OneQueue.Workloads,
        .. WorkedExample.Workloads,
        Forecasts.Workload,
        .. Workforce.Workloads,
        .. Fluid.Workloads,
        Coverage.Workload,
        ContactCoverage.Workload,
        .. Scale.Workloads,
    ];
}
