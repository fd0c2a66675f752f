using System.ComponentModel;

namespace Capacity.Domain.Networks;

/// <summary>Who serves whom: which idle agent an arriving contact takes, and which waiting contact a freed agent takes.</summary>
/// <remarks>The defaults are the common ones. A rule decides among equals only: a team's preference for a queue goes before it.</remarks>
public sealed record Routing
{
    [Description("Which agent an arriving contact takes among the idle ones whose team prefers its queue most.")]
    public IdleAgentRule IdleAgent { get; init; } = IdleAgentRule.LongestIdle;

    [Description("Which waiting contact a freed agent takes.")]
    public WaitingContactRule WaitingContact { get; init; } = WaitingContactRule.LongestWaitRelativeToTarget;

    [Description("Whether a freed agent looks at the queues' priorities first, so that the rule decides among queues of equal priority only.")]
    public bool PrioritiesFirst { get; init; } = true;
}

/// <summary>Which idle agent is taken.</summary>
public enum IdleAgentRule
{
    /// <summary>The one who has been idle longest.</summary>
    LongestIdle,

    /// <summary>Each idle agent with the same probability.</summary>
    UniformRandom,

    /// <summary>One of the team in which the smallest share of the agents there is busy at that moment.</summary>
    LeastOccupied,
}

/// <summary>Which waiting contact is taken.</summary>
public enum WaitingContactRule
{
    /// <summary>The one that has waited longest in units of its queue's target.</summary>
    LongestWaitRelativeToTarget,

    /// <summary>The one that has waited longest.</summary>
    LongestWait,

    /// <summary>The one whose target is reached first, or was.</summary>
    EarliestDue,
}

/// <summary>Telephone lines (trunks) or chat places that queues share: who finds all of them taken is blocked.</summary>
/// <remarks>A contact holds its line while it waits and while it is served, wrap-up apart. Blocked contacts are offered contacts.</remarks>
public sealed record LineGroup
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("Voice and chat queues that share the lines; a queue belongs to one group at most.")]
    public IReadOnlyList<string> Queues { get; init; } = [];

    [Description("Contacts that can wait or be served at once.")]
    public int Lines { get; init; } = 100;
}
