using Capacity.Domain.Kpis;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>Cases of deferred channels: their backlog, and the contacts that chase them when they are overdue.</summary>
internal sealed partial class Replication
{
    void OfferCase(int place, ref Contact contact, QueueState queue, CaseBacklog cases, double now)
    {
        contact.Previous = 0;
        if ((queue.IsOpen || !queue.NeedsCustomer) && FindAgent(place, ref contact, queue, now))
            return;
        AddCase(place, ref contact, queue, cases, now);
    }

    void AddCase(int place, ref Contact contact, QueueState queue, CaseBacklog cases, double now)
    {
        cases.Add(place, contact.Arrival, queue.Model.DueOf(contact.Arrival));
        queue.Waiting++;
        EnterNextStep(place, ref contact, queue.Model, now, OverdueMove(contact, queue, now));
    }

    /// <summary>Cases that are open at the start, oldest first, ages spread evenly; they are counted to no day.</summary>
    void AddOpeningBacklogs()
    {
        foreach (var backlog in _model.Scenario.OpeningBacklogs)
        {
            var queue = _queues[_network.QueueOf(backlog.Queue)];
            if (queue.Cases is not { } cases)
                continue;
            var model = queue.Model;
            var (reasons, cumulative) = DemandFlow.Mixture(model.Definition.Reasons, _network);
            var count = (int)Math.Round(backlog.Cases);
            for (var number = 0; number < count; number++)
            {
                var key = ContactDraws.ChildKey(ContactDraws.FreshKey(model.Index, _timeline.Intervals, number), 12);
                var (forReason, forEmotion) = _draws.Pair(StreamPurpose.Reason, key);
                var slot = 0;
                while (slot < cumulative.Length - 1 && forReason >= cumulative[slot])
                    slot++;
                var reason = _network.Reasons[reasons[slot]];
                var arrival = -backlog.OldestDays * DaySeconds * (count - number - 0.5) / count;
                var place = _contacts.Take();
                _contacts[place] = new Contact
                {
                    Key = key, Person = key, Queue = (short)model.Index, Reason = (short)reasons[slot], Count = CaseCount.First, Arrival = arrival,
                    Row = ContactSums.RowOf(model.Index, _dayBefore), HandleFactor = (float)reason.HandleTimeFactor,
                    Flags = forEmotion < reason.Emotion ? ContactFlags.Hard : ContactFlags.None,
                };
                NoteOffer(place);
                AddCase(place, ref _contacts[place], queue, cases, 0);
            }
        }
    }

    /// <summary>Counts what lies open in a queue at the end of a day: how much, how old, and how much of it past due.</summary>
    void CountOpen(QueueState queue, double now)
    {
        var sums = ContactSums.Of(queue.Model.Index, _day);
        sums[(int)ContactField.BacklogAtEnd] = queue.Waiting + queue.BetweenCalls.Count;
        Span<long> bins = stackalloc long[BacklogAges.Bins];
        var age = 0.0;
        if (queue.Cases is { } cases)
        {
            cases.CountAges(_contacts, now, inOrder: queue.Tries is null, bins);
            age = cases.AgeAt(now);
            sums[(int)ContactField.OverdueAtEnd] = cases.OverdueAt(now).Overdue;
        }

        for (var place = queue.IsDeferred ? -1 : queue.Line.Head; place >= 0; place = _contacts[place].Next)
            age += Count(now - _contacts[place].Arrival, bins);
        foreach (var place in queue.BetweenCalls)
        {
            age += Count(now - _contacts[place].Arrival, bins);
            sums[(int)ContactField.OverdueAtEnd] += queue.Model.DueOf(_contacts[place].Arrival) <= now ? 1 : 0;
        }

        sums[(int)ContactField.BacklogAgeSeconds] = (long)Math.Round(age);
        OpenAges.Add(queue.Model.Index, _day, bins);
    }

    static double Count(double age, Span<long> bins)
    {
        bins[BacklogAges.BinOf(age)]++;
        return age;
    }

    /// <summary>Cases that are open and past due at the very end cost their penalty, those between two calls too.</summary>
    void ChargeOpenCases()
    {
        foreach (var queue in _queues)
        {
            if (queue.Cases is not { } cases)
                continue;
            var (overdue, _) = cases.OverdueAt(_end);
            for (var number = 0; number < overdue; number++)
                Charge(cases[number]);
            foreach (var place in queue.BetweenCalls)
                if (queue.Model.DueOf(_contacts[place].Arrival) <= _end)
                    Charge(place);
        }
    }

    void Charge(int place)
    {
        ref var contact = ref _contacts[place];
        ContactSums[contact.Row][(int)ContactField.LossCents] += _network.Reasons[contact.Reason].LossCents;
        NotePenalty(place, _network.Reasons[contact.Reason].LossCents);
    }

    /// <summary>
    /// Overdue cases chase at a rate per day. A day's rate is spread over the open seconds of the queue that is asked, so that closed
    /// hours lose nothing; which case asks is drawn evenly among the overdue ones.
    /// </summary>
    void GatherChasers(QueueState queue, double start)
    {
        var (model, cases) = (queue.Model, queue.Cases!);
        var (overdue, aWeek) = cases.OverdueAt(start);
        if (overdue == 0)
            return;
        var asked = _network.Queues[model.ChaserQueue];
        var (from, length) = asked.IsDeferred ? (start, _timeline.IntervalSeconds) : OpenPart(asked, start);
        var day = asked.IsDeferred
            ? DaySeconds
            : asked.Open.OpenSecondsBetween(_timeline.StartOfDay(_day), _timeline.StartOfDay(_day + 1));
        if (length <= 0 || day <= 0)
            return;
        var rates = model.Chasers!;
        var mean = ((overdue - aWeek) * rates.PerDayFirstWeek + aWeek * rates.PerDayLater) * length / day
            * queue.ChaserFactor;
        var count = CountLaws.PoissonQuantile(mean, _draws.Unit(StreamPurpose.Volume, _queues.Length + model.Index, _interval));
        for (var number = 0; number < count; number++)
        {
            var key = ContactDraws.ChaserKey(model.Index, _interval, number);
            var (moment, which) = _draws.Pair(StreamPurpose.Chaser, key);
            var owner = _contacts[cases[ChasingCase(which, overdue, aWeek, rates)]];
            var place = _contacts.Take();
            _contacts[place] = owner with
            {
                Key = key, Queue = (short)asked.Index, Origin = ContactOrigin.Chaser, Count = owner.Count.Anew(), PatienceEntry = 0,
            };
            _arrivals.Add(place, key, asked.Index, from + moment * length);
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
