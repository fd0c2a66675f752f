using Capacity.Domain.Networks;

namespace Capacity.Simulation.Models;

/// <summary>A queue flattened for the engine: names have become numbers, laws are ready to draw from.</summary>
internal sealed class QueueModel
{
    public required int Index { get; init; }
    public required Queue Definition { get; init; }
    public required OpenSpans Open { get; init; }

    /// <summary>Cases wait across nights and never abandon.</summary>
    public required bool IsDeferred { get; init; }

    /// <summary>Deferred work that needs its customer, and therefore open hours: callbacks.</summary>
    public required bool NeedsCustomer { get; init; }

    /// <summary>Most contacts that one agent holds; 1 except for chat.</summary>
    public required int MostPerAgent { get; init; }

    /// <summary>Handle-time multiplier by contacts in hand; index 0 is unused.</summary>
    public required double[] Stretch { get; init; }
    public required TimeLaw Handle { get; init; }
    public required TimeLaw Patience { get; init; }
    public required double Balking { get; init; }
    public required double TargetSeconds { get; init; }
    public required double ShortAbandonSeconds { get; init; }
    public required bool TargetCountsOpenHours { get; init; }
    public required int Priority { get; init; }
    public required double RecoveryPause { get; init; }
    public Redial? Redial { get; init; }
    public ChannelChange? ChannelChange { get; init; }
    public int ChannelChangeQueue { get; init; } = -1;
    public Recontact? Recontact { get; init; }
    public int RecontactQueue { get; init; } = -1;
    public Chasers? Chasers { get; init; }
    public int ChaserQueue { get; init; } = -1;
    public Escalation? Escalation { get; init; }
    public int EscalationQueue { get; init; } = -1;

    /// <summary>The group whose lines its contacts hold; −1: they have as many as they need.</summary>
    public int LineGroup { get; init; } = -1;

    /// <summary>Share (0–1) of handle time during which the customer is there; the rest is wrap-up.</summary>
    public double TalkShare { get; init; } = 1;

    /// <summary>Multiplier of first-contact resolution.</summary>
    public double ResolutionFactor { get; init; } = 1;
    public Overflow? Overflow { get; init; }
    public int OverflowQueue { get; init; } = -1;
    public Transfer? Transfer { get; init; }
    public int TransferQueue { get; init; } = -1;

    /// <summary>Calls that may not reach their customer; null: every one does.</summary>
    public CallbackTries? Tries { get; init; }

    /// <summary>Share (0–1) of chats whose customer stops answering, and seconds until the agent closes such a chat.</summary>
    public double SilentShare { get; init; }
    public double TimeOut { get; init; }

    /// <summary>Mean announced wait that customers accept; null: nothing is announced.</summary>
    public double? AcceptedWait { get; init; }

    /// <summary>Patience of each attempt ÷ patience of the one before, and whether all attempts of a person share one draw.</summary>
    public double PatienceFactor { get; init; } = 1;
    public bool KeepsPatience { get; init; }

    /// <summary>Whether handle time may end early: contacts that are handed on, or whose customer falls silent.</summary>
    public bool MayShorten => Transfer is not null || SilentShare > 0;

    /// <summary>Waits in seconds after which something about a waiting contact changes, shortest first.</summary>
    public double[] WaitSteps { get; init; } = [];

    /// <summary>The callback rule in force on each day, or null where no day has one.</summary>
    public CallbackRule?[]? CallbackByDay { get; init; }

    /// <summary>When a case that arrives now falls due.</summary>
    public double DueOf(double arrival) =>
        TargetCountsOpenHours ? Open.AfterOpenSeconds(arrival, TargetSeconds) : arrival + TargetSeconds;
}

/// <summary>Who is offered a callback, and where it goes.</summary>
internal sealed record CallbackRule(double ThresholdSeconds, double Acceptance, int Queue);

/// <summary>A share of a reason's fresh contacts on some queues that tries self-service first, over a span of days.</summary>
internal sealed record SelfServiceRule(
    int Reason, bool[] Queues, double From, double Until, double Share, double Resolution, double ReturnMeanSeconds, float ReturnFactor,
    double ReturnHardShare);

/// <summary>A reason flattened for the engine.</summary>
internal sealed record ReasonModel(
    double FirstContactResolution, double Emotion, double HandleTimeFactor, long LossCents, double HardFactor = 1);

/// <summary>Agents who work the same hours with the same skills: a team, or people redeployed to one.</summary>
internal sealed class PoolModel
{
    public required int Index { get; init; }

    /// <summary>The team to which their time and contacts are reported.</summary>
    public required int Team { get; init; }

    /// <summary>Whether newcomers of the team are among them.</summary>
    public required bool Learns { get; init; }

    /// <summary>The site where they sit.</summary>
    public required int Site { get; init; }

    /// <summary>Queues that they serve, in the order in which freed agents look: by queue priority, then by number.</summary>
    public required int[] Queues { get; init; }

    /// <summary>Handle-time multiplier on each queue, 0 where they have no skill.</summary>
    public required SkillValues<double> HandleFactor { get; init; }

    /// <summary>Preference for each queue, smaller first.</summary>
    public required SkillValues<int> SkillPriority { get; init; }

    /// <summary>Multiplier of first-contact resolution on each queue.</summary>
    public required SkillValues<double> ResolutionFactor { get; init; }

    /// <summary>Seconds for which a contact of each queue must have waited before they may serve it.</summary>
    public required SkillValues<double> AfterWait { get; init; }

    /// <summary>Idle agents that work of each queue must leave; only where the pool also serves voice or chat.</summary>
    public required SkillValues<int> IdleReserve { get; init; }

    /// <summary>Numbers among all pairs of a pool and a queue that it serves.</summary>
    public required SkillValues<int> Desk { get; init; }
}
