using Capacity.Simulation.Models;

namespace Capacity.Simulation.Records;

/// <summary>How an offered contact ended, or where the horizon found it.</summary>
public enum ContactFate
{
    Answered,
    Abandoned,
    Blocked,

    /// <summary>Left for another queue before an agent answered: callback accepted, or overflow.</summary>
    MovedOn,

    /// <summary>Not answered when the simulated time ended.</summary>
    StillWaiting,

    /// <summary>Answered, and not finished when the simulated time ended.</summary>
    StillServed,
}

/// <summary>One offered contact from its offer to its end. Contacts of one person share <see cref="Person"/>.</summary>
/// <remarks>Moments are elapsed seconds since the scenario's first local midnight. Numbers of queues, reasons and teams are their places in the network.</remarks>
public readonly record struct ContactRecord
{
    public required int Replication { get; init; }

    /// <summary>Address of the contact's draws; no other contact of the replication has it.</summary>
    public required ulong Contact { get; init; }

    /// <summary>The first contact of the same person: redials, recontacts, chasers and all that follows lead back to it.</summary>
    public required ulong Person { get; init; }

    /// <summary>Attempts since the person was last served, this one included; and contacts of the case, this one included.</summary>
    public required int Attempt { get; init; }
    public required int CaseContact { get; init; }
    public required ContactOrigin Origin { get; init; }
    public required int Queue { get; init; }
    public required int Reason { get; init; }

    /// <summary>Whether it was emotionally hard.</summary>
    public required bool IsHard { get; init; }

    /// <summary>When it was offered, and the reported day to which it is counted.</summary>
    public required double Offered { get; init; }
    public required int Day { get; init; }
    public required ContactFate Fate { get; init; }

    /// <summary>Seconds from the offer to the answer, to giving up or moving on, or to the end of time.</summary>
    public required double Wait { get; init; }

    /// <summary>The team that answered; −1 for none.</summary>
    public required int Team { get; init; }

    /// <summary>Who has the chat in hand among all who hold chats at the moment; −1 where it is no chat that was answered.</summary>
    public required int Agent { get; init; }

    /// <summary>Seconds from the answer to the end of service, wrap-up included; 0 where nobody answered, NaN while it is still served.</summary>
    public required double Handle { get; init; }

    /// <summary>Whether the case needed no further contact; and whether a chat was closed because its customer stopped answering.</summary>
    public required bool IsResolved { get; init; }
    public required bool IsTimedOut { get; init; }

    /// <summary>Whether it was the first answer that the person got in the case.</summary>
    public required bool IsFirstAnswer { get; init; }

    /// <summary>Calls of a callback that did not reach the customer; 0 for other channels.</summary>
    public required int CallsInVain { get; init; }

    /// <summary>Euros lost with it: with a person who gave up for good, or by a promise kept too late (MODEL.md §7).</summary>
    public required double Loss { get; init; }
}

/// <summary>Receives contacts as they end.</summary>
internal interface IContactSink
{
    void Add(in ContactRecord record);

    /// <summary>A contact that was there before the start ends: it is counted to no day, but lay open until now.</summary>
    void AddOpening(in ContactRecord record)
    {
    }

    /// <summary>What the agents of a pool did in an interval: milliseconds with live and deferred contacts, idle and in recovery.</summary>
    void AddTime(int interval, int team, long live, long deferred, long idle, long recovery)
    {
    }
}
