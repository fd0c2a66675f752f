using Capacity.Domain.Scenarios;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>The state in which the scenario begins: lines, contacts in service, cases by age, returns under way. Counted to no day.</summary>
internal sealed partial class Replication
{
    /// <summary>Kinds of children of a key, apart from those of origins, opening backlogs and chasers.</summary>
    const int OpeningCase = 20, OpeningWaiting = 21, OpeningReturn = 22;

    void EnterOpeningState()
    {
        if (_model.Scenario.OpeningState is not { } state)
            return;
        foreach (var opening in state.Queues)
        {
            var queue = _queues[_network.QueueOf(opening.Queue)];
            if (queue.Cases is { } cases)
                EnterCases(opening, queue, cases);
            else if (queue.IsOpen)
                EnterLine(opening, queue);
            EnterReturns(opening, queue.Model);
        }
    }

    /// <summary>Cases oldest first, each band spread evenly over its ages.</summary>
    void EnterCases(OpeningQueue opening, QueueState queue, CaseBacklog cases)
    {
        var ages = opening.Backlog.SelectMany(band => Evenly((int)Math.Round(band.Cases), band.FromDays, band.UntilDays));
        var number = 0;
        foreach (var age in ages.OrderDescending())
        {
            var arrival = -age * DaySeconds;
            var place = TakeOpening(queue.Model, OpeningCase, number++, arrival);
            NoteOffer(place);
            AddCase(place, ref _contacts[place], queue, cases, 0);
        }
    }

    /// <summary>
    /// Who is in service stands first in line and never gives up: newcomers of the first interval serve them anew. Who waits has the patience
    /// of somebody who has waited so long.
    /// </summary>
    void EnterLine(OpeningQueue opening, QueueState queue)
    {
        for (var number = 0; number < opening.InService + opening.Waiting; number++)
        {
            var place = number - opening.InService;
            var age = place < 0 ? opening.LongestWaitSeconds : opening.LongestWaitSeconds * (opening.Waiting - place - 0.5) / opening.Waiting;
            if (!TakesLine(queue))
                return;
            var contact = TakeOpening(queue.Model, OpeningWaiting, number, -age);
            NoteOffer(contact);
            Queue(contact, ref _contacts[contact], queue, place < 0 ? double.PositiveInfinity : PatienceBeyond(contact, queue, age) - age);
        }
    }

    /// <summary>Patience of somebody who has waited so long already; a person that keeps its patience draws by the same number.</summary>
    double PatienceBeyond(int place, QueueState queue, double age)
    {
        var uniform = _draws.Pair(StreamPurpose.Patience, _contacts[place].Key).First;
        return queue.Model.Patience.DrawBeyond(age / queue.PatienceFactor, uniform) * queue.PatienceFactor;
    }

    void EnterReturns(OpeningQueue opening, QueueModel queue)
    {
        var number = 0;
        foreach (var returns in opening.Returns)
            foreach (var days in Evenly(returns.Returning, returns.FromDays, returns.UntilDays))
            {
                var place = TakeOpening(queue, OpeningReturn, number++, 0);
                _contacts[place].Count = returns.Kind == ReturnKind.Redial ? CaseCount.First.Again() : CaseCount.First.Anew();
                var origin = returns.Kind == ReturnKind.Redial ? ContactOrigin.Redial : ContactOrigin.Recontact;
                ComeBack(place, ref _contacts[place], days * DaySeconds, queue.Index, origin, _draws.Pair(StreamPurpose.Arrivals, _contacts[place].Key).First);
            }
    }

    static IEnumerable<double> Evenly(int count, double from, double until)
    {
        for (var number = 0; number < count; number++)
            yield return from + (until - from) * (number + 0.5) / count;
    }

    /// <summary>A contact of before the start, with a reason of the queue's own.</summary>
    int TakeOpening(QueueModel queue, int kind, int number, double arrival)
    {
        var key = ContactDraws.ChildKey(ContactDraws.FreshKey(queue.Index, _timeline.Intervals, number), kind);
        var (forReason, forEmotion) = _draws.Pair(StreamPurpose.Reason, key);
        var (reasons, cumulative) = DemandFlow.Mixture(queue.Definition.Reasons, _network);
        var slot = 0;
        while (slot < cumulative.Length - 1 && forReason >= cumulative[slot])
            slot++;
        var reason = _network.Reasons[reasons[slot]];
        var place = _contacts.Take();
        _contacts[place] = new Contact
        {
            Key = key, Person = key, Queue = (short)queue.Index, Reason = (short)reasons[slot], Count = CaseCount.First, Arrival = arrival,
            Row = ContactSums.RowOf(queue.Index, _dayBefore), HandleFactor = (float)reason.HandleTimeFactor,
            Flags = forEmotion < reason.Emotion ? ContactFlags.Hard : ContactFlags.None,
        };
        return place;
    }
}
