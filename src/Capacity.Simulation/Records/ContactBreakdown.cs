using Capacity.Domain.Kpis;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Records;

/// <summary>Sums of contacts by any two of their marks, such as reason and day or queue and interval, over replications.</summary>
/// <remarks>
/// KPIs are ratios of sums over all replications; counts are means per replication. What is no property of an ended contact is missing:
/// backlogs, overdue cases, calls in vain, losses and persons answered for the first time. Handle times of callbacks are those of answered
/// ones only.
/// </remarks>
public sealed class ContactBreakdown
{
    static readonly Kpi[] s_missing =
    [
        ContactKpis.PersonsAnswered, ContactKpis.FailedCalls, ContactKpis.Backlog, ContactKpis.BacklogAge, ContactKpis.OverdueShare, ContactKpis.Loss,
    ];

    readonly SimulationModel _model;
    readonly Func<ContactRecord, (int Subject, int Period)> _key;
    readonly SortedDictionary<(int Period, int Subject), long[]> _sums = [];

    /// <param name="model">The model that is recorded.</param>
    /// <param name="key">Place of a contact; a negative subject leaves it out.</param>
    public ContactBreakdown(SimulationModel model, Func<ContactRecord, (int Subject, int Period)> key) => (_model, _key) = (model, key);

    /// <summary>KPIs of a breakdown.</summary>
    public static IReadOnlyList<Kpi> Kpis { get; } = [.. ContactKpis.All.Except(s_missing)];

    /// <summary>By queue and planning interval in which the contact was offered.</summary>
    public static ContactBreakdown ByInterval(SimulationModel model) =>
        new(model, record => (record.Queue, model.Timeline.IntervalAt(record.Offered)));

    /// <summary>By reason and day.</summary>
    public static ContactBreakdown ByReason(SimulationModel model) => new(model, record => (record.Reason, record.Day));

    /// <summary>By the team that answered, and the planning interval in which the contact was offered.</summary>
    public static ContactBreakdown ByTeam(SimulationModel model) =>
        new(model, record => (record.Team, model.Timeline.IntervalAt(record.Offered)));

    public void Add(ContactRecord record)
    {
        var (subject, period) = _key(record);
        if (subject < 0)
            return;
        if (!_sums.TryGetValue((period, subject), out var sums))
            _sums[(period, subject)] = sums = new long[(int)ContactField.Count];
        sums[(int)record.Origin]++;
        sums[(int)Offered]++;
        sums[(int)Persons] += record.CaseContact == 1 ? 1 : 0;
        var queue = _model.Network.Queues[record.Queue];
        if (record.Fate is ContactFate.Answered or ContactFate.StillServed)
            AddAnswered(sums, record, queue);
        else
            AddUnanswered(sums, record, queue);
    }

    static void AddAnswered(long[] sums, in ContactRecord record, QueueModel queue)
    {
        sums[(int)Answered]++;
        sums[(int)WaitOfAnsweredMs] += Tallies.Milli(record.Wait);
        sums[(int)WaitOfAllMs] += Tallies.Milli(record.Wait);
        var inTarget = queue.TargetCountsOpenHours
            ? record.Offered + record.Wait <= queue.DueOf(record.Offered)
            : record.Wait <= queue.TargetSeconds;
        sums[(int)AnsweredWithinTarget] += inTarget ? 1 : 0;
        if (record.Fate == ContactFate.StillServed)
            return;
        sums[(int)HandleMs] += Tallies.Milli(record.Handle);
        sums[(int)Resolved] += record.IsResolved ? 1 : 0;
        sums[(int)Hard] += record.IsHard ? 1 : 0;
        sums[(int)TimedOut] += record.IsTimedOut ? 1 : 0;
    }

    static void AddUnanswered(long[] sums, in ContactRecord record, QueueModel queue)
    {
        if (record.Fate == ContactFate.StillWaiting)
            return;
        sums[(int)WaitOfAllMs] += Tallies.Milli(record.Wait);
        switch (record.Fate)
        {
            case ContactFate.Blocked:
                sums[(int)Blocked]++;
                break;
            case ContactFate.MovedOn:
                sums[(int)TransferredOut]++;
                break;
            default:
                sums[(int)Abandoned]++;
                sums[(int)AbandonedWithinTarget] += !queue.IsDeferred && record.Wait <= queue.TargetSeconds ? 1 : 0;
                sums[(int)ShortAbandons] += !queue.IsDeferred && record.Wait < queue.ShortAbandonSeconds ? 1 : 0;
                break;
        }
    }

    /// <summary>Rows by period, then by subject; those without contacts are left out.</summary>
    /// <param name="replications">Replications that were added.</param>
    public IEnumerable<BreakdownRow> Rows(int replications) => _sums.Select(entry =>
    {
        var tally = ContactDaySums.ToTally(entry.Value);
        return new BreakdownRow(entry.Key.Subject, entry.Key.Period,
            [.. Kpis.Select(kpi => kpi.Denominator is null ? kpi.Of(tally) / replications : kpi.Of(tally))]);
    });
}

/// <summary>KPIs of a subject in a period, in the order of <see cref="ContactBreakdown.Kpis"/>; NaN where nothing is below the line.</summary>
public sealed record BreakdownRow(int Subject, int Period, IReadOnlyList<double> Values);
