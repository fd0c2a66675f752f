using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;
using NodaTime;
using StudentLaw = Capacity.Numerics.Estimation.StudentLaw;

namespace Capacity.Simulation.Fluid;

/// <summary>
/// What a scenario's fluid in many environments says, read as a few contact-level replications want it read: for every queue a line between the
/// odds of its shares (<see cref="OddsLine"/>).
/// </summary>
/// <remarks>
/// The lines come from the fluid in the very environments of the replications, so that what days and cohorts bring is no noise in the
/// comparison: control by common random numbers, with sixteen replications where a correction day by day wants hundreds. The figures come
/// from many environments, since backlogs add up what few of them bring by chance.
/// </remarks>
public sealed class FluidCalibration
{
    const int Copies = 4;
    const int Blocks = 16;

    /// <summary>Replications that calibrate where nobody asks for others: with half as many the calibrated fluid is hardly better than the plain one (FLUID.md).</summary>
    public const int Usual = 16;

    /// <summary>Share of queue-days to be expected within 3 points of service level, and within 1 of abandonment: nine in ten and some for the doubt in that.</summary>
    public const double Wanted = 0.92;

    static readonly Kpi[] s_shares =
    [
        ContactKpis.ServiceLevelOfOffered, ContactKpis.ServiceLevelAbandonsIgnored, ContactKpis.ServiceLevelOfAnswered,
        ContactKpis.ServiceLevelAbandonsCountedAsMet, ContactKpis.AbandonmentRate,
    ];

    readonly SimulationModel _model;
    readonly QueueLines[] _queues;

    FluidCalibration(SimulationModel model, IReadOnlyList<ReplicationRecord> contact, ulong seed, int threads, CancellationToken cancellationToken)
    {
        _model = model;
        var fluid = FluidEngine.RunBeside(new FluidModel(model), model, seed, contact.Count, Copies, threads, cancellationToken).Replications;
        _queues = [.. Enumerable.Range(0, model.Network.Queues.Length).Select(queue => QueueLines.Fit(model, queue, s_shares, contact, fluid))];
    }

    /// <summary>
    /// The calibrated result of a scenario. Lines go by days: a network so large that its results leave days out keeps the fluid's figures, by no
    /// replication.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="replications">Contact-level replications, at least 1; rounded up to a multiple of 8.</param>
    /// <param name="seed">Seed of the replications; another one than that of figures to which the calibrated ones are compared.</param>
    /// <param name="threads">Threads; the result does not depend on their number.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    /// <param name="most">
    /// Most replications: as many again are taken, and again, while the error to be expected is larger than wanted. 0: no more than
    /// <paramref name="replications"/>.
    /// </param>
    public static ScenarioResult Run(
        Scenario scenario, int replications = Usual, ulong seed = 1, int threads = 1, CancellationToken cancellationToken = default, int most = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        var (clock, start) = (TimeProvider.System, TimeProvider.System.GetTimestamp());
        var model = SimulationModel.Compile(scenario);
        var options = new ExperimentOptions
        {
            Replications = (replications + FluidEngine.Width - 1) / FluidEngine.Width * FluidEngine.Width, Seed = seed, Threads = threads,
            BlockSize = FluidEngine.Width,
        };
        var fluid = FluidExperiment.Run(model, new FluidOptions { Blocks = Blocks, Threads = threads }, cancellationToken);
        if (fluid.Queues.All(queue => queue.Days.Count == 0))
            return fluid with { Error = new EngineError { Scenario = scenario.Id, Calibrated = true } };
        for (var contact = new List<ReplicationRecord>(); ;)
        {
            Experiment.Each(model, options with { First = contact.Count }, block => contact.AddRange(block.Replications), cancellationToken);
            var calibration = new FluidCalibration(model, contact, seed, threads, cancellationToken);
            var error = calibration.Expected(fluid) with { Scenario = scenario.Id, Replications = contact.Count, Calibrated = true };
            if (contact.Count + options.Replications > most || Math.Min(error.ServiceLevelWithin3, error.AbandonmentWithin1) >= Wanted)
                return InAll(calibration.Of(fluid), clock.GetElapsedTime(start).TotalSeconds) with { Error = error };
        }
    }

    /// <summary>The time is that of the replications, too.</summary>
    static ScenarioResult InAll(ScenarioResult result, double seconds) =>
        result with { ElapsedSeconds = seconds, ContactsPerSecond = result.Contacts / seconds };

