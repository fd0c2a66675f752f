using Capacity.Simulation.Models;
using Capacity.Simulation.Records;

namespace Capacity.Simulation.Contacts;

/// <summary>Tells a sink about every contact of the reported days. Without a sink nothing is kept.</summary>
internal sealed partial class Replication
{
    readonly Dictionary<int, bool> _unfinished = [];
    int _replication;

    /// <summary>Receives every contact when it ends, and at the end those that have not.</summary>
    public IContactSink? Sink { get; set; }

    void NoteOffer(int place)
    {
        if (Sink is not null)
            _unfinished[place] = false;
    }

    void NoteAnswer(int place)
    {
        if (Sink is not null)
            _unfinished[place] = true;
    }

    /// <summary>A contact ends without an answer.</summary>
    void NoteEnd(int place, ContactOutcome outcome, double now)
    {
        if (Sink is null)
            return;
        var fate = outcome switch
        {
            ContactOutcome.Abandoned => ContactFate.Abandoned,
            ContactOutcome.Blocked => ContactFate.Blocked,
            _ => ContactFate.MovedOn,
        };
        Pass(Describe(place, fate, now, -1, 0));
        _unfinished.Remove(place);
    }

    /// <summary>A contact's service ends; what follows from it is entered.</summary>
    void EndAnswered(int place, QueueModel queue, double now)
    {
        if (Sink is null)
        {
            AfterService(place, queue, now);
            return;
        }

        ref var contact = ref _contacts[place];
        var record = Describe(place, ContactFate.Answered, contact.Started, _pools[contact.Pool].Model.Team, now - contact.Started) with
        {
            IsTimedOut = (contact.Flags & ContactFlags.Silenced) != 0,
        };
        var day = contact.Day;
        var resolved = ContactSums.Of(queue.Index, day)[(int)ContactField.Resolved];
        _unfinished.Remove(place);
        AfterService(place, queue, now);
        Pass(record with { IsResolved = ContactSums.Of(queue.Index, day)[(int)ContactField.Resolved] > resolved });
    }

    void NoteUnfinished()
    {
        if (Sink is null)
            return;
        foreach (var (place, isServed) in _unfinished.OrderBy(entry => _contacts[entry.Key].Arrival))
            Pass(isServed
                ? Describe(place, ContactFate.StillServed, _contacts[place].Started, _pools[_contacts[place].Pool].Model.Team, double.NaN)
                : Describe(place, ContactFate.StillWaiting, _end, -1, 0));
        _unfinished.Clear();
    }

    void Pass(in ContactRecord record)
    {
        if (record.Day < _timeline.Days)
            Sink!.Add(record);
    }

    ContactRecord Describe(int place, ContactFate fate, double waited, int team, double handle)
    {
        ref var contact = ref _contacts[place];
        return new ContactRecord
        {
            Replication = _replication,
            Contact = contact.Key,
            Person = contact.Person,
            Attempt = contact.Attempt,
            CaseContact = contact.CaseContacts,
            Origin = contact.Origin,
            Queue = contact.Queue,
            Reason = contact.Reason,
            IsHard = (contact.Flags & ContactFlags.Hard) != 0,
            Offered = contact.Arrival,
            Day = contact.Day,
            Fate = fate,
            Wait = waited - contact.Arrival,
            Team = team,
            Handle = handle,
            IsResolved = false,
            IsTimedOut = false,
        };
    }
}
