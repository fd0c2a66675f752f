using System.Collections.Concurrent;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Fluid;

/// <summary>The fluid engine: a compiled scenario in, the sums of some environments out, each in the place of a replication.</summary>
public static class FluidEngine
{
    /// <summary>Changes with every change that changes a result.</summary>
    public const string Version = "fluid-7";

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
        return Block(model, seed, Compute(new FluidModel(model), seed, blocks, threads, cancellationToken));
    }

    /// <summary>Computes the environments of the contact-level replications 0, 1, … of a seed some times, in blocks of eight.</summary>
    internal static ReplicationBlock RunBeside(
        SimulationModel model, ulong seed, int blocks, int copies, int threads, CancellationToken cancellationToken) =>
        Block(model, seed, Compute(
            new FluidModel(model), LaneConditions.OfReplications(model, seed, blocks * Width, copies), copies * blocks, threads, cancellationToken));

    static ReplicationBlock Block(SimulationModel model, ulong seed, FluidBlock[] blocks) =>
        new(Version, seed, 0, [.. blocks.SelectMany(block => Records(block, model))]);

    /// <summary>CPU seconds of one block of environments on the calling thread, without the preparation that a model needs once.</summary>
    public static double MeasureSeconds(SimulationModel model, ulong seed)
    {
        var fluid = new FluidModel(model);
        var before = Environment.CpuUsage.UserTime;
        Compute(fluid, seed, blocks: 1, threads: 1, default);
        return (Environment.CpuUsage.UserTime - before).TotalSeconds;
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
        int queues = model.Network.Queues.Length, teams = model.Scenario.Network.Teams.Count, days = model.Timeline.SimulatedDays;
        for (var lane = 0; lane < Width; lane++)
        {
            var contacts = new Tallies(queues, days + 1, (int)ContactField.Count);
            var agents = new Tallies(teams, days, (int)AgentField.Count);
            var offered = Fill(block.Sums, lane, contacts, (int)ContactField.Offered);
            Fill(block.TeamSums, lane, agents, 0);
            yield return new ReplicationRecord(
                block.CourseOf(lane), (long)Math.Round(offered), PackedSums.Pack(contacts, ages: null, queues, model.Timeline.Days),
                PackedSums.Pack(agents, teams, model.Timeline.Days));
        }
    }

    /// <summary>Takes over sums by day, and by subject and field, and returns the total of one field.</summary>
    static double Fill(ReadOnlySpan<Lanes[]> sums, int lane, Tallies tallies, int counted)
    {
        var total = 0.0;
        for (var subject = 0; subject < tallies.Subjects; subject++)
            for (var day = 0; day < tallies.Days; day++)
            {
                var from = sums[day].AsSpan(subject * tallies.Fields, tallies.Fields);
                var to = tallies.Of(subject, day);
                for (var field = 0; field < tallies.Fields; field++)
                    to[field] = Math.Max(0, (long)Math.Round(from[field][lane] / EngineKind.Fluid.Unit));
                total += from[counted][lane];
            }

        return total;
    }
}
