using System.ComponentModel;

namespace Capacity.Domain.Networks;

/// <summary>A contact that has waited too long moves to another queue: to leave a message, or to another group of teams.</summary>
/// <remarks>
/// It is offered again there, with origin transfer. While the other queue is closed for its kind of contact, nobody moves. To open a
/// queue to a further team after a while, without a move, give that team's skill a wait (<see cref="Skill.AfterWaitSeconds"/>).
/// </remarks>
public sealed record Overflow
{
    [Description("Wait in seconds after which a contact moves.")]
    public double AfterSeconds { get; init; } = 120;

    [Description("The queue that receives it.")]
    public string Queue { get; init; } = "";
}

/// <summary>A served contact belonged elsewhere and is handed on, with origin transfer.</summary>
public sealed record Transfer
{
    [Description("Probability (0–1) that a served contact is handed on.")]
    public double Probability { get; init; }

    [Description("The queue that receives it.")]
    public string Queue { get; init; } = "";

    [Description("Handle-time multiplier of the part before the transfer (1 = as long as any other contact).")]
    public double HandleTimeFactor { get; init; } = 1;
}

/// <summary>Customers of a callback queue who do not answer when they are called.</summary>
/// <remarks>A failed call costs the agent's time; the callback goes on waiting, counted from the request, until a call succeeds or none is left.</remarks>
public sealed record CallbackTries
{
    [Description("Probability (0–1) that a call does not reach the customer. Default 0.2 (assumption, grade A).")]
    public double NotReached { get; init; } = 0.2;

    [Description("Seconds of an agent that a failed call takes. Default 40 (assumption, grade A).")]
    public double SecondsPerTry { get; init; } = 40;

    [Description("Seconds until the next call. Default 3600 (assumption, grade A).")]
    public double RetryAfterSeconds { get; init; } = 3600;

    [Description("Calls to one customer at most; whoever is not reached then counts as abandoned. Default 3 (assumption, grade A).")]
    public int MaximumTries { get; init; } = 3;
}
