namespace Capacity.Domain.Kpis;

/// <summary>A KPI of contacts: its published name and its ratio of sums over a tally.</summary>
/// <param name="Name">The name in JSON, in camel case.</param>
/// <param name="Numerator">What is counted.</param>
/// <param name="Denominator">What it is divided by; absent: the KPI is a count. 1 for a quantile, which is neither count nor ratio.</param>
public sealed record Kpi(string Name, Func<ContactTally, double> Numerator, Func<ContactTally, double>? Denominator = null)
{
    /// <summary>Whether it is a share of what it is divided by, between 0 and 1.</summary>
    public bool IsShare { get; init; }

    /// <summary>The value over a tally; NaN where nothing was counted below the line.</summary>
    public double Of(ContactTally tally)
    {
        if (Denominator is null)
            return Numerator(tally);
        var below = Denominator(tally);
        return below > 0 ? Numerator(tally) / below : double.NaN;
    }
}

/// <summary>The KPIs of contacts, each defined once (MODEL.md §6).</summary>
public static class ContactKpis
{
    public static readonly Kpi Offered = new("offered", t => t.Offered);
    public static readonly Kpi Fresh = new("fresh", t => t.Fresh + t.Released + t.Obligations);
    public static readonly Kpi Persons = new("persons", t => t.Persons);
    public static readonly Kpi PersonsAnswered = new("personsAnswered", t => t.PersonsAnswered);
    public static readonly Kpi Answered = new("answered", t => t.Answered);
    public static readonly Kpi Abandoned = new("abandoned", t => t.Abandoned);
    public static readonly Kpi Blocked = new("blocked", t => t.Blocked);
    public static readonly Kpi MovedOn = new("movedOn", t => t.TransferredOut);
    public static readonly Kpi FailedCalls = new("failedCalls", t => t.FailedCalls);
    public static readonly Kpi TimedOut = new("timedOut", t => t.TimedOut);
    public static readonly Kpi Released = new("released", t => t.Released);
    public static readonly Kpi Obligations = new("obligations", t => t.Obligations);
    public static readonly Kpi Redials = new("redials", t => t.Redials);
    public static readonly Kpi Recontacts = new("recontacts", t => t.Recontacts);
    public static readonly Kpi Chasers = new("chasers", t => t.Chasers);
    public static readonly Kpi SelfServiceReturns = new("selfServiceReturns", t => t.SelfServiceReturns);
    public static readonly Kpi ChannelChanges = new("channelChanges", t => t.ChannelChanges);
    public static readonly Kpi Transfers = new("transfers", t => t.Transfers);
    public static readonly Kpi Escalations = new("escalations", t => t.Escalations);

    public static readonly Kpi ServiceLevelOfOffered =
        new("serviceLevelOfOffered", t => t.AnsweredWithinTarget, t => t.Offered - t.ShortAbandons) { IsShare = true };
    public static readonly Kpi ServiceLevelAbandonsIgnored =
        new("serviceLevelAbandonsIgnored", t => t.AnsweredWithinTarget, t => t.Offered - t.AbandonedWithinTarget) { IsShare = true };
    public static readonly Kpi ServiceLevelOfAnswered =
        new("serviceLevelOfAnswered", t => t.AnsweredWithinTarget, t => t.Answered) { IsShare = true };
    public static readonly Kpi ServiceLevelAbandonsCountedAsMet =
        new("serviceLevelAbandonsCountedAsMet", t => t.AnsweredWithinTarget + t.AbandonedWithinTarget, t => t.Offered) { IsShare = true };

    public static readonly Kpi AverageSpeedOfAnswer = new("averageSpeedOfAnswer", t => t.WaitOfAnswered, t => t.Answered);
    public static readonly Kpi AverageWait = new("averageWait", t => t.WaitOfAll, t => t.Offered);

