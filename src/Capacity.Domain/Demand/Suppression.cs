using System.ComponentModel;

namespace Capacity.Domain.Demand;

/// <summary>The crisis keeps customers from making contact; a part of what is kept back comes later.</summary>
public sealed record Suppression
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("Queues concerned; empty: all.")]
    public IReadOnlyList<string> Queues { get; init; } = [];

    [Description("The days on which it holds.")]
    public Period During { get; init; } = new();

    [Description("Share (0–1) of the baseline that does not arrive.")]
    public double Share { get; init; }

    [Description("Share (0–1) of the suppressed contacts that is deferred, not lost. Default 0.60 (assumption, FIELD grade A).")]
    public double DeferredShare { get; init; } = 0.60;

    [Description("Mean delay in days of the release after the period's end. Default 21 (assumption, FIELD grade A).")]
    public double ReleaseMeanDays { get; init; } = 21;

    [Description("Law of that delay, with coefficient of variation 0.71: gamma (rises, then falls) or lognormal (longer tail).")]
    public ReleaseLaw ReleaseLaw { get; init; } = ReleaseLaw.Gamma;
}

public enum ReleaseLaw
{
    Gamma,
    Lognormal,
}
