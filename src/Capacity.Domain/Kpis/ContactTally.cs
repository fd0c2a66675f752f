namespace Capacity.Domain.Kpis;

/// <summary>
/// Sums over the contacts that arrived in some stretch of time; every KPI of contacts is a ratio of these sums.
/// Simulated, ingested and forecast facts all become tallies, so that a KPI has one definition.
/// </summary>
/// <remarks>
/// Contacts belong to the interval in which they arrive. Fields are doubles so that expected and observed counts share the type.
/// The origins sum to <see cref="Offered"/>.
/// </remarks>
public sealed record ContactTally
{
    // Origins: every offered contact has exactly one.
    public double Fresh { get; init; }
    public double Released { get; init; }
    public double Obligations { get; init; }
    public double Redials { get; init; }
    public double Recontacts { get; init; }
    public double Chasers { get; init; }
    public double SelfServiceReturns { get; init; }
    public double ChannelChanges { get; init; }
    public double Transfers { get; init; }
    public double Escalations { get; init; }

    /// <summary>First contacts of a case among the offered (attempts and persons are counted apart).</summary>
    public double Persons { get; init; }

    /// <summary>Contacts at which a person was answered for the first time in the case.</summary>
    public double PersonsAnswered { get; init; }

    // Outcomes.
    public double Offered { get; init; }
    public double Answered { get; init; }
    public double Abandoned { get; init; }
    public double Blocked { get; init; }

    /// <summary>Left for a callback queue, where they are offered again with origin transfer.</summary>
    public double TransferredOut { get; init; }
    public double AnsweredWithinTarget { get; init; }
    public double AbandonedWithinTarget { get; init; }
    public double ShortAbandons { get; init; }

    /// <summary>Calls of callback queues that did not reach their customer.</summary>
    public double FailedCalls { get; init; }

    /// <summary>Answered chats that were closed because the customer had stopped answering.</summary>
    public double TimedOut { get; init; }

    /// <summary>Served contacts whose case needed no further contact.</summary>
    public double Resolved { get; init; }

    /// <summary>Served contacts that were emotionally hard.</summary>
    public double Hard { get; init; }

    /// <summary>Euros lost with people who gave up for good, and penalties of cases answered late or still open past due (MODEL.md §7).</summary>
    public double LossEuros { get; init; }

    // Seconds.
    public double WaitOfAnswered { get; init; }

    /// <summary>Waits that have ended, by an answer or otherwise: who still waits when the simulated time ends is offered and adds none.</summary>
    public double WaitOfAll { get; init; }

    /// <summary>
    /// The wait that 95 % of the contacts answered or abandoned did not exceed, those included who did not wait; NaN where nobody counted waits
    /// by length. No sum: that of two stretches is not known from theirs.
    /// </summary>
    public double WaitP95 { get; init; } = double.NaN;
    public double HandleSeconds { get; init; }

    /// <summary>Open cases at the end of the stretch, and those past their due time.</summary>
    public double BacklogAtEnd { get; init; }
    public double OverdueAtEnd { get; init; }

    /// <summary>Sum of the ages in seconds of the cases open at the end of the stretch.</summary>
    public double BacklogAgeSeconds { get; init; }

    /// <summary>Ages in seconds that a tenth, half and nine tenths of the open cases have not reached; NaN where nobody counted ages.</summary>
    public double BacklogAgeP10 { get; init; } = double.NaN;
    public double BacklogAgeP50 { get; init; } = double.NaN;
    public double BacklogAgeP90 { get; init; } = double.NaN;

    /// <summary>Contacts that left the system by service, abandonment, blocking or transfer; the rest of the offered still waits.</summary>
    public double Finished => Answered + Abandoned + Blocked + TransferredOut;

