using Capacity.Domain.Demand;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.History;
using Capacity.Forecasting.Persons;
using Capacity.Simulation.Experiments;
using NodaTime;

namespace Capacity.Planning.Replays;

/// <summary>Simulates a past week with the staffing that it had, and compares: does the model make of that week's persons what really happened?</summary>
/// <remarks>
/// History is not fresh (MODEL.md §1). Where it says what became of contacts, returns are taken out by the queue's laws; from there, or from
/// all of it, fresh = offered ÷ amplification, simulated under the staffing with what queues send each other until it no longer changes. The week is simulated after weeks like it, so that it begins
/// with returns under way; its days' volumes are known, so nothing is drawn for them but chance.
/// </remarks>
public static class WeekReplay
{
    private const int WarmUpWeeks = 2, LeastFittingReplications = 8, MostFittingReplications = 64;

    /// <summary>Contacts after which a round's figures are sure enough.</summary>
    private const double FittingContacts = 400_000;

    /// <summary>Powers with which rounds correct: volume rises faster than what is fresh, and later rounds average over chance (Robbins &amp; Monro 1951).</summary>
    private static readonly double[] s_steps = [0.8, 0.8, 0.7, 0.6, 0.5, 0.35, 0.25];

    /// <summary>Seeds of the fitting rounds lie far from the one that is reported.</summary>
    private const ulong FittingSeed = 0x5EED_0000_0000_0000;

    /// <summary>Replays one week.</summary>
    /// <param name="scenario">Network with its laws, and the supply that the week had.</param>
    /// <param name="monday">First day of the week.</param>
    /// <param name="histories">Offered contacts by queue, the weeks before included where there are any.</param>
    /// <param name="options">Replications and seed.</param>
    /// <param name="actual">Further KPIs of the week as they were, by queue and name; null: none are known.</param>
    /// <param name="cancellationToken">Looked at while simulating.</param>
    public static ReplayReport Run(
        Scenario scenario, LocalDate monday, IReadOnlyDictionary<string, HistorySeries> histories, ExperimentOptions options,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? actual = null, CancellationToken cancellationToken = default)
    {
        var queues = scenario.Network.Queues.Where(queue => histories.TryGetValue(queue.Id, out var history) && Week(history, monday).Counts.Sum() > 0)
            .Select(queue => new PastQueue(queue, scenario.Network.Reasons, histories[queue.Id], monday)).ToList();
        var past = Past(scenario, monday);
        var fitting = (int)Math.Clamp(FittingContacts / (WarmUpWeeks + 1) / Math.Max(1, queues.Sum(queue => queue.Offered)), LeastFittingReplications, MostFittingReplications);
        for (var round = 0; round < s_steps.Length && queues.Count > 0; round++)
        {
            var trial = Experiment.Run(
                With(past, queues), options with { Replications = fitting, Seed = options.Seed ^ FittingSeed + (ulong)round, TimeBudget = null, Precision = null },
                cancellationToken: cancellationToken);
            foreach (var queue in queues)
                queue.Adjust(trial.Queues.Single(one => one.Queue == queue.Queue.Id), s_steps[round]);
        }
        var result = Experiment.Run(With(past, queues), options, cancellationToken: cancellationToken);
        List<QueueReplay> replays = [.. queues.Select(queue => queue.Beside(
            result.Queues.Single(one => one.Queue == queue.Queue.Id), monday, actual?.GetValueOrDefault(queue.Queue.Id)))];
        var known = replays.SelectMany(replay => replay.Week.Concat(replay.Days)).Where(figure => figure.IsInBand is not null).ToList();
        return new ReplayReport(
            monday, replays, known.Count == 0 ? double.NaN : known.Average(figure => figure.IsInBand is true ? 1.0 : 0), result.Replications);
    }

    internal static HistorySeries Week(HistorySeries history, LocalDate monday) => history.From(monday).Before(monday.PlusDays(7));

    /// <summary>The scenario on the past weeks, with nothing but ordinary demand, whose volume is known.</summary>
    private static Scenario Past(Scenario scenario, LocalDate monday) => scenario with
    {
        Start = monday.PlusWeeks(-WarmUpWeeks),
        AsOf = monday,
        Weeks = WarmUpWeeks + 1,
        Suppressions = [],
        Cohorts = [],
        Obligations = [],
        Events = [],
        Uncertainties = [],
        CommonDailyVariation = 0,
        OpeningBacklogs = [],
        OpeningState = null,
    };

    private static Scenario With(Scenario past, List<PastQueue> queues) => past with
    {
        Baselines =
        [
            .. past.Baselines.Where(baseline => !queues.Exists(queue => queue.Queue.Id == baseline.Queue)),
            .. queues.Select(queue => queue.Baseline()),
        ],
    };
}

