using System.CommandLine;
using System.Diagnostics;
using System.Runtime.Intrinsics;
using Capacity.Cli.Benchmarks;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity benchmark</c>: the workloads of the README's table, measured on this machine.</summary>
internal sealed class BenchmarkCommand
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = $"One of {string.Join(", ", Workloads.All)}; absent: all.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<long> _repeat = QuantityOption.Count("--repeat", "Runs of each workload; the one that took least processor time counts.",
        1, 1000, 1);
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new BenchmarkCommand().Build();

    private Command Build()
    {
        _name.AcceptOnlyFromAmong([.. Workloads.All.Select(workload => workload.Name)]);
        var command = new Command("benchmark", "Measures the workloads of the README's table on this machine.") { _name, _repeat, _json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (name, repeat) = (parsed.GetValue(_name), parsed.GetValue(_repeat));
        var rows = new List<BenchmarkRow>();
        foreach (var workload in Workloads.All.Where(workload => name is null || workload.Name == name))
            rows.Add(await Screen.WithProgress(workload.Name, progress => Measure(workload, repeat, progress, cancellation)));
        if (parsed.GetValue(_json))
            JsonOutput.Print(rows);
        else
            Show(rows);
        return ExitCode.Done;
    }

    private static BenchmarkRow Measure(Workload workload, long repeat, IProgress<(double, string)> progress, CancellationToken cancellation)
    {
        workload.Prepare();
        BenchmarkRow? best = null;
        for (var run = 0; run < repeat; run++)
        {
            progress.Report((run / (double)repeat, ""));
            var row = MeasureOnce(workload, cancellation);
            if (best is null || row.ProcessorSeconds < best.ProcessorSeconds)
                best = row;
        }

        return best!;
    }

    private static BenchmarkRow MeasureOnce(Workload workload, CancellationToken cancellation)
    {
        using var process = Process.GetCurrentProcess();
        var (start, processor, allocated) = (TimeProvider.System.GetTimestamp(), process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        var amount = workload.Run(cancellation);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return new BenchmarkRow
        {
            Workload = workload.Name,
            What = workload.What,
            Figure = workload.Figure(amount, seconds),
            Unit = workload.Unit,
            Details = workload.Details,
            FigurePerCore = workload.Figure(amount, (process.TotalProcessorTime - processor).TotalSeconds),
            ElapsedSeconds = seconds,
            ProcessorSeconds = (process.TotalProcessorTime - processor).TotalSeconds,
            Threads = workload.Threads,
            Processors = Environment.ProcessorCount,
            VectorBits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
            AllocatedMegabytes = (GC.GetTotalAllocatedBytes() - allocated) / 1e6,
            PeakMegabytes = process.PeakWorkingSet64 / 1e6,
        };
    }

    private static void Show(IEnumerable<BenchmarkRow> rows)
    {
        var table = Screen.Table("workload", "figure", "per core", "s", "cpu s", "MB");
        foreach (var row in rows)
        {
            var millions = row.Figure >= 1e5;
            string Text(double figure) => Screen.Number(millions ? figure / 1e6 : figure, "0.0##");
            table.Row(row.Workload, $"{Text(row.Figure)}{(millions ? " million" : "")} {row.Unit}", Text(row.FigurePerCore),
                Screen.Number(row.ElapsedSeconds), Screen.Number(row.ProcessorSeconds), Screen.Number(row.PeakMegabytes, "#,0"));
        }

        Screen.Show(table);
    }
}

/// <summary>One measured workload.</summary>
internal sealed record BenchmarkRow
{
    public required string Workload { get; init; }

    /// <summary>What it does, with its sizes.</summary>
    public required string What { get; init; }

    /// <summary>What was measured by the wall clock, in <see cref="Unit"/>.</summary>
    public required double Figure { get; init; }

    public required string Unit { get; init; }

    /// <summary>More about the run, by name.</summary>
    public required IReadOnlyDictionary<string, double>? Details { get; init; }

    /// <summary>The same by processor seconds of the whole process: what one core does, whatever else the machine is busy with.</summary>
    public required double FigurePerCore { get; init; }

    public required double ElapsedSeconds { get; init; }

    public required double ProcessorSeconds { get; init; }

    /// <summary>Threads that computed.</summary>
    public required int Threads { get; init; }

    /// <summary>Processors that the machine offers.</summary>
    public required int Processors { get; init; }

    /// <summary>Width of the widest vectors that the processor and its runtime compute with; 0: none.</summary>
    public required int VectorBits { get; init; }

    /// <summary>Memory asked for during the run and mostly given back.</summary>
    public required double AllocatedMegabytes { get; init; }

    /// <summary>Largest resident memory of the process so far: run a workload alone to know its own.</summary>
    public required double PeakMegabytes { get; init; }
}