    /// <summary>Seconds, from 0: the wait that 95 % of the contacts answered or abandoned do not exceed (MODEL.md §6), within an eighth of it.</summary>
    public static readonly Kpi WaitP95 = new("waitP95", t => t.WaitP95, _ => 1);
    public static readonly Kpi AverageHandleTime = new("averageHandleTime", t => t.HandleSeconds, t => t.Answered);
    public static readonly Kpi AbandonmentRate =
        new("abandonmentRate", t => t.Abandoned - t.ShortAbandons, t => t.Offered - t.ShortAbandons) { IsShare = true };
    public static readonly Kpi Backlog = new("backlog", t => t.BacklogAtEnd);
    public static readonly Kpi BacklogAge = new("backlogAge", t => t.BacklogAgeSeconds, t => t.BacklogAtEnd);
    public static readonly Kpi BacklogAgeP10 = new("backlogAgeP10", t => t.BacklogAgeP10, _ => 1);
    public static readonly Kpi BacklogAgeP50 = new("backlogAgeP50", t => t.BacklogAgeP50, _ => 1);
    public static readonly Kpi BacklogAgeP90 = new("backlogAgeP90", t => t.BacklogAgeP90, _ => 1);
    public static readonly Kpi OverdueShare = new("overdueShare", t => t.OverdueAtEnd, t => t.BacklogAtEnd) { IsShare = true };
    public static readonly Kpi Resolution = new("resolution", t => t.Resolved, t => t.Answered) { IsShare = true };
    public static readonly Kpi Loss = new("loss", t => t.LossEuros);
    public static readonly Kpi Amplification =
        new("amplification", t => t.Offered, t => t.Fresh + t.Released + t.Obligations);
    public static readonly Kpi FailureDemand = new(
        "failureDemand",
        t => t.Redials + t.Recontacts + t.Chasers + t.SelfServiceReturns + t.ChannelChanges,
        t => t.Offered) { IsShare = true };

    /// <summary>All of them, in the order in which reports show them.</summary>
    public static IReadOnlyList<Kpi> All { get; } =
    [
        Offered, Fresh, Persons, PersonsAnswered, Answered, Abandoned, Blocked, MovedOn, FailedCalls, TimedOut,
        Released, Obligations, Redials, Recontacts, Chasers, SelfServiceReturns, ChannelChanges, Transfers, Escalations,
        ServiceLevelOfOffered, ServiceLevelAbandonsIgnored, ServiceLevelOfAnswered, ServiceLevelAbandonsCountedAsMet,
        AverageSpeedOfAnswer, AverageWait, WaitP95, AverageHandleTime, AbandonmentRate, Backlog, BacklogAge, BacklogAgeP10,
        BacklogAgeP50, BacklogAgeP90, OverdueShare, Resolution, Amplification, FailureDemand, Loss,
    ];

    /// <summary>The service level that a definition names.</summary>
    public static Kpi ServiceLevel(ServiceLevelDefinition definition) => definition switch
    {
        ServiceLevelDefinition.OfOffered => ServiceLevelOfOffered,
        ServiceLevelDefinition.AbandonsIgnored => ServiceLevelAbandonsIgnored,
        ServiceLevelDefinition.OfAnswered => ServiceLevelOfAnswered,
        ServiceLevelDefinition.AbandonsCountedAsMet => ServiceLevelAbandonsCountedAsMet,
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "Not one of the four service levels."),
    };

    /// <summary>Whether a week's pooled contacts meet every goal of a queue; a week without contacts does.</summary>
    public static bool Meets(this Networks.QueueGoals goals, ContactTally tally)
    {
        if (tally.Offered <= 0)
            return true;
        var level = ServiceLevel(goals.Definition).Of(tally);
        if (!double.IsNaN(level) && level < goals.ServiceLevel)
            return false;
        if (goals.Abandonment is { } most && AbandonmentRate.Of(tally) > most)
            return false;
        return goals.SpeedOfAnswerSeconds is not { } slowest || !(AverageSpeedOfAnswer.Of(tally) > slowest);
    }
}

/// <summary>The KPIs of agents' time, each defined once (MODEL.md §6).</summary>
public static class AgentKpis
{
    /// <summary>Handling ÷ (handling + waiting for work); recovery pauses and deferred work in neither.</summary>
    public static double Occupancy(AgentTally tally)
    {
        var below = tally.HandlingSeconds + tally.WaitingSeconds;
        return below > 0 ? tally.HandlingSeconds / below : double.NaN;
    }

    /// <summary>Emotionally hard contacts per agent and day.</summary>
    public static double HardContactsPerAgentDay(AgentTally tally) =>
        tally.AgentDays > 0 ? tally.HardContacts / tally.AgentDays : double.NaN;
}
