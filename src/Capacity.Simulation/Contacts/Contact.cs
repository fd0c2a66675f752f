using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>A contact that waits, is served or will come: one cache line, so that an event touches little memory.</summary>
internal struct Contact
{
    /// <summary>When it was offered, or will be; for callbacks when the callback was asked for.</summary>
    public double Arrival;

    /// <summary>When its service began.</summary>
    public double Started;

    /// <summary>Address of its random draws: the same whatever happens to others.</summary>
    public ulong Key;

    /// <summary>Key of the first contact of its person: attempts and returns of one person share it.</summary>
    public ulong Person;

    /// <summary>Neighbors in its waiting line, its bucket of future contacts, or the list of free places; in a chat Previous is the agent, in a callback the calls in
    /// vain.</summary>
    public int Next;
    public int Previous;

    /// <summary>Number of the calendar entry at which its patience ends; 0 while it does not wait.</summary>
    public uint PatienceEntry;

    /// <summary>Where the sums of the queue and day to which it is counted begin.</summary>
    public int Row;

    /// <summary>Number of the skill with which it is served.</summary>
    public int Skill;

    /// <summary>Handle-time multiplier of its reason, cohort and history.</summary>
    public float HandleFactor;
    public short Queue;
    public short Reason;

    /// <summary>Which attempt of its person and which contact of its case it is.</summary>
    public CaseCount Count;
    public ContactOrigin Origin;
    public ContactFlags Flags;
}

[Flags]
internal enum ContactFlags : byte
{
    None = 0,

    /// <summary>Emotionally hard.</summary>
    Hard = 1,

    /// <summary>The person was answered before in this case.</summary>
    AnsweredBefore = 2,

    /// <summary>The customer stops answering in this chat, and has stopped.</summary>
    Silent = 4,
    Silenced = 8,
}

/// <summary>Places for contacts, used again as soon as they are free: memory follows the contacts alive, not those simulated.</summary>
internal sealed class ContactStore
{
    Contact[] _places = new Contact[4096];
    ServiceDraws[] _drawn = new ServiceDraws[4096];
    int _used;
    int _free = -1;

    public ref Contact this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_places), place);
    }

    /// <summary>What was drawn for the service of the contact in a place, or of one before it there.</summary>
    public ref ServiceDraws DrawnOf(int place) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_drawn), place);

    /// <summary>A place whose content is left over from an earlier contact.</summary>
    public int Take()
    {
        if (_free >= 0)
        {
            var place = _free;
            _free = this[place].Next;
            return place;
        }

        if (_used == _places.Length)
        {
            Array.Resize(ref _places, 2 * _used);
            Array.Resize(ref _drawn, 2 * _used);
        }

        return _used++;
    }

    public void Free(int place)
    {
        ref var contact = ref this[place];
        contact.PatienceEntry = 0;
        contact.Next = _free;
        _free = place;
    }

    public void Clear()
    {
        Array.Clear(_drawn, 0, _used);
        _used = 0;
        _free = -1;
    }
}

/// <summary>What was drawn for a contact's service before its interval began.</summary>
internal struct ServiceDraws
{
    /// <summary>For which key and queue: a contact that has become another draws anew.</summary>
    public ulong Tag;

    /// <summary>Handle time in seconds by the queue's law alone.</summary>
    public double Seconds;

    /// <summary>Uniform numbers for whether the case is resolved, and whether it comes back if not.</summary>
    public double Resolution;
    public double ComesBack;

    public static ulong TagOf(ulong key, int queue) => key + (ulong)(uint)queue;
}
