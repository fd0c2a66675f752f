using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>
/// News with a date, a certainty and, where it is still open, branches of which one comes true. Its effects are whatever names it:
/// cohorts, periods of suppressions, events, short-time work and absence; a name like <c>reopening/june</c> means one branch only.
/// </summary>
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

    [Description("Probability (0–1) that it comes into force at all; 1 once it is in force.")]
    public double Probability { get; init; } = 1;

    [Description("Outcomes that exclude each other, given that it comes; probabilities sum to one.")]
    public IReadOnlyList<AnnouncementBranch> Branches { get; init; } = [];

    [Description("Who says so, with the grade of the source.")]
    public string Source { get; init; } = "";

    /// <summary>Whether more than one outcome is possible, were it not cancelled.</summary>
    public bool IsOpen() => Branches.Count > 0 || Probability < 1;

    /// <summary>Every way in which it may turn out; probabilities sum to one, and a cancelled one never has effect.</summary>
    public IReadOnlyList<AnnouncementOutcome> Outcomes()
    {
        if (Certainty == Certainty.Cancelled)
            return [new AnnouncementOutcome("", null, 1)];
        List<AnnouncementOutcome> outcomes = Branches.Count == 0
            ? [new AnnouncementOutcome("", EffectiveFrom, Probability)]
            : [.. Branches.Select(branch => new AnnouncementOutcome(branch.Id, branch.EffectiveFrom, branch.Probability * Probability))];
        if (Probability < 1)
            outcomes.Add(new AnnouncementOutcome("", null, 1 - Probability));
        return outcomes;
    }
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

/// <summary>An outcome: its branch (empty: none), the day of effect (absent: it does not come), and its probability (0–1).</summary>
public sealed record AnnouncementOutcome(string Branch, LocalDate? EffectiveFrom, double Probability);
