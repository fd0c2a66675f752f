using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Simulation.Models;

/// <summary>Turns baselines, suppressions, events, cohorts and obligations into expected contacts by queue, flow and interval (MODEL.md §1).</summary>
internal sealed class DemandCompiler
{
    readonly Scenario _scenario;
    readonly Timeline _timeline;
    readonly NetworkModel _network;
    readonly DayProfile[] _profiles;
    readonly Baseline?[] _baselines;

    public DemandCompiler(Scenario scenario, Timeline timeline, NetworkModel network)
    {
        _scenario = scenario;
        _timeline = timeline;
        _network = network;
        _baselines = new Baseline?[network.Queues.Length];
        foreach (var baseline in scenario.Baselines)
            _baselines[network.QueueOf(baseline.Queue)] = baseline;
        _profiles = [.. network.Queues.Select(queue => new DayProfile(timeline, queue, _baselines[queue.Index]))];
    }

    /// <summary>Coefficient of variation of a queue's own daily factor.</summary>
    public double DailyVariation(int queue) => _baselines[queue]?.DailyVariation ?? 0;

    /// <summary>How a queue's level and the intervals of its days wander together; null: they do not.</summary>
    public WanderModel? Wander(int queue) => _baselines[queue] is { } baseline ? WanderModel.Of(baseline, _scenario.IntervalMinutes) : null;

    /// <summary>The flows of every queue in one course of events.</summary>
    public DemandFlow[][] Compile(Course course)
    {
        var flows = _network.Queues.Select(_ => new List<DemandFlow>()).ToArray();
        for (var queue = 0; queue < flows.Length; queue++)
        {
            if (_baselines[queue] is not { } baseline)
                continue;
            AddBaseline(flows[queue], queue, DailyBaseline(queue, baseline, course), course);
            Add(flows[queue], queue, ContactOrigin.Released, DailyReleases(queue, baseline, course));
        }

        AddCohorts(flows, course);
        AddObligations(flows, course);
        return [.. flows.Select(list => list.ToArray())];
    }

    /// <summary>The baseline as one flow, or reason by reason where an event touches some reasons only.</summary>
    void AddBaseline(List<DemandFlow> flows, int queue, Dictionary<LocalDate, double> days, Course course)
    {
        var definition = _network.Queues[queue].Definition;
        var events = EventFactors.Of(_scenario, definition.Id, course, _timeline.FirstDate);
        if (events.Tell(definition.Reasons.Select(share => share.Reason)))
        {
            var total = definition.Reasons.Sum(share => share.Share);
            foreach (var share in definition.Reasons)
                Add(
                    flows, queue, ContactOrigin.Fresh, events.Times(days, share.Reason, share.Share / total),
                    ([_network.ReasonOf(share.Reason)], [1.0]), 1, null, -1);
            return;
        }

        Add(flows, queue, ContactOrigin.Fresh, events.Times(days, definition.Reasons.Count > 0 ? definition.Reasons[0].Reason : "", 1));
    }

    Dictionary<LocalDate, double> DailyBaseline(int queue, Baseline baseline, Course course)
    {
        var suppressions = SuppressionsOf(queue, course);
        var days = new Dictionary<LocalDate, double>();
        foreach (var date in _profiles[queue].Dates)
        {
            var remaining = suppressions.Where(s => date >= s.From && date < s.Until).Aggregate(1.0, (left, s) => left * (1 - s.What.Share));
            days[date] = _profiles[queue].BaselineContacts(date) / baseline.HistoricalAmplification * remaining;
        }

        return days;
    }

    /// <summary>
    /// What each ended suppression kept back and only deferred, spread over the days after its end. Where several hold at once, each
    /// keeps back its share of what those before it let through.
    /// </summary>
    Dictionary<LocalDate, double> DailyReleases(int queue, Baseline baseline, Course course)
    {
        var days = new Dictionary<LocalDate, double>();
        var suppressions = SuppressionsOf(queue, course);
        for (var s = 0; s < suppressions.Count; s++)
        {
            var (what, from, until) = suppressions[s];
            if (until >= course.Horizon || what.DeferredShare <= 0)
                continue;
            var kept = 0.0;
            for (var date = from; date < until; date = date.PlusDays(1))
            {
                var left = suppressions.Take(s).Where(o => date >= o.From && date < o.Until).Aggregate(1.0, (rest, o) => rest * (1 - o.What.Share));
                kept += _profiles[queue].BaselineContacts(date) / baseline.HistoricalAmplification * left * what.Share;
            }

            SpreadOverDays(days, _profiles[queue], until, kept * what.DeferredShare, d => DelayLaw.ReleaseCdf(what, d));
        }

        return days;
    }

