using System.Runtime.Intrinsics;
using Capacity.Domain.Scenarios;
using Capacity.Numerics;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>A stretch of intervals of one day in which contacts of a queue can come without interruption.</summary>
/// <param name="First">First interval.</param>
/// <param name="End">Interval after the last.</param>
/// <param name="From">First second.</param>
/// <param name="Until">Second after the last.</param>
internal readonly record struct Doors(int First, int End, double From, double Until);

/// <summary>A wait below the target, at which the density of waits is taken.</summary>
/// <param name="Wait">The wait in seconds.</param>
/// <param name="Integral">Integral of the survival of patience up to it.</param>
/// <param name="Weight">Its weight among the waits up to the target.</param>
/// <param name="Surviving">The weight times the survival of patience.</param>
internal readonly record struct WaitNode(Lanes Wait, Lanes Integral, Lanes Weight, Lanes Surviving);

/// <summary>What the fluid knows of a queue before any lane is drawn.</summary>
internal sealed class FluidQueue
{
    const int HazardNodes = 64;
    const double Never = 1e9;
    float[] _allowed = [];
    readonly double[] _giveUp = new double[HazardNodes + 1];

    /// <param name="model">The queue.</param>
    /// <param name="network">Its network.</param>
    /// <param name="timeline">The scenario's time.</param>
    /// <param name="opening">Cases that are open at the start, if any.</param>
    public FluidQueue(QueueModel model, NetworkModel network, Timeline timeline, OpeningBacklog? opening)
    {
        Model = model;
        Pools = network.Candidates[model.Index];
        HasOwnAgents = Array.Exists(Pools, pool => network.Pools[pool].Queues.Length == 1);
        (IsLive, IsChat, Target) = (!model.IsDeferred, model.MostPerAgent > 1, Fill(Math.Max(1, model.TargetSeconds)));
        InService = Fill(0.5 + 0.5 * model.Definition.HandleTime.CoefficientOfVariation * model.Definition.HandleTime.CoefficientOfVariation);
        DoorsOf = new int[timeline.Intervals];
        Array.Fill(DoorsOf, -1);
        Doors = FindDoors(timeline);
        for (var number = 0; number < Doors.Length; number++)
            for (var i = Doors[number].First; i < Doors[number].End; i++)
                DoorsOf[i] = number;
        AskedSeconds = [.. Enumerable.Range(0, timeline.SimulatedDays).Select(day =>
            IsLive ? model.Open.OpenSecondsBetween(timeline.StartOfDay(day), timeline.StartOfDay(day + 1)) : 86400)];
        if (IsLive)
            PrepareWaits();
        else
            PrepareCases(timeline, opening);
    }

    public QueueModel Model { get; }

    /// <summary>Pools that serve it, most preferred first.</summary>
    public int[] Pools { get; }

    public bool IsLive { get; }

    /// <summary>Its agents hold several contacts at a time.</summary>
    public bool IsChat { get; }

    /// <summary>Seconds within which contacts are to be answered, at least 1.</summary>
    public Lanes Target { get; }

    /// <summary>Some of its agents serve no other queue.</summary>
    public bool HasOwnAgents { get; }

    /// <summary>When contacts can come, and for each interval the number of the doors that are open; −1 for none.</summary>
    public Doors[] Doors { get; }
    public int[] DoorsOf { get; }

    /// <summary>By day: seconds over which a day's chasers of overdue cases are spread.</summary>
    public double[] AskedSeconds { get; }

    /// <summary>Deferred: cases that are open at the start, and over how many intervals before it their arrivals are spread.</summary>
    public double OpeningCases { get; private set; }
    public int OpeningIntervals { get; private set; }

    /// <summary>Deferred: seconds until cases that come at the beginning of an interval fall due; intervals before the start are negative.</summary>
    public float AllowedFrom(int interval) => _allowed[interval + OpeningIntervals];

    /// <summary>Share of a case's handle time that is left on average while it is in service, (1 + cv²) ÷ 2.</summary>
    public Lanes InService { get; }

    /// <summary>Waits below the target at which their density is taken.</summary>
    public WaitNode[] Nodes { get; private set; } = [];
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

    void PrepareCases(Timeline timeline, OpeningBacklog? opening)
    {
        OpeningCases = Math.Round(opening?.Cases ?? 0);
        if (OpeningCases > 0)
            OpeningIntervals = Math.Max(1, (int)Math.Ceiling(opening!.OldestDays * 86400 / timeline.IntervalSeconds));
        _allowed = new float[OpeningIntervals + timeline.Intervals + 1];
        for (var i = 0; i < _allowed.Length; i++)
        {
            var start = timeline.StartOf(i - OpeningIntervals);
            _allowed[i] = (float)Math.Min(Never, Model.DueOf(start) - start);
        }
    }

    double OpenSeconds(Timeline timeline, int interval) =>
        Model.Open.OpenSecondsBetween(timeline.StartOf(interval), timeline.StartOf(interval) + timeline.IntervalSeconds);

    void PrepareWaits()
    {
        var patience = Model.Patience;
        Nodes = [.. Gauss(Model.TargetSeconds).Select(node => new WaitNode(
            Fill(node.Wait), Fill(IntegralOf(patience, node.Wait)), Fill(node.Weight), Fill(node.Weight * patience.Survival(node.Wait))))];
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
    static IEnumerable<(double Wait, double Weight)> Gauss(double end)
    {
        (double Place, double Weight)[] half = [(0.3399810435848563, 0.6521451548625461), (0.8611363115940526, 0.3478548451374538)];
        foreach (var (place, weight) in half)
        {
            yield return (end / 2 * (1 - place), end / 2 * weight);
            yield return (end / 2 * (1 + place), end / 2 * weight);
        }
    }

    static Lanes Fill(double value) => Vector256.Create((float)value);
}
