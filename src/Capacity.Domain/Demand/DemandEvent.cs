using System.ComponentModel;

namespace Capacity.Domain.Demand;

/// <summary>
/// A price change, a policy or another event that makes more or fewer people ask for a while: it multiplies the baseline and the
/// cohorts' and obligations' contacts of its queues and reasons, never what the service itself makes come back.
/// </summary>
public sealed record DemandEvent
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the event.")]
    public LocalizedText Name { get; init; } = new();

    [Description("What kind of event it is; for reading only.")]
    public DemandEventKind Kind { get; init; } = DemandEventKind.Price;

    [Description("The days on which it works.")]
    public Period During { get; init; } = new();

    [Description("Queues concerned; empty: all.")]
    public IReadOnlyList<string> Queues { get; init; } = [];

    [Description("Reasons concerned; empty: all.")]
    public IReadOnlyList<string> Reasons { get; init; } = [];

    [Description("Change of the contacts concerned, as a share: 0.25 is a quarter more, -0.30 is 30 % fewer.")]
    public double Change { get; init; }

    [Description("Mean days in which the change fades from its first day on (exponential); absent: it holds over the whole period.")]
    public double? FadeMeanDays { get; init; }

    [Description("Where the figures come from, with the grade of the source.")]
    public string Source { get; init; } = "";
}

public enum DemandEventKind
{
    Price,
    Policy,
    Other,
}
