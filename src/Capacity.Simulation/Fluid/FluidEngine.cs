using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Fluid;

/// <summary>The fluid engine: a compiled scenario in, the sums of some environments out, each in the place of a replication.</summary>
public static class FluidEngine
{
    /// <summary>Changes with every change that changes a result.</summary>
    public const string Version = "fluid-11";

    /// <summary>Environments that are computed side by side.</summary>
    public const int Width = 8;

    /// <summary>Computes environments in blocks of eight on so many threads; the result does not depend on their number.</summary>
    /// <param name="model">The compiled scenario.</param>
    /// <param name="seed">Seed of the environments.</param>
    /// <param name="blocks">Blocks of <see cref="Width"/> environments, at least 1.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    public static ReplicationBlock Run(
        SimulationModel model, ulong seed, int blocks = 1, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        return Run(new FluidModel(model), model, seed, blocks, threads, cancellationToken);
    }

    /// <summary>The same of a scenario that is prepared.</summary>
    internal static ReplicationBlock Run(
        FluidModel fluid, SimulationModel model, ulong seed, int blocks, int threads, CancellationToken cancellationToken) =>
        Block(model, seed, Compute(fluid, seed, blocks, threads, cancellationToken));

    /// <summary>Computes the environments of the contact-level replications 0, 1, … of a seed so many times; together they fill blocks of eight.</summary>
    internal static ReplicationBlock RunBeside(
        FluidModel fluid, SimulationModel model, ulong seed, int replications, int copies, int threads, CancellationToken cancellationToken) =>
        Block(model, seed, Compute(
            fluid, LaneConditions.OfReplications(model, seed, replications, copies), copies * replications / Width, threads, cancellationToken));

    static ReplicationBlock Block(SimulationModel model, ulong seed, FluidBlock[] blocks) =>
        new(Version, seed, 0, [.. blocks.SelectMany(block => Records(block, model))]);

    /// <summary>
    /// CPU seconds of one block of environments on the calling thread, without the preparation that a model needs once. The system's share is
    /// in it: what the two share is measured, how they share it is counted by ticks.
    /// </summary>
    public static double MeasureSeconds(SimulationModel model, ulong seed)
    {
        var fluid = new FluidModel(model);
        var before = Environment.CpuUsage.TotalTime;
        Compute(fluid, seed, blocks: 1, threads: 1, default);
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>Seconds of one block of environments from start to end on so many threads, without that preparation.</summary>
    public static double MeasureElapsedSeconds(SimulationModel model, ulong seed, int threads, TimeProvider clock)
    {
        var fluid = new FluidModel(model);
        var start = clock.GetTimestamp();
        Compute(fluid, seed, blocks: 1, threads, default);
        return clock.GetElapsedTime(start).TotalSeconds;
    }

    internal static FluidBlock[] Compute(FluidModel model, ulong seed, int blocks, int threads, CancellationToken cancellationToken) =>
        Compute(model, new LaneConditions(model.Model, seed, blocks * Width), blocks, threads, cancellationToken);

    static FluidBlock[] Compute(FluidModel model, LaneConditions conditions, int blocks, int threads, CancellationToken cancellationToken)
    {
        FluidBlock[] all = [.. Enumerable.Range(0, blocks).Select(number => new FluidBlock(model, conditions, number))];
        var runs = from section in model.Sections from block in all select new FluidRun(block, section);
        if (threads > 1)
            Parallel.ForEach(
                Partitioner.Create(runs, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
                run => run.Run(cancellationToken));
        else
            foreach (var run in runs)
                run.Run(cancellationToken);
        return all;
    }

    static IEnumerable<ReplicationRecord> Records(FluidBlock block, SimulationModel model)
    {
        var queues = Pack(block.Sums, model.Network.Queues.Length, (int)ContactField.Count, model.Timeline.Days);
        var teams = Pack(block.TeamSums, model.Scenario.Network.Teams.Count, (int)AgentField.Count, model.Timeline.Days);
        return Enumerable.Range(0, Width).Select(lane => new ReplicationRecord(
            block.CourseOf(lane), (long)Math.Round(Offered(block.Sums, lane)), queues[lane], teams[lane]));
    }

    static double Offered(Lanes[][] sums, int lane)
    {
        var offered = 0.0;
        foreach (var day in sums)
            for (var at = (int)ContactField.Offered; at < day.Length; at += (int)ContactField.Count)
                offered += day[at][lane];
        return offered;
    }

    /// <summary>Packs sums by day, and by subject and field, for each lane and subject.</summary>
    static byte[][][] Pack(Lanes[][] sums, int subjects, int fields, int days)
    {
        byte[][][] packed = [.. Enumerable.Range(0, Width).Select(_ => new byte[subjects][])];
        var ofLanes = new long[Width * days * fields];
        Span<long> whole = stackalloc long[Width];
        for (var subject = 0; subject < subjects; subject++)
        {
            for (var day = 0; day < days; day++)
            {
                var from = sums[day].AsSpan(subject * fields, fields);
                for (var field = 0; field < fields; field++)
                {
                    Whole(from[field], whole);
                    for (var lane = 0; lane < Width; lane++)
                        ofLanes[(lane * days + day) * fields + field] = whole[lane];
                }
            }

            for (var lane = 0; lane < Width; lane++)
                packed[lane][subject] = PackedSums.Pack(ofLanes.AsSpan(lane * days * fields, days * fields));
        }

        return packed;
    }

    /// <summary>Eight sums in whole units, none below 0.</summary>
    static void Whole(Lanes sums, Span<long> whole)
    {
        var (low, high) = Vector256.Widen(sums);
        WholeOf(low).CopyTo(whole);
        WholeOf(high).CopyTo(whole[(Width / 2)..]);
    }

    static Vector256<long> WholeOf(Vector256<double> sums) => Vector256.Max(
        Vector256<long>.Zero, Vector256.ConvertToInt64(Vector256.Round(sums / Vector256.Create(EngineKind.Fluid.Unit))));
}
