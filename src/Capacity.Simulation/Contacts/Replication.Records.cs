using Capacity.Simulation.Records;

namespace Capacity.Simulation.Contacts;

/// <summary>Tells a sink about every contact of the reported days. Without a sink nothing is kept.</summary>
internal sealed partial class Replication
{
    readonly Dictionary<int, bool> _unfinished = [];
    int _replication;

    /// <summary>Receives every contact when it ends, and at the end those that have not.</summary>
    public IContactSink? Sink { get; set; }

    /// <summary>Whether there is a sink or a trace.</summary>
    bool _isWatched;

    void NoteOffer(int place)
    {
        if (Sink is not null)
            _unfinished[place] = false;
    }

    void TellAnswer(int place, double now, int pool)
    {
        if (Sink is not null)
            _unfinished[place] = true;
        AddTrace(place, ContactOutcome.Answered, now, pool);
    }

    /// <summary>A contact ends without an answer.</summary>
    void TellEnd(int place, ContactOutcome outcome, double now)
    {
        AddTrace(place, outcome, now, -1);
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

    void AddTrace(int place, ContactOutcome outcome, double now, int pool)
    {
        ref var contact = ref _contacts[place];
        Trace?.Add(new ContactTrace(contact.Key, contact.Queue, contact.Origin, contact.Arrival, outcome, now, pool));
    }

    /// <summary>A contact's service ends; what follows from it is entered.</summary>
    void EndAnswered(int place, ref Contact contact, PoolSkill skill, double now)
    {
        if (Sink is null)
        {
            AfterService(place, ref contact, skill, now);
            return;
        }

        var record = Describe(place, ContactFate.Answered, contact.Started, skill.Pool.Model.Team, now - contact.Started) with
        {
            IsTimedOut = (contact.Flags & ContactFlags.Silenced) != 0,
            Agent = AgentOf(contact, skill),
        };
        var row = contact.Row;
        var resolved = ContactSums[row][(int)ContactField.Resolved];
        _unfinished.Remove(place);
        AfterService(place, ref contact, skill, now);
        Pass(record with { IsResolved = ContactSums[row][(int)ContactField.Resolved] > resolved });
    }

    void NoteUnfinished()
    {
        if (Sink is null)
            return;
        foreach (var (place, isServed) in _unfinished.OrderBy(entry => _contacts[entry.Key].Arrival))
            Pass(isServed
                ? Describe(place, ContactFate.StillServed, _contacts[place].Started, _skills[_contacts[place].Skill].Pool.Model.Team, double.NaN)
                    with { Agent = AgentOf(_contacts[place], _skills[_contacts[place].Skill]) }
                : Describe(place, ContactFate.StillWaiting, _end, -1, 0));
        _unfinished.Clear();
    }

    /// <summary>Chats keep their agent where waiting contacts keep their neighbor.</summary>
    int AgentOf(in Contact contact, PoolSkill skill) => skill.Desk is null ? -1 : contact.Previous * _skills.Length + skill.Number;

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
            Day = ContactSums.OwnerOf(contact.Row).Day,
            Fate = fate,
            Wait = waited - contact.Arrival,
            Team = team,
            Agent = -1,
            Handle = handle,
            IsResolved = false,
            IsTimedOut = false,
        };
    }
}
