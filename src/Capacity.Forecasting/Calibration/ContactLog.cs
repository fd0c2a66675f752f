using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>Contacts in the order in which they were offered, each with the next one of its person.</summary>
public sealed class ContactLog
{
    /// <summary>Where the log does not say why somebody came again: another queue within this time of the end of service was a transfer.</summary>
    private static readonly Duration HandOver = Duration.FromMinutes(1);

    private readonly int[] _next;
    private readonly int[] _attempts;

    public ContactLog(IEnumerable<LoggedContact> contacts)
    {
        Contacts = [.. contacts.OrderBy(contact => contact.Offered)];
        (_next, _attempts) = (new int[Contacts.Count], new int[Contacts.Count]);
        Array.Fill(_next, -1);
        HasPersons = Contacts.Any(contact => !string.IsNullOrEmpty(contact.Person));
        End = Contacts.Count == 0 ? default : Contacts[^1].Offered;
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Contacts.Count; i++)
        {
            var person = Contacts[i].Person;
            var before = string.IsNullOrEmpty(person) ? -1 : last.GetValueOrDefault(person, -1);
            if (before >= 0)
                _next[before] = i;
            _attempts[i] = Contacts[i].Attempt > 0 ? Contacts[i].Attempt : before >= 0 && Contacts[before].IsUnanswered ? _attempts[before] + 1 : 1;
            IsFirst.Add(Contacts[i].Origin == LoggedOrigin.First || Contacts[i].Origin == LoggedOrigin.Unknown && before < 0);
            if (!string.IsNullOrEmpty(person))
                last[person] = i;
        }
    }

    public IReadOnlyList<LoggedContact> Contacts { get; }

    /// <summary>Whether contacts of one person can be told.</summary>
    public bool HasPersons { get; }

    /// <summary>The last offer: until then it is known who has come again.</summary>
    public Instant End { get; }

    /// <summary>Whether each contact is the first of its person.</summary>
    internal List<bool> IsFirst { get; } = [];

    /// <summary>Attempts of the person since it was last served, this one included.</summary>
    internal int AttemptOf(int contact) => _attempts[contact];

    /// <summary>The next contact of the person, and why it was made; null where there is none.</summary>
    internal (LoggedContact Contact, LoggedOrigin Why)? NextOf(int contact)
    {
        if (_next[contact] < 0)
            return null;
        var (from, next) = (Contacts[contact], Contacts[_next[contact]]);
        if (next.Origin != LoggedOrigin.Unknown)
            return (next, next.Origin);
        if (from.IsUnanswered)
            return (next, next.Queue == from.Queue ? LoggedOrigin.Redial : LoggedOrigin.ChannelChange);
        return (next, next.Queue != from.Queue && next.Offered - from.End < HandOver ? LoggedOrigin.HandedOn : LoggedOrigin.Recontact);
    }

    /// <summary>Whether an answered contact was transferred or escalated.</summary>
    internal bool IsHandedOn(int contact) => NextOf(contact) is { Why: LoggedOrigin.HandedOn };
}