    List<(Suppression What, LocalDate From, LocalDate Until)> SuppressionsOf(int queue, Course course) =>
        [.. from suppression in _scenario.Suppressions
            where suppression.Queues.Count == 0 || suppression.Queues.Contains(_network.Queues[queue].Definition.Id)
            let span = course.Resolve(suppression.During, _timeline.FirstDate)
            where span is not null
            select (suppression, span.Value.From, span.Value.Until)];

    void AddCohorts(List<DemandFlow>[] flows, Course course)
    {
        for (var number = 0; number < _scenario.Cohorts.Count; number++)
        {
            var cohort = _scenario.Cohorts[number];
            if (DayOf(cohort, course) is { } day)
                AddContacts(flows, ContactOrigin.Fresh, number, cohort.Contacts, cohort.Customers, day, cohort.Delay, course);
        }
    }

    void AddObligations(List<DemandFlow>[] flows, Course course)
    {
        foreach (var obligation in _scenario.Obligations)
        {
            var number = _scenario.Cohorts.ToList().FindIndex(cohort => cohort.Id == obligation.Cohort);
            if (number < 0)
                throw new ArgumentException($"The obligation '{obligation.Id}' names the cohort '{obligation.Cohort}', which is not there.");
            var cohort = _scenario.Cohorts[number];
            if (DayOf(cohort, course) is not { } day)
                continue;
            var terms = ObligationTerms.Of(obligation, cohort);
            AddContacts(flows, ContactOrigin.Obligation, number, terms.Contacts, terms.Holders, terms.DueDate(day), terms.Delay, course);
        }
    }

    static LocalDate? DayOf(Cohort cohort, Course course) =>
        cohort.Date ?? (cohort.OnAnnouncement is { } announcement ? course.DateOf(announcement) : null);

    void AddContacts(
        List<DemandFlow>[] flows, ContactOrigin origin, int number, IReadOnlyList<ContactPropensity> contacts, double customers,
        LocalDate day, DelayKernel delay, Course course)
    {
        var cohort = _scenario.Cohorts[number];
        foreach (var contact in contacts)
        {
            var queue = _network.QueueOf(contact.Queue);
            var days = new Dictionary<LocalDate, double>();
            SpreadOverDays(days, _profiles[queue], day, customers * contact.PerCustomer, d => DelayLaw.Cdf(delay, d));
            days = EventFactors.Of(_scenario, contact.Queue, course, _timeline.FirstDate).Times(days, contact.Reason, 1);
            var reasons = (new[] { _network.ReasonOf(contact.Reason) }, new[] { 1.0 });
            Add(flows[queue], queue, origin, days, reasons, (float)cohort.HandleTimeFactor, cohort.Emotion, number);
        }
    }

    /// <summary>Spreads a number of contacts over days after a date; contacts of a day on which none can come wait for the next that can.</summary>
    void SpreadOverDays(Dictionary<LocalDate, double> days, DayProfile profile, LocalDate from, double contacts, Func<double, double> cdf)
    {
        var carried = 0.0;
        var first = from < _timeline.FirstDate ? _timeline.FirstDate : from;
        for (var date = first; date < _timeline.DateOf(_timeline.SimulatedDays); date = date.PlusDays(1))
        {
            var delay = NodaTime.Period.DaysBetween(from, date);
            carried += contacts * (cdf(delay + 1) - cdf(delay));
            if (!profile.Has(date))
                continue;
            days[date] = days.GetValueOrDefault(date) + carried;
            carried = 0;
        }
    }

    void Add(List<DemandFlow> flows, int queue, ContactOrigin origin, Dictionary<LocalDate, double> days) =>
        Add(flows, queue, origin, days, DemandFlow.Mixture(_network.Queues[queue].Definition.Reasons, _network), 1, null, -1);

    void Add(
        List<DemandFlow> flows, int queue, ContactOrigin origin, Dictionary<LocalDate, double> days,
        (int[] Reasons, double[] Cumulative) reasons, float factor, double? emotion, int cohort)
    {
        var means = _profiles[queue].Spread(days);
        if (!means.IsEmpty)
            flows.Add(new DemandFlow
            {
                Origin = origin,
                Reasons = reasons.Reasons,
                CumulativeShares = reasons.Cumulative,
                HandleTimeFactor = factor,
                Emotion = emotion ?? double.NaN,
                Cohort = cohort,
                Means = means,
            });
    }
}