    /// <summary>The pooled tally of two stretches; the backlog is that of the later one.</summary>
    public static ContactTally operator +(ContactTally earlier, ContactTally later) => new()
    {
        Fresh = earlier.Fresh + later.Fresh,
        Released = earlier.Released + later.Released,
        Obligations = earlier.Obligations + later.Obligations,
        Redials = earlier.Redials + later.Redials,
        Recontacts = earlier.Recontacts + later.Recontacts,
        Chasers = earlier.Chasers + later.Chasers,
        SelfServiceReturns = earlier.SelfServiceReturns + later.SelfServiceReturns,
        ChannelChanges = earlier.ChannelChanges + later.ChannelChanges,
        Transfers = earlier.Transfers + later.Transfers,
        Escalations = earlier.Escalations + later.Escalations,
        Persons = earlier.Persons + later.Persons,
        PersonsAnswered = earlier.PersonsAnswered + later.PersonsAnswered,
        Offered = earlier.Offered + later.Offered,
        Answered = earlier.Answered + later.Answered,
        Abandoned = earlier.Abandoned + later.Abandoned,
        Blocked = earlier.Blocked + later.Blocked,
        TransferredOut = earlier.TransferredOut + later.TransferredOut,
        AnsweredWithinTarget = earlier.AnsweredWithinTarget + later.AnsweredWithinTarget,
        AbandonedWithinTarget = earlier.AbandonedWithinTarget + later.AbandonedWithinTarget,
        ShortAbandons = earlier.ShortAbandons + later.ShortAbandons,
        FailedCalls = earlier.FailedCalls + later.FailedCalls,
        TimedOut = earlier.TimedOut + later.TimedOut,
        Resolved = earlier.Resolved + later.Resolved,
        Hard = earlier.Hard + later.Hard,
        LossEuros = earlier.LossEuros + later.LossEuros,
        WaitOfAnswered = earlier.WaitOfAnswered + later.WaitOfAnswered,
        WaitOfAll = earlier.WaitOfAll + later.WaitOfAll,
        HandleSeconds = earlier.HandleSeconds + later.HandleSeconds,
        BacklogAtEnd = later.BacklogAtEnd,
        OverdueAtEnd = later.OverdueAtEnd,
        BacklogAgeSeconds = later.BacklogAgeSeconds,
        BacklogAgeP10 = later.BacklogAgeP10,
        BacklogAgeP50 = later.BacklogAgeP50,
        BacklogAgeP90 = later.BacklogAgeP90,
    };
}

/// <summary>Sums over agents' time in some stretch of time, in agent-seconds.</summary>
public sealed record AgentTally
{
    /// <summary>Time handling live contacts (talk, hold, wrap-up); chat counts the agent once, not per contact.</summary>
    public double HandlingSeconds { get; init; }

    /// <summary>Time handling deferred work, which fills blended teams up by design.</summary>
    public double DeferredSeconds { get; init; }

    /// <summary>Time available and waiting for work.</summary>
    public double WaitingSeconds { get; init; }

    /// <summary>Recovery pauses after hard contacts; in neither part of occupancy.</summary>
    public double RecoverySeconds { get; init; }

    /// <summary>Scheduled agent time.</summary>
    public double StaffedSeconds { get; init; }

    /// <summary>Paid hours in the stretch, overtime included, and the overtime among them.</summary>
    public double PaidHours { get; init; }
    public double OvertimeHours { get; init; }

    /// <summary>Emotionally hard contacts served, and agent-days on which they were served.</summary>
    public double HardContacts { get; init; }
    public double AgentDays { get; init; }

    public static AgentTally operator +(AgentTally a, AgentTally b) => new()
    {
        HandlingSeconds = a.HandlingSeconds + b.HandlingSeconds,
        DeferredSeconds = a.DeferredSeconds + b.DeferredSeconds,
        WaitingSeconds = a.WaitingSeconds + b.WaitingSeconds,
        RecoverySeconds = a.RecoverySeconds + b.RecoverySeconds,
        StaffedSeconds = a.StaffedSeconds + b.StaffedSeconds,
        PaidHours = a.PaidHours + b.PaidHours,
        OvertimeHours = a.OvertimeHours + b.OvertimeHours,
        HardContacts = a.HardContacts + b.HardContacts,
        AgentDays = a.AgentDays + b.AgentDays,
    };
}
