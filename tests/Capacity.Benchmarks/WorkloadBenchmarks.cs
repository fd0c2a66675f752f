using BenchmarkDotNet.Attributes;
using Capacity.Cli.Benchmarks;

namespace Capacity.Benchmarks;

/// <summary>Every workload of the README's table under BenchmarkDotNet: time and memory of one run, as <c>capacity benchmark</c> does it.</summary>
[MemoryDiagnoser]
public class WorkloadBenchmarks
{
    private Workload? _workload;

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    public static IEnumerable<string> Names => Workloads.All.Select(workload => workload.Name);

    [GlobalSetup]
    public void Prepare()
    {
        _workload = Workloads.All.Single(workload => workload.Name == Name);
        _workload.Prepare();
    }

    [Benchmark]
    public double Run() => _workload!.Run(CancellationToken.None);
}
