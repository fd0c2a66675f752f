namespace Capacity.Domain.Kpis;

/// <summary>The four service levels in use (Jouini, Koole &amp; Roubos 2013); T is the target.</summary>
public enum ServiceLevelDefinition
{
    /// <summary>Answered within T ÷ (offered − short abandons): the default; the HTTP contract's <c>abandonNegative</c>.</summary>
    OfOffered,

    /// <summary>Answered within T ÷ (offered − abandoned within T): the HTTP contract's <c>abandonIgnored</c>.</summary>
    AbandonsIgnored,

    /// <summary>Answered within T ÷ answered.</summary>
    OfAnswered,

    /// <summary>(Answered within T + abandoned within T) ÷ offered: the HTTP contract's <c>abandonPositive</c>.</summary>
    AbandonsCountedAsMet,
}
