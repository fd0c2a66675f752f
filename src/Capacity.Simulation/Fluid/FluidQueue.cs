using Capacity.Numerics;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>A stretch of intervals of one day in which contacts of a queue can come without interruption.</summary>
/// <param name="First">First interval.</param>
/// <param name="End">Interval after the last.</param>
/// <param name="From">First second.</param>
/// <param name="Until">Second after the last.</param>
internal readonly record struct Doors(int First, int End, double From, double Until);

/// <summary>What the fluid knows of a queue before any lane is drawn.</summary>
internal sealed class FluidQueue
{
    const int LawNodes = 6;
    const int HazardNodes = 64;
    readonly double[] _giveUp = new double[HazardNodes + 1];

    public FluidQueue(QueueModel model, NetworkModel network, Timeline timeline)
    {
        Model = model;
        Pools = network.Candidates[model.Index];
        HasOwnAgents = Array.Exists(Pools, pool => network.Pools[pool].Queues.Length == 1);
        IsLive = !model.IsDeferred;
        DoorsOf = new int[timeline.Intervals];
        Array.Fill(DoorsOf, -1);
        Doors = FindDoors(timeline);
        for (var number = 0; number < Doors.Length; number++)
            for (var i = Doors[number].First; i < Doors[number].End; i++)
                DoorsOf[i] = number;
        if (IsLive)
            PrepareWaits();
        else
            Due = [.. Enumerable.Range(0, timeline.Intervals + 1).Select(i => model.DueOf(timeline.StartOf(i)))];
    }

    public QueueModel Model { get; }

    /// <summary>Pools that serve it, most preferred first.</summary>
    public int[] Pools { get; }

    public bool IsLive { get; }

    /// <summary>Some of its agents serve no other queue.</summary>
    public bool HasOwnAgents { get; }

    /// <summary>When contacts can come, and for each interval the number of the doors that are open; −1 for none.</summary>
    public Doors[] Doors { get; }
    public int[] DoorsOf { get; }

    /// <summary>Deferred: when cases that come at the beginning of each interval fall due.</summary>
    public double[] Due { get; } = [];

    /// <summary>Nodes of the wait up to the target with their weights, integral and value of the survival of patience.</summary>
    public double[] Nodes { get; private set; } = [];
    public double[] NodeWeights { get; private set; } = [];
    public double[] NodeIntegrals { get; private set; } = [];
    public double[] NodeSurvivals { get; private set; } = [];
    public double TargetSurvival { get; private set; } = 1;

    /// <summary>Share of patience that is below the threshold of short abandons.</summary>
    public double ShortShare { get; private set; }

    /// <summary>Whether patience is exponential or endless, so that its rate does not depend on the wait.</summary>
    public bool HasConstantRate { get; private set; }
    public double GiveUpRate { get; private set; }

    /// <summary>
    /// Rate at which those who wait give up where waits are about so long: −log Ḡ(w) ÷ w, the constant hazard that loses as many by then
    /// (after W. Whitt, Management Science 51:221, 2005).
    /// </summary>
    public double GiveUpRateAt(double wait)
    {
        var place = Math.Clamp(wait / (4 * Model.Patience.Mean), 0, 1) * HazardNodes;
        var below = Math.Min((int)place, HazardNodes - 1);
        return _giveUp[below] + (place - below) * (_giveUp[below + 1] - _giveUp[below]);
    }

    Doors[] FindDoors(Timeline timeline)
    {
        var doors = new List<Doors>();
        for (int day = 0, i = 0; day < timeline.SimulatedDays; day++)
        {
            var first = -1;
            for (; i <= timeline.Intervals; i++)
            {
                var ends = i == timeline.Intervals || timeline.DayOf(i) != day;
                var open = !ends && (!IsLive || OpenSeconds(timeline, i) > 0);
                if (open && first < 0)
                    first = i;
                if (!open && first >= 0)
                {
                    doors.Add(new(first, i, timeline.StartOf(first), timeline.StartOf(i)));
                    first = -1;
                }

                if (ends)
                    break;
            }
        }

        return [.. doors];
    }

    double OpenSeconds(Timeline timeline, int interval) =>
        Model.Open.OpenSecondsBetween(timeline.StartOf(interval), timeline.StartOf(interval) + timeline.IntervalSeconds);

    void PrepareWaits()
    {
        var patience = Model.Patience;
        (Nodes, NodeWeights) = Gauss(Model.TargetSeconds);
        NodeIntegrals = [.. Nodes.Select(x => IntegralOf(patience, x))];
        NodeSurvivals = [.. Nodes.Select(patience.Survival)];
        TargetSurvival = patience.Survival(Model.TargetSeconds);
        ShortShare = 1 - patience.Survival(Model.ShortAbandonSeconds);
        var constant = patience.IsEndless ? 1e-5 : 1 / Math.Max(1, patience.Mean);
        HasConstantRate = patience.IsEndless || Model.Definition.Patience!.Law == Domain.Networks.PatienceLaw.Exponential;
        GiveUpRate = constant;
        for (var j = 0; j <= HazardNodes && !HasConstantRate; j++)
        {
            var wait = Math.Max(0.25, j) * 4 * patience.Mean / HazardNodes;
            _giveUp[j] = Math.Max(1e-5, -KernelMath.Log(Math.Max(1e-3, patience.Survival(wait))) / wait);
        }
    }

    static double IntegralOf(TimeLaw patience, double until)
    {
        const int Steps = 16;
        var sum = 0.0;
        for (var i = 0; i < Steps; i++)
            sum += patience.Survival((i + 0.5) * until / Steps);
        return sum * until / Steps;
    }

    /// <summary>Gauss–Legendre nodes with their weights between 0 and an end.</summary>
    static (double[] Nodes, double[] Weights) Gauss(double end)
    {
        double[] places = [0.2386191860831969, 0.6612093864662645, 0.9324695142031521];
        double[] weights = [0.4679139345726910, 0.3607615730481386, 0.1713244923791704];
        var nodes = new double[LawNodes];
        var sizes = new double[LawNodes];
        for (var i = 0; i < 3; i++)
        {
            (nodes[2 * i], nodes[2 * i + 1]) = (end / 2 * (1 - places[i]), end / 2 * (1 + places[i]));
            sizes[2 * i] = sizes[2 * i + 1] = end / 2 * weights[i];
        }

        return (nodes, sizes);
    }
}
