using Capacity.Domain.Demand;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>Cases of deferred channels: their backlog, and the contacts that chase them when they are overdue.</summary>
internal sealed partial class Replication
{
    void OfferCase(int place, QueueModel queue, double now)
    {
        _contacts[place].Previous = 0;
        if ((_open[queue.Index] || !queue.NeedsCustomer) && FindAgent(place, queue, now))
            return;
        _cases[queue.Index]!.Add(place, now, queue.DueOf(now));
        _waiting[queue.Index]++;
        EnterNextStep(place, queue, now, OverdueMove(_contacts[place], queue, now));
    }

    /// <summary>Cases that are open at the start, oldest first, ages spread evenly; they are counted to no day.</summary>
    void AddOpeningBacklogs()
    {
        foreach (var backlog in _model.Scenario.OpeningBacklogs)
        {
            var queue = _queues[_network.QueueOf(backlog.Queue)];
            if (_cases[queue.Index] is not { } cases)
                continue;
            var (reasons, cumulative) = DemandFlow.Mixture(queue.Definition.Reasons, _network);
            var count = (int)Math.Round(backlog.Cases);
            for (var number = 0; number < count; number++)
            {
                var key = ContactDraws.ChildKey(ContactDraws.FreshKey(queue.Index, _timeline.Intervals, number), 12);
                var (forReason, forEmotion) = _draws.Pair(StreamPurpose.Reason, key);
                var slot = 0;
                while (slot < cumulative.Length - 1 && forReason >= cumulative[slot])
                    slot++;
                var reason = _network.Reasons[reasons[slot]];
                var arrival = -backlog.OldestDays * DaySeconds * (count - number - 0.5) / count;
                var place = _contacts.Take();
                _contacts[place] = new Contact
                {
                    Key = key, Person = key, Queue = (short)queue.Index, Reason = (short)reasons[slot], Attempt = 1, CaseContacts = 1, Arrival = arrival,
                    Day = _dayBefore, HandleFactor = (float)reason.HandleTimeFactor,
                    Flags = forEmotion < reason.Emotion ? ContactFlags.Hard : ContactFlags.None,
                };
                cases.Add(place, arrival, queue.DueOf(arrival));
                _waiting[queue.Index]++;
                EnterNextStep(place, queue, 0, OverdueMove(_contacts[place], queue, 0));
            }
        }
    }

    /// <summary>Cases that are open and past due at the very end cost their penalty.</summary>
    void ChargeOpenCases()
    {
        foreach (var queue in _queues)
        {
            if (_cases[queue.Index] is not { } cases)
                continue;
            var (overdue, _) = cases.OverdueAt(_end);
            for (var number = 0; number < overdue; number++)
            {
                ref var contact = ref _contacts[cases[number]];
                ContactSums.Of(queue.Index, contact.Day)[(int)ContactField.LossCents] += _network.Reasons[contact.Reason].LossCents;
            }
        }
    }

    /// <summary>
    /// Overdue cases chase at a rate per day. A day's rate is spread over the open seconds of the queue that is asked, so that closed
    /// hours lose nothing; which case asks is drawn evenly among the overdue ones.
    /// </summary>
    void GatherChasers(QueueModel queue, double start)
    {
        var cases = _cases[queue.Index]!;
        var (overdue, aWeek) = cases.OverdueAt(start);
        if (overdue == 0)
            return;
        var asked = _queues[queue.ChaserQueue];
        var (from, length) = asked.IsDeferred ? (start, _timeline.IntervalSeconds) : OpenPart(asked, start);
        var day = asked.IsDeferred
            ? DaySeconds
            : asked.Open.OpenSecondsBetween(_timeline.StartOfDay(_day), _timeline.StartOfDay(_day + 1));
        if (length <= 0 || day <= 0)
            return;
        var rates = queue.Chasers!;
        var mean = ((overdue - aWeek) * rates.PerDayFirstWeek + aWeek * rates.PerDayLater) * length / day
            * _parameters[UncertainFigure.ChaserRate][queue.Index];
        var count = CountLaws.PoissonQuantile(mean, _draws.Unit(StreamPurpose.Volume, _queues.Length + queue.Index, _interval));
        for (var number = 0; number < count; number++)
        {
            var key = ContactDraws.ChaserKey(queue.Index, _interval, number);
            var (moment, which) = _draws.Pair(StreamPurpose.Chaser, key);
            var owner = _contacts[cases[ChasingCase(which, overdue, aWeek, rates)]];
            var place = _contacts.Take();
            _contacts[place] = owner with
            {
                Key = key, Queue = (short)asked.Index, Origin = ContactOrigin.Chaser, Attempt = 1, PatienceEntry = 0,
                CaseContacts = Next(owner.CaseContacts),
            };
            Arrive(place, from + moment * length);
        }
    }

    /// <summary>The oldest cases come first, so those overdue a week are the beginning.</summary>
    static int ChasingCase(double uniform, int overdue, int aWeek, Domain.Networks.Chasers rates)
    {
        var late = aWeek * rates.PerDayLater;
        var weight = uniform * (late + (overdue - aWeek) * rates.PerDayFirstWeek);
        return weight < late
            ? Math.Min(aWeek - 1, (int)(weight / rates.PerDayLater))
            : Math.Min(overdue - 1, aWeek + (int)((weight - late) / rates.PerDayFirstWeek));
    }
}