    ScenarioResult Of(ScenarioResult fluid)
    {
        QueueResult[] queues = [.. fluid.Queues.Select(Of)];
        var pairs = fluid.Queues.Zip(queues).SelectMany(pair => pair.First.Days.Zip(pair.Second.Days)).ToLookup(pair => pair.First.Date);
        KpiSet Moved(KpiSet kpis, LocalDate from, int days) =>
            Over(kpis, Enumerable.Range(0, days).SelectMany(day => pairs[from.PlusDays(day)]));
        var total = Moved(fluid.Total, fluid.Start, 7 * fluid.Weeks);
        return fluid with
        {
            Total = total,
            OverDays = Over(fluid.OverDays, fluid.Total, total),
            Days = [.. fluid.Days.Select(day => day with { Kpis = Moved(day.Kpis, day.Date, 1) })],
            WeekTotals = [.. fluid.WeekTotals.Select(week => week with { Kpis = Moved(week.Kpis, week.Start, 7) })],
            Queues = queues,
        };
    }

    QueueResult Of(QueueResult queue, int place)
    {
        DayKpis[] days = [.. queue.Days.Select((day, number) => day with
        {
            Kpis = Each(day.Kpis, (share, mean) => _queues[place].Of(share, number, mean)),
        })];
        (DayKpis, DayKpis)[] pairs = [.. queue.Days.Zip(days)];
        var total = Over(queue.Total, pairs);
        return queue with
        {
            Days = days,
            Total = total,
            OverDays = Over(queue.OverDays, queue.Total, total),
            Weeks = [.. queue.Weeks.Select(week => week with
            {
                Kpis = Over(week.Kpis, pairs.Where(pair => pair.Item1.Date >= week.Start && pair.Item1.Date < week.Start.PlusDays(7))),
            })],
        };
    }

    /// <summary>
    /// The error to be expected on queue-days between 20 and 95 % service level: the doubt in lines and days, and in backlogs also that of the
    /// fluid's own environments, which elsewhere are too even to leave any.
    /// </summary>
    EngineError Expected(ScenarioResult fluid)
    {
        var (levels, abandonments) = (new List<double>(), new List<double>());
        var quantile = StudentLaw.TwoSided(fluid.Replications - 1, 0.95);
        foreach (var (place, queue) in _model.Scenario.Network.Queues.Index())
        {
            var (name, isDeferred) = (ContactKpis.ServiceLevel(queue.Goals.Definition).Name, _model.Network.Queues[place].IsDeferred);
            foreach (var (number, day) in fluid.Queues[place].Days.Index())
            {
                if (day.Kpis[name] is not { } level || !FluidError.Counts(_queues[place].Of(name, number, level.Mean)))
                    continue;
                var deviation = _queues[place].Deviation(name, number, level.Mean);
                levels.Add(100 * (isDeferred ? double.Hypot(deviation, level.HalfWidth / quantile) : deviation));
                if (!isDeferred && day.Kpis[ContactKpis.AbandonmentRate.Name] is { } rate)
                    abandonments.Add(100 * _queues[place].Deviation(ContactKpis.AbandonmentRate.Name, number, rate.Mean));
            }
        }

        return FluidError.Expected(levels, abandonments);
    }

    /// <summary>Shares over some days of queues, moved by the mean change of these days by what is offered on them.</summary>
    static KpiSet Over(KpiSet kpis, IEnumerable<(DayKpis Before, DayKpis After)> days)
    {
        (DayKpis Before, DayKpis After)[] all = [.. days];
        return Each(kpis, (share, mean) =>
        {
            double sum = 0, offered = 0;
            foreach (var (before, after) in all)
                if (after.Kpis[share] is { } mine && after.Kpis[ContactKpis.Offered.Name] is { } weight)
                    (sum, offered) = (sum + weight.Mean * (mine.Mean - before.Kpis[share]!.Mean), offered + weight.Mean);
            return Math.Clamp(offered > 0 ? mean + sum / offered : mean, 0, 1);
        });
    }

    static Dictionary<string, Deciles> Over(IReadOnlyDictionary<string, Deciles> deciles, KpiSet before, KpiSet after) => deciles.ToDictionary(
        one => one.Key,
        one => IsShare(one.Key) && before[one.Key] is { } a && after[one.Key] is { } b
            ? new Deciles
            {
                P10 = FluidCorrection.Share(one.Value.P10, a.Mean, b.Mean),
                P50 = FluidCorrection.Share(one.Value.P50, a.Mean, b.Mean),
                P90 = FluidCorrection.Share(one.Value.P90, a.Mean, b.Mean),
            }
            : one.Value);

    static KpiSet Each(KpiSet kpis, Func<string, double, double> move) => new()
    {
        Values = kpis.Values.ToDictionary(one => one.Key, one => IsShare(one.Key) ? Moved(one.Value, move(one.Key, one.Value.Mean)) : one.Value),
    };

    static bool IsShare(string kpi) => s_shares.Any(share => share.Name == kpi);

    /// <summary>Deciles move with the mean, and pass neither end.</summary>
    static Estimate Moved(Estimate estimate, double mean) => estimate with
    {
        Mean = mean,
        P10 = FluidCorrection.Share(estimate.P10, estimate.Mean, mean),
        P50 = FluidCorrection.Share(estimate.P50, estimate.Mean, mean),
        P90 = FluidCorrection.Share(estimate.P90, estimate.Mean, mean),
    };
}
