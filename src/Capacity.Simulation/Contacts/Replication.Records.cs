using System.Runtime.CompilerServices;
using Capacity.Simulation.Records;

namespace Capacity.Simulation.Contacts;

/// <summary>Tells a sink about every contact of the reported days. Without a sink nothing is kept.</summary>
internal sealed partial class Replication
{
    readonly Dictionary<int, Answer> _unfinished = [];
    readonly (long Live, long Deferred, long Idle, long Pausing)[] _told;
    ContactRecord _ended;
    long _lossBefore;
    int _replication;

    /// <summary>What is known of an answer before the contact ends; nobody has answered who still waits.</summary>
    readonly record struct Answer(bool IsAnswered, bool IsFirst, long LossCents);

    /// <summary>Receives every contact when it ends, and at the end those that have not.</summary>
    public IContactSink? Sink { get; set; }

    /// <summary>Whether there is a sink or a trace.</summary>
    bool _isWatched;

    void NoteOffer(int place)
    {
        if (Sink is not null)
            _unfinished[place] = default;
    }

    /// <summary>A contact is answered; its flags still say whether the person was answered before.</summary>
    void TellAnswer(int place, double now, int pool, bool isLate)
    {
        ref var contact = ref _contacts[place];
        if (Sink is not null)
            _unfinished[place] = new Answer(
                true, (contact.Flags & ContactFlags.AnsweredBefore) == 0, isLate ? _network.Reasons[contact.Reason].LossCents : 0);
        AddTrace(place, ContactOutcome.Answered, now, pool);
    }

    /// <summary>A contact ends without an answer; what follows from it is entered next, and <see cref="PassEnded"/> tells what was lost by it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
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
        _ended = Describe(place, fate, now, -1, 0);
        _lossBefore = ContactSums.Of(_ended.Queue, _ended.Day)[(int)ContactField.LossCents];
        _unfinished.Remove(place);
    }

    void PassEnded()
    {
        if (Sink is not null)
            Pass(_ended with { Loss = (ContactSums.Of(_ended.Queue, _ended.Day)[(int)ContactField.LossCents] - _lossBefore) / 100.0 });
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
            AfterService(place, ref contact, skill, now);
        else
            TellServed(place, ref contact, skill, now);
    }

    /// <summary>Apart, so that no record is cleared on the way of those who want none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void TellServed(int place, ref Contact contact, PoolSkill skill, double now)
    {
        var record = Describe(place, ContactFate.Answered, contact.Started, skill.Pool.Model.Team, now - contact.Started) with
        {
            IsTimedOut = (contact.Flags & ContactFlags.Silenced) != 0,
            Agent = AgentOf(contact, skill),
        };
        var row = contact.Row;
        var resolved = ContactSums[row][(int)ContactField.Resolved];
        _unfinished.Remove(place, out var answer);
        AfterService(place, ref contact, skill, now);
        Pass(record with
        {
            IsResolved = ContactSums[row][(int)ContactField.Resolved] > resolved, IsFirstAnswer = answer.IsFirst, Loss = answer.LossCents / 100.0,
        });
    }

    void NoteUnfinished()
    {
        if (Sink is null)
            return;
        foreach (var (place, answer) in _unfinished.OrderBy(entry => _contacts[entry.Key].Arrival))
            Pass((answer.IsAnswered
                ? Describe(place, ContactFate.StillServed, _contacts[place].Started, _skills[_contacts[place].Skill].Pool.Model.Team, double.NaN)
                    with { Agent = AgentOf(_contacts[place], _skills[_contacts[place].Skill]), IsFirstAnswer = answer.IsFirst }
                : Describe(place, ContactFate.StillWaiting, _end, -1, 0)) with { Loss = answer.LossCents / 100.0 });
        _unfinished.Clear();
    }

    /// <summary>The case is open and past due at the very end.</summary>
    void NotePenalty(int place, long lossCents)
    {
        if (Sink is not null)
            _unfinished[place] = new Answer(false, false, lossCents);
    }

    /// <summary>Tells what agents did since the interval before, as parts of the day's whole milliseconds.</summary>
    void TellTime(double now)
    {
        var isLast = _interval + 1 == _timeline.Intervals || _timeline.DayOf(_interval + 1) != _day;
        for (var number = 0; number < _pools.Length && _day < _timeline.Days; number++)
        {
            var (live, deferred, idle, pausing) = _pools[number].TimeSoFar(now);
            ref var told = ref _told[number];
            var time = (Live: Tallies.Milli(live), Deferred: Tallies.Milli(deferred), Idle: Tallies.Milli(idle), Pausing: Tallies.Milli(pausing));
            Sink!.AddTime(
                _interval, _pools[number].Model.Team, time.Live - told.Live, time.Deferred - told.Deferred, time.Idle - told.Idle,
                time.Pausing - told.Pausing);
            told = isLast ? default : time;
        }
    }

    /// <summary>Chats keep their agent where waiting contacts keep their neighbor.</summary>
    int AgentOf(in Contact contact, PoolSkill skill) => skill.Desk is null ? -1 : contact.Previous * _skills.Length + skill.Number;

    void Pass(in ContactRecord record)
    {
        if (record.Day < _timeline.Days)
            Sink!.Add(record);
        else if (record.Day == _dayBefore)
            Sink!.AddOpening(record);
    }

    ContactRecord Describe(int place, ContactFate fate, double waited, int team, double handle)
    {
        ref var contact = ref _contacts[place];
        return new ContactRecord
        {
            Replication = _replication,
            Contact = contact.Key,
            Person = contact.Person,
            Attempt = contact.Count.Attempt,
            CaseContact = contact.Count.Contacts,
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
            IsFirstAnswer = false,
            CallsInVain = _queues[contact.Queue].Tries is null ? 0 : contact.Previous,
            Loss = 0,
        };
    }
}
