using System.ComponentModel;
using Capacity.Domain.Kpis;

namespace Capacity.Domain.Networks;

/// <summary>A line of contacts of one channel with its hours, handle time, patience, goals and what its service makes come back.</summary>
public sealed record Queue
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the queue.")]
    public LocalizedText Name { get; init; } = new();

    [Description("How its contacts arrive.")]
    public Channel Channel { get; init; }

    [Description("IANA time zone of the opening hours.")]
    public string TimeZone { get; init; } = "Europe/Paris";

    [Description("When contacts are served; live channels take contacts only then.")]
    public OpeningHours OpeningHours { get; init; } = new();

    [Description("How long a contact takes an agent.")]
    public HandleTime HandleTime { get; init; } = new();

    [Description("How long customers wait before they give up; absent for deferred channels, whose contacts stay as cases.")]
    public Patience? Patience { get; init; }

    [Description("What the queue promises.")]
    public QueueGoals Goals { get; init; } = new();

    [Description("Chat only: contacts that one agent may hold at once, with the stretch of handle time at each level.")]
    public Concurrency? Concurrency { get; init; }

    [Description("Order in which freed agents choose among queues; smaller is served first.")]
    public int Priority { get; init; } = 1;

    [Description("Blended deferred work: it starts only while more than this number of the team's agents are idle.")]
    public int IdleReserve { get; init; }

    [Description("Reasons of baseline contacts, with shares that sum to one.")]
    public IReadOnlyList<ReasonShare> Reasons { get; init; } = [];

    [Description("How abandoned contacts try again; absent: never.")]
    public Redial? Redial { get; init; }

    [Description("How abandoned contacts move to another queue; absent: never.")]
    public ChannelChange? ChannelChange { get; init; }

    [Description("How unresolved contacts come back; absent: never.")]
    public Recontact? Recontact { get; init; }

    [Description("How overdue cases make their customers ask; absent: never.")]
    public Chasers? Chasers { get; init; }

    [Description("How hard contacts go on to another queue; absent: never.")]
    public Escalation? Escalation { get; init; }

    [Description("The offer to be called back; absent: none.")]
    public CallbackOffer? Callback { get; init; }

    [Description("Callback queues only: customers who do not answer when they are called; absent: all do.")]
    public CallbackTries? CallbackTries { get; init; }

    [Description("Where contacts go that have waited too long; absent: they stay.")]
    public Overflow? Overflow { get; init; }

    [Description("How served contacts are handed on to another queue; absent: never.")]
    public Transfer? Transfer { get; init; }

    [Description("Multiplier of the reasons' first-contact resolution on this queue: what its channel can settle.")]
    public double ResolutionFactor { get; init; } = 1;
}

/// <summary>A reason and its share (0–1) of a queue's baseline contacts.</summary>
public sealed record ReasonShare
{
    [Description("The reason.")]
    public string Reason { get; init; } = "";

    [Description("Share (0–1) of the contacts.")]
    public double Share { get; init; }
}

/// <summary>Talk, hold and wrap-up time of one contact: a law with a mean.</summary>
public sealed record HandleTime
{
    [Description("Mean handle time in seconds: talk, hold and wrap-up together.")]
    public double MeanSeconds { get; init; } = 300;

    [Description("Law of handle time.")]
    public HandleTimeLaw Law { get; init; } = HandleTimeLaw.Lognormal;

    [Description("Coefficient of variation of handle time (1 = as variable as an exponential law); lognormal law only.")]
    public double CoefficientOfVariation { get; init; } = 1;

    [Description("Empirical law only: shortest time, quantiles at equal steps, longest time, in any unit; scaled to the mean, linear in between.")]
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    [Description("Part of the mean that is wrap-up, in seconds: the agent's time after the customer has gone.")]
    public double WrapUpSeconds { get; init; }

    [Description("Pause in seconds that an agent takes after an emotionally hard contact. Default 60 (assumption, FIELD grade A).")]
    public double RecoveryPauseSeconds { get; init; } = 60;
}

public enum HandleTimeLaw
{
    Lognormal,
    Exponential,
    Empirical,
}

/// <summary>The law of how long a customer waits before giving up.</summary>
public sealed record Patience
{
    [Description("The law of patience.")]
    public PatienceLaw Law { get; init; } = PatienceLaw.Exponential;

    [Description("Mean patience in seconds. Default 180 for voice, 90 for chat (assumption, FIELD grade A).")]
    public double MeanSeconds { get; init; } = 180;

    [Description("Coefficient of variation; lognormal and hyperexponential laws only.")]
    public double CoefficientOfVariation { get; init; } = 1;

    [Description("Empirical law only: shortest patience, quantiles at equal steps, longest, in any unit; scaled to the mean, linear in between.")]
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    [Description("Probability (0–1) of giving up at once when nobody is free.")]
    public double Balking { get; init; }

    [Description("The expected wait is announced, and customers accept exponentially long ones with this mean in seconds: at an expected wait w a share 1 − exp(−w ÷ mean) gives up at once. Absent: nothing is announced.")]
    public double? AcceptedWaitSeconds { get; init; }
}

public enum PatienceLaw
{
    Exponential,
    Lognormal,
    Hyperexponential,
    Deterministic,
    Empirical,
}

/// <summary>How many contacts one agent holds at once, and how handle time stretches with them.</summary>
public sealed record Concurrency
{
    [Description("Most contacts that one agent holds at once.")]
    public int Maximum { get; init; } = 2;

    [Description("Handle-time multiplier with 1, 2, … contacts in hand; the first is 1.")]
    public IReadOnlyList<double> Stretch { get; init; } = [1, 1.5];

    [Description("Share (0–1) of chats in which the customer stops answering at some point: the agent keeps the place until the time-out.")]
    public double SilentShare { get; init; }

    [Description("Seconds without an answer after which the agent closes the chat, unresolved. Default 300 (assumption, grade A).")]
    public double TimeOutSeconds { get; init; } = 300;
}

/// <summary>What a queue promises, each goal judged on a week's pooled contacts.</summary>
public sealed record QueueGoals
{
    [Description("Share (0–1) to answer within the target.")]
    public double ServiceLevel { get; init; } = 0.80;

    [Description("Acceptable waiting time in seconds (voice 20, e-mail 86400).")]
    public double TargetSeconds { get; init; } = 20;

    [Description("Which of the four service levels is promised.")]
    public ServiceLevelDefinition Definition { get; init; } = ServiceLevelDefinition.OfOffered;

    [Description("Abandons sooner than this many seconds are left out of the service level and the abandonment rate.")]
    public double ShortAbandonSeconds { get; init; }

    [Description("Largest abandonment rate (0–1); absent: no goal.")]
    public double? Abandonment { get; init; }

    [Description("Largest average speed of answer in seconds; absent: no goal.")]
    public double? SpeedOfAnswerSeconds { get; init; }

    [Description("Whether the target of a deferred channel counts opening hours only or calendar hours.")]
    public TargetClock Clock { get; init; } = TargetClock.Calendar;
}

public enum TargetClock
{
    Calendar,
    OpeningHours,
}