/// <summary>One queue's history and what is taken as fresh in the week.</summary>
internal sealed class PastQueue
{
    private static readonly Kpi[] s_compared = [ContactKpis.Offered, ContactKpis.AbandonmentRate];

    private readonly HistorySeries _week;
    private readonly double[] _fresh;
    private readonly string _basis;

    public PastQueue(Queue queue, IReadOnlyList<Reason> reasons, HistorySeries history, LocalDate monday)
    {
        Queue = queue;
        _week = WeekReplay.Week(history, monday);
        var persons = PersonHistory.Of(history.Before(monday.PlusDays(7)), ReturnLaws.Of(queue, reasons));
        _basis = persons.Basis == PersonBasis.Attempts ? "modeled" : persons.Basis.ToString().ToLowerInvariant();
        _fresh = [.. WeekReplay.Week(persons.Series, monday).Counts];
    }

    public Queue Queue { get; }

    /// <summary>Contacts offered in the week, blocked ones included.</summary>
    public double Offered => Enumerable.Range(0, _week.Counts.Count).Sum(Attempts);

    public Baseline Baseline() => new()
    {
        Queue = Queue.Id,
        DailyVariation = 0,
        Source = "replay of a past week",
        Days = [.. Enumerable.Range(0, _fresh.Length).GroupBy(i => _week.Starts[i].DayOfWeek).Select(day =>
        {
            var minutes = Math.Min(60, _week.IntervalMinutes);
            var shape = new double[1440 / minutes];
            if (_week.IntervalMinutes <= 60)
                foreach (var i in day)
                    shape[(_week.Starts[i].Hour * 60 + _week.Starts[i].Minute) / minutes] += _fresh[i];
            return new WeekdayProfile
            {
                Day = day.Key, Contacts = day.Sum(i => _fresh[i]), StepMinutes = minutes, Shape = _week.IntervalMinutes <= 60 && shape.Sum() > 0 ? shape : [],
            };
        })],
    };

    /// <summary>Divides each day's fresh contacts by what the simulation has made too many of them.</summary>
    /// <param name="simulated">What came of them.</param>
    /// <param name="power">How much of the correction is made, 0–1.</param>
    /// <remarks>
    /// What was offered beyond the fresh contacts counts, not what chance made of the fresh ones: a queue of twenty a day, to which nobody
    /// returns, would otherwise be corrected by the luck of the rounds.
    /// </remarks>
    public void Adjust(QueueResult simulated, double power)
    {
        foreach (var day in Enumerable.Range(0, _fresh.Length).GroupBy(i => _week.Starts[i].Date))
        {
            var kpis = simulated.Days.FirstOrDefault(one => one.Date == day.Key)?.Kpis;
            var (offered, fresh) = (Mean(kpis, ContactKpis.Offered), Mean(kpis, ContactKpis.Fresh));
            var expected = day.Sum(i => _fresh[i]);
            if (fresh <= 0 || expected <= 0)
                continue;
            var step = Math.Pow(day.Sum(Attempts) / (offered / fresh * expected), power);
            foreach (var i in day)
                _fresh[i] *= step;
        }
    }

    public QueueReplay Beside(QueueResult simulated, LocalDate monday, IReadOnlyDictionary<string, double>? actual)
    {
        var week = simulated.Weeks.Single(one => one.Start == monday).Kpis;
        var offered = Offered;
        var lost = _week.Outcomes.Sum(outcome => Known(outcome.Abandoned));
        var figures = s_compared.Select(kpi => Figure(kpi.Name, kpi == ContactKpis.Offered ? offered
            : _week.Outcomes.Any(outcome => !double.IsNaN(outcome.Abandoned)) ? lost / offered : double.NaN, week[kpi.Name])).OfType<ReplayFigure>().ToList();
        var days = simulated.Days.Where(day => day.Date >= monday).Select(day => Figure(
            $"{day.Date:uuuu-MM-dd}", Enumerable.Range(0, _week.Starts.Count).Where(i => _week.Starts[i].Date == day.Date)
                .Sum(Attempts), day.Kpis[ContactKpis.Offered.Name])).OfType<ReplayFigure>().ToList();
        figures.AddRange((actual ?? new Dictionary<string, double>()).Select(kpi => Figure(kpi.Key, kpi.Value, week[kpi.Key])).OfType<ReplayFigure>());
        return new QueueReplay(Queue.Id, _basis, offered / _fresh.Sum(), figures[0].Mean / offered - 1, figures, days);
    }

    private double Attempts(int interval) => _week.Counts[interval] + (_week.Outcomes.Count > 0 ? Known(_week.Outcomes[interval].Blocked) : 0);

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    private static double Mean(KpiSet? kpis, Kpi kpi) => kpis?[kpi.Name]?.Mean ?? 0;

    private static ReplayFigure? Figure(string name, double actual, Estimate? simulated) =>
        simulated is null ? null : new ReplayFigure(name, actual, simulated.Mean, simulated.P10, simulated.P90);
}
