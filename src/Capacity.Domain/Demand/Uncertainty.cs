using System.ComponentModel;

namespace Capacity.Domain.Demand;

/// <summary>
/// A figure of the scenario that nobody knows exactly: in each replication it is multiplied by one factor drawn from a law. Factors of
/// the same figure multiply; products that are probabilities stop at 1.
/// </summary>
public sealed record Uncertainty
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("The figure that is uncertain.")]
    public UncertainFigure Figure { get; init; }

    [Description("The queue, reason or cohort whose figure it is; absent: all of them, by one common factor.")]
    public string? Of { get; init; }

    [Description("Law of the factor.")]
    public UncertaintyLaw Law { get; init; } = UncertaintyLaw.Lognormal;

    [Description("Mean of the factor; lognormal and gamma laws.")]
    public double Mean { get; init; } = 1;

    [Description("Coefficient of variation of the factor; lognormal and gamma laws.")]
    public double CoefficientOfVariation { get; init; } = 0.2;

    [Description("Smallest factor; triangular and beta laws.")]
    public double Low { get; init; } = 0.8;

    [Description("Most likely factor; triangular and beta laws.")]
    public double Mode { get; init; } = 1;

    [Description("Largest factor; triangular and beta laws.")]
    public double High { get; init; } = 1.2;

    [Description("Where the figures come from, with the grade of the source.")]
    public string Source { get; init; } = "";
}

/// <summary>Figures that can be uncertain, each with the kind of thing that it belongs to.</summary>
public enum UncertainFigure
{
    /// <summary>Fresh contacts of a queue's ordinary week.</summary>
    BaselineContacts,

    /// <summary>Contacts of a queue that were kept back and come after a suppression.</summary>
    ReleasedContacts,

    /// <summary>Contacts per customer of a cohort, those of its obligations included.</summary>
    CohortContacts,

    /// <summary>Handle time of a queue.</summary>
    HandleTime,

    /// <summary>Patience of a queue's customers.</summary>
    Patience,

    /// <summary>Probability that an abandoned contact of a queue tries again.</summary>
    RedialProbability,

    /// <summary>Probability that an abandoned or overdue contact of a queue changes channel.</summary>
    ChannelChangeProbability,

    /// <summary>Probability that an unresolved contact of a queue comes back.</summary>
    RecontactProbability,

    /// <summary>Chasing contacts per overdue case of a queue.</summary>
    ChaserRate,

    /// <summary>First-contact resolution of a reason.</summary>
    FirstContactResolution,
}

/// <summary>Laws of an uncertain factor.</summary>
public enum UncertaintyLaw
{
    Lognormal,
    Gamma,
    Triangular,

    /// <summary>Beta on the range from low to high with the mode's weight 4 (PERT; Malcolm et al., Operations Research 7:646, 1959).</summary>
    Beta,
}
