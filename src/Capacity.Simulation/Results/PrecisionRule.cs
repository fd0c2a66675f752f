using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Numerics.Estimation;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>
/// Stops a run as soon as the service level of every queue, each by its own definition, or its difference between two scenarios, is known
/// within a half-width. The intervals are
/// confidence sequences with the error shared among the queues: they hold all together, at whatever replication one stops, with 95 %.
/// </summary>
/// <remarks>Looks at every replication in its order, so where it stops depends on neither threads nor blocks.</remarks>
/// <param name="model">The compiled scenario.</param>
/// <param name="halfWidth">The half-width at which it stops.</param>
/// <param name="ofDifferences">Whether differences are watched, which may be exactly 0, and not shares.</param>
internal sealed class PrecisionRule(SimulationModel model, double halfWidth, bool ofDifferences = false)
{
    const double Error = 0.05;

    /// <summary>The sequences are asymptotic: below this they are not looked at.</summary>
    const int FewestReplications = 32;

    /// <summary>Where the sequences are tightest.</summary>
    const double Expected = 200;

    readonly RunningMoments[] _levels = new RunningMoments[model.Network.Queues.Length];
    int _replications;

    /// <summary>Every half-width is small enough.</summary>
    public bool IsReached { get; private set; }

    /// <summary>The largest half-width so far; infinite before it means something.</summary>
    public double Widest { get; private set; } = double.PositiveInfinity;

    /// <summary>Service level of each queue over the horizon of one replication; NaN where nothing came.</summary>
    public double[] LevelsOf(ReplicationRecord replication)
    {
        var levels = new double[_levels.Length];
        Span<long> sums = stackalloc long[ContactDaySums.Fields];
        for (var queue = 0; queue < levels.Length; queue++)
        {
            sums.Clear();
            PackedSums.AddUp(replication.Queues[queue], sums);
            levels[queue] = ContactKpis.ServiceLevel(Definition(queue)).Of(ContactDaySums.ToTally(sums));
        }

        return levels;
    }

    /// <summary>Takes one replication's values in, one for each queue.</summary>
    public void Add(ReadOnlySpan<double> levels)
    {
        for (var queue = 0; queue < _levels.Length; queue++)
            if (!double.IsNaN(levels[queue]))
                _levels[queue].Add(levels[queue]);
        if (++_replications < FewestReplications)
            return;
        Widest = 0;
        for (var queue = 0; queue < _levels.Length; queue++)
            if (_levels[queue].Count > 0)
                Widest = Math.Max(Widest, Interval(queue).HalfWidth);
        IsReached = Widest <= halfWidth;
    }

    ServiceLevelDefinition Definition(int queue) => model.Network.Queues[queue].Definition.Goals.Definition;

    Numerics.Estimation.Estimate Interval(int queue)
    {
        ref var level = ref _levels[queue];
        var interval = SequentialStopping.ConfidenceSequence(level, Error / _levels.Length, Expected);
        return !ofDifferences && interval.HalfWidth == 0 && (level.Mean is 0 or 1)
            ? interval with { HalfWidth = ProportionInterval.UnanimousMargin(level.Count, 1 - Error / _levels.Length) }
            : interval;
    }

    /// <summary>How the run ended, with intervals of what was watched that hold together.</summary>
    public Stopping ToStopping() => new()
    {
        Rule = StoppingRule.Precision,
        MostReplications = _replications,
        HalfWidth = halfWidth,
        Reached = IsReached,
        Watched = [.. Enumerable.Range(0, _levels.Length).Where(queue => _levels[queue].Count > 0).Select(Watched)],
    };

    WatchedKpi Watched(int queue) => new()
    {
        Queue = model.Network.Queues[queue].Definition.Id,
        Kpi = ContactKpis.ServiceLevel(Definition(queue)).Name,
        Mean = _levels[queue].Mean,
        HalfWidth = Interval(queue).HalfWidth,
    };
}
