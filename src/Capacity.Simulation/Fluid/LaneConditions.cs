using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>
/// The environments in which the lanes of a run live: courses of announcements, sizes of cohorts, peaks of absence, busyness of days. Each is
/// a Latin hypercube: every quantity takes the middle of each of as many equal strata once, in an order of its own (M. D. McKay,
/// R. J. Beckman, W. J. Conover, Technometrics 21:239, 1979).
/// </summary>
/// <remarks>
/// Orders are drawn from addresses that depend on the seed, the purpose and the owner only, so that every scenario meets the same
/// environments and comparisons stay paired.
/// </remarks>
internal sealed class LaneConditions
{
    /// <summary>Replications above this number are lanes of the fluid: no contact is ever drawn from them.</summary>
    const ulong Address = 1UL << 40;

    readonly SimulationModel _model;
    readonly ulong _seed;
    readonly int _lanes;
    readonly double[] _common;
    readonly double[] _chance;
    readonly Conditions[] _drawn = [];

    public LaneConditions(SimulationModel model, ulong seed, int lanes)
    {
        (_model, _seed, _lanes) = (model, seed, lanes);
        var scenario = model.Scenario;
        Courses = new int[lanes];
        var branches = scenario.Announcements.Where(a => a.IsOpen()).Select((_, owner) => Order(StreamPurpose.Announcement, owner, 0))
            .ToArray();
        for (var lane = 0; lane < lanes; lane++)
            Courses[lane] = Course.NumberOf(scenario, owner => Middle(branches[owner][lane]));
        Cohorts = [.. scenario.Cohorts.Select((cohort, number) =>
            Factors(TimeLaw.Lognormal(1, cohort.CustomersVariation).Draw, Order(StreamPurpose.ScenarioParameter, number, 0)))];
        _common = Strata(scenario.CommonDailyVariation);
        double[] normal = [.. Enumerable.Range(0, lanes).Select(stratum => NormalLaw.Quantile(Middle(stratum)))];
        var spread = Math.Sqrt(normal.Average(value => value * value));
        _chance = [.. normal.Select(value => value / spread)];
        Own = [.. scenario.Network.Queues.Select(queue =>
            Strata(scenario.Baselines.LastOrDefault(baseline => baseline.Queue == queue.Id)?.DailyVariation ?? 0))];
    }

    /// <summary>
    /// The environments of the contact-level replications 0, 1, … of a seed, so that both engines meet the same courses, cohorts, days and
    /// absences, and differ by chance between single contacts only.
    /// </summary>
    LaneConditions(SimulationModel model, ulong seed, Conditions[] drawn)
        : this(model, seed, drawn.Length)
    {
        _drawn = drawn;
        Courses = [.. drawn.Select(conditions => conditions.Compiled.Course.Number)];
        Cohorts = [.. Enumerable.Range(0, Cohorts.Length).Select(cohort => drawn.Select(conditions => conditions.CohortFactors[cohort]).ToArray())];
    }

    /// <summary>The environments of the first replications of a seed, each for some lanes that differ by the chance of backlogs.</summary>
    public static LaneConditions OfReplications(SimulationModel model, ulong seed, int replications, int copies)
    {
        Conditions[] drawn = [.. Enumerable.Range(0, replications).Select(replication =>
        {
            var conditions = new Conditions(model);
            conditions.Draw(seed, replication);
            return conditions;
        })];
        return new LaneConditions(model, seed, [.. Enumerable.Repeat(drawn, copies).SelectMany(one => one)]);
    }

    public int Lanes => _lanes;

    /// <summary>Number of the course of each lane.</summary>
    public int[] Courses { get; }

    /// <summary>True size ÷ expected size by cohort and lane.</summary>
    public double[][] Cohorts { get; }

    double[][] Own { get; }

    /// <summary>Peak of an absence wave by lane.</summary>
    public double[] Peaks(int wave, double mean, double variation)
    {
        if (_drawn.Length > 0)
            return [.. _drawn.Select(conditions => wave < conditions.Peaks.Length ? conditions.Peaks[wave] : mean)];
        var order = Order(StreamPurpose.Absence, wave, 0);
        var law = TimeLaw.Lognormal(mean, variation);
        return [.. order.Select(stratum => Math.Min(0.95, law.Draw(Middle(stratum))))];
    }

    /// <summary>Busyness of a day that is common to all queues, by lane.</summary>
    public void CommonBusyness(int day, Span<double> values)
    {
        if (_drawn.Length > 0)
            values.Fill(1);
        else
            Spread(_common, StreamPurpose.Busyness, 0, day, values);
    }

    /// <summary>A queue's own busyness of a day, by lane; where lanes are replications the whole of it.</summary>
    public void OwnBusyness(int queue, int day, Span<double> values)
    {
        if (_drawn.Length == 0)
            Spread(Own[queue], StreamPurpose.Busyness, queue + 1, day, values);
        for (var lane = 0; lane < _drawn.Length; lane++)
            values[lane] = _drawn[lane].Busyness[queue][day];
    }

    /// <summary>Standard normal strata of a queue's day: the chance in counts and handle times that a backlog adds up.</summary>
    public void Chance(int queue, int day, Span<double> values) => Spread(_chance, StreamPurpose.Volume, queue, day, values);

    void Spread(double[] strata, StreamPurpose purpose, int owner, int day, Span<double> values)
    {
        var order = Order(purpose, owner, day);
        for (var lane = 0; lane < _lanes; lane++)
            values[lane] = strata[order[lane]];
    }

    double Middle(int stratum) => (stratum + 0.5) / _lanes;

    double[] Factors(Func<double, double> quantile, int[] order)
    {
        double[] factors = [.. order.Select(stratum => quantile(Middle(stratum)))];
        var mean = factors.Average();
        return [.. factors.Select(factor => factor / mean)];
    }

    /// <summary>Gamma factors at the middles of the strata, stretched to mean 1 and the law's variation.</summary>
    double[] Strata(double variation)
    {
        var values = new double[_lanes];
        Array.Fill(values, 1);
        if (variation <= 0)
            return values;
        var shape = 1 / (variation * variation);
        for (var stratum = 0; stratum < _lanes; stratum++)
            values[stratum] = GammaFunctions.LowerGammaInverse(shape, Middle(stratum)) / shape;
        var mean = values.Average();
        var spread = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => Math.Max(0.01, 1 + (value - mean) * variation / spread))];
    }

    /// <summary>A random order of the strata (Fisher and Yates).</summary>
    int[] Order(StreamPurpose purpose, int owner, int day)
    {
        var stream = RandomStream.For(_seed, Address + (ulong)day, purpose, (uint)owner);
        var order = Enumerable.Range(0, _lanes).ToArray();
        for (var i = _lanes - 1; i > 0; i--)
        {
            var j = stream.NextIndex(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>Eight lanes' worth of values as one vector.</summary>
    public static Lanes Pack(ReadOnlySpan<double> values, int block) =>
        Vector256.Narrow(Vector256.Create(values.Slice(block * 8, 4)), Vector256.Create(values.Slice(block * 8 + 4, 4)));

    /// <summary>The lanes of a vector, to be read or written one by one.</summary>
    public static Span<float> Each(Span<Lanes> vectors) => MemoryMarshal.Cast<Lanes, float>(vectors);
}
