using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>How a contact of a log ended.</summary>
public enum LoggedOutcome
{
    Answered,
    Abandoned,
    Blocked,

    /// <summary>Went on to another queue unanswered: callback accepted, or overflow.</summary>
    MovedOn,

    /// <summary>Not answered, or not finished, when the log ends.</summary>
    StillWaiting,
    StillServed,
}

/// <summary>Why a contact of a log was made, as far as the log or the order of a person's contacts tells.</summary>
public enum LoggedOrigin
{
    Unknown,

    /// <summary>The first contact of a person about something.</summary>
    First,
    Redial,
    Recontact,
    ChannelChange,

    /// <summary>Transferred or escalated.</summary>
    HandedOn,

    /// <summary>Chasers, returns from self-service, promises kept.</summary>
    Other,
}

/// <summary>One contact as a telephony system, or the simulator, has logged it.</summary>
public readonly record struct LoggedContact
{
    public required Instant Offered { get; init; }
    public required string Queue { get; init; }
    public required LoggedOutcome Outcome { get; init; }

    /// <summary>Seconds from the offer to the answer, or to the end of waiting.</summary>
    public required double Wait { get; init; }

    /// <summary>Seconds of talk, hold and wrap-up; NaN where nobody answered or the log does not tell.</summary>
    public double Handle { get; init; }

    /// <summary>Who it was, for contacts of one person; empty where the log does not tell.</summary>
    public string Person { get; init; }

    /// <summary>Empty where the log does not tell.</summary>
    public string Reason { get; init; }
    public string Team { get; init; }

    /// <summary>Who served it, for chats that one agent had in hand at once; empty where the log does not tell.</summary>
    public string Agent { get; init; }

    /// <summary>Months that the agent had worked after training; null where the log does not tell.</summary>
    public double? Tenure { get; init; }

    /// <summary>A chat that was closed because its customer had stopped answering.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>Attempts since the person was last served, this one included; 0 where the log does not tell.</summary>
    public int Attempt { get; init; }
    public LoggedOrigin Origin { get; init; }

    /// <summary>Whether the case needed no further contact; null where the log does not tell.</summary>
    public bool? IsResolved { get; init; }

    public bool IsUnanswered => Outcome is LoggedOutcome.Abandoned or LoggedOutcome.Blocked;

    /// <summary>When it was answered or waiting ended, and when an answered one was finished.</summary>
    public Instant WaitEnd => Offered + Duration.FromSeconds(Wait);
    public Instant End => WaitEnd + Duration.FromSeconds(Handle > 0 ? Handle : 0);
}
