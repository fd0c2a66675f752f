using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>News with a date, a certainty and, where it is still open, branches of which one comes true.</summary>
public sealed record Announcement
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the news.")]
    public LocalizedText Name { get; init; } = new();

    [Description("The day on which it is issued or expected.")]
    public LocalDate IssuedOn { get; init; }

    [Description("The day from which it has effect, where there are no branches.")]
    public LocalDate EffectiveFrom { get; init; }

    [Description("How sure it is; a cancelled one has no effect.")]
    public Certainty Certainty { get; init; } = Certainty.Announced;

    [Description("Outcomes that exclude each other; probabilities sum to one.")]
    public IReadOnlyList<AnnouncementBranch> Branches { get; init; } = [];
}

public enum Certainty
{
    Rumour,
    Announced,
    InForce,
    Cancelled,
}

/// <summary>One way in which an open announcement may turn out.</summary>
public sealed record AnnouncementBranch
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("The day from which it has effect in this branch.")]
    public LocalDate EffectiveFrom { get; init; }

    [Description("Probability (0–1).")]
    public double Probability { get; init; }
}
