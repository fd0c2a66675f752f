namespace Capacity.Simulation.Contacts;

/// <summary>Voice or chat contacts of a queue that wait, in order of arrival; any of them may leave.</summary>
internal struct WaitingLine
{
    public int Head;
    int _tail;

    public int Count { get; private set; }

    public void Clear()
    {
        Head = _tail = -1;
        Count = 0;
    }

    public void Add(ContactStore contacts, int place)
    {
        ref var contact = ref contacts[place];
        contact.Previous = _tail;
        contact.Next = -1;
        if (_tail >= 0)
            contacts[_tail].Next = place;
        else
            Head = place;
        _tail = place;
        Count++;
    }

    public void Remove(ContactStore contacts, int place)
    {
        ref var contact = ref contacts[place];
        if (contact.Previous >= 0)
            contacts[contact.Previous].Next = contact.Next;
        else
            Head = contact.Next;
        if (contact.Next >= 0)
            contacts[contact.Next].Previous = contact.Previous;
        else
            _tail = contact.Previous;
        Count--;
    }
}
