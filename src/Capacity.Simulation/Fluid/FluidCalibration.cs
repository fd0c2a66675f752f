using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;
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

    static readonly string[] s_shares =
    [
        ContactKpis.ServiceLevelOfOffered.Name, ContactKpis.ServiceLevelAbandonsIgnored.Name, ContactKpis.ServiceLevelOfAnswered.Name,
        ContactKpis.ServiceLevelAbandonsCountedAsMet.Name, ContactKpis.AbandonmentRate.Name,
    ];

    readonly Dictionary<(string Queue, string Share), (OddsLine Line, PairedShare?[] Days)> _lines = [];

    /// <summary>Simulates a scenario some times, computes the fluid beside it, and fits the lines.</summary>
    FluidCalibration(SimulationModel model, int blocks, ulong seed, int threads, CancellationToken cancellationToken)
    {
        var options = new ExperimentOptions { Replications = blocks * FluidEngine.Width, Seed = seed, Threads = threads, BlockSize = FluidEngine.Width };
        var contact = Experiment.Fold(model, options, null, cancellationToken);
        var fluid = new ResultFold(model, engine: EngineKind.Fluid);
        fluid.Add(FluidEngine.RunBeside(model, seed, blocks, Copies, threads, cancellationToken));
        var quantile = StudentLaw.Quantile(blocks * FluidEngine.Width - 1, 0.975);
        foreach (var (mine, theirs) in fluid.Build().Queues.Zip(contact.Build().Queues))
            foreach (var share in s_shares)
            {
                PairedShare?[] days = [.. mine.Days.Zip(theirs.Days, (a, b) => Pair(a.Kpis[share], b.Kpis[share], quantile))];
                if (days.Any(day => day is not null))
                    _lines[(mine.Queue, share)] = (OddsLine.Fit(
                        [.. days.OfType<PairedShare>()], model.Network.Queues[model.Network.QueueOf(mine.Queue)].IsDeferred), days);
            }
    }

    /// <summary>The calibrated result of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="replications">Contact-level replications, at least 1; rounded up to a multiple of 8.</param>
    /// <param name="seed">Seed of the replications; another one than that of figures to which the calibrated ones are compared.</param>
    /// <param name="threads">Threads; the result does not depend on their number.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    public static ScenarioResult Run(
        Scenario scenario, int replications = 16, ulong seed = 1, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        var blocks = (replications + FluidEngine.Width - 1) / FluidEngine.Width;
        var model = SimulationModel.Compile(scenario);
        var calibration = new FluidCalibration(model, blocks, seed, threads, cancellationToken);
        var fluid = FluidExperiment.Fold(model, new FluidOptions { Blocks = Blocks, Threads = threads }, cancellationToken).Build();
        return fluid with
        {
            Queues = [.. fluid.Queues.Select(calibration.Of)],
            Error = new EngineError { Scenario = scenario.Id, Replications = blocks * FluidEngine.Width, Calibrated = true },
        };
    }

    QueueResult Of(QueueResult queue)
    {
        DayKpis[] days = [.. queue.Days.Select((day, number) => day with
        {
            Kpis = Each(day.Kpis, (share, mean) => _lines.TryGetValue((queue.Queue, share), out var known)
                ? known.Line.Of(mean, number < known.Days.Length ? known.Days[number] : null)
                : mean),
        })];
        return queue with
        {
            Days = days,
            Total = Each(queue.Total, (share, mean) => mean + Change(queue.Days, days, share, _ => true)),
            Weeks = [.. queue.Weeks.Select(week => week with
            {
                Kpis = Each(week.Kpis, (share, mean) =>
                    mean + Change(queue.Days, days, share, day => day.Date >= week.Start && day.Date < week.Start.PlusDays(7))),
            })],
        };
    }

    /// <summary>Mean change of a share over some days, by what is offered on them.</summary>
    static double Change(IReadOnlyList<DayKpis> before, DayKpis[] after, string share, Func<DayKpis, bool> counts)
    {
        double sum = 0, offered = 0;
        foreach (var (old, day) in before.Zip(after))
            if (counts(day) && day.Kpis[share] is { } mine && day.Kpis[ContactKpis.Offered.Name] is { } weight)
                (sum, offered) = (sum + weight.Mean * (mine.Mean - old.Kpis[share]!.Mean), offered + weight.Mean);
        return offered > 0 ? sum / offered : 0;
    }

    static KpiSet Each(KpiSet kpis, Func<string, double, double> move) => new()
    {
        Values = kpis.Values.ToDictionary(
            one => one.Key, one => s_shares.Contains(one.Key) ? Moved(one.Value, move(one.Key, one.Value.Mean)) : one.Value),
    };

    /// <summary>Deciles move with the mean on the scale of odds, where neither end can be passed.</summary>
    static Estimate Moved(Estimate estimate, double mean) => estimate with
    {
        Mean = Math.Clamp(mean, 0, 1),
        P10 = FluidCorrection.Share(estimate.P10, estimate.Mean, mean),
        P50 = FluidCorrection.Share(estimate.P50, estimate.Mean, mean),
        P90 = FluidCorrection.Share(estimate.P90, estimate.Mean, mean),
    };

    static PairedShare? Pair(Estimate? fluid, Estimate? contact, double quantile) => fluid is null || contact is null
        ? null
        : new PairedShare(fluid.Mean, contact.Mean, double.IsFinite(contact.HalfWidth) ? contact.HalfWidth / quantile * (contact.HalfWidth / quantile) : 0);
}
