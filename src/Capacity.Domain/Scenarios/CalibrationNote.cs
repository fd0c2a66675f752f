using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Scenarios;

/// <summary>Which figures of a scenario were estimated from the organization's own data, and how sure they are.</summary>
public sealed record CalibrationNote
{
    [Description("Where the data come from.")]
    public string Source { get; init; } = "";

    [Description("First day of the data.")]
    public LocalDate From { get; init; }

    [Description("Last day of the data.")]
    public LocalDate Until { get; init; }

    [Description("Contacts that were looked at.")]
    public long Observed { get; init; }

    [Description("The figures, each with the ends of its 95 % interval.")]
    public IReadOnlyList<CalibratedFigure> Figures { get; init; } = [];
}

/// <summary>A figure of the scenario that was estimated.</summary>
public sealed record CalibratedFigure
{
    [Description("Its place in the scenario: kind, identifier and property, as in queues/refunds-voice/patience/meanSeconds.")]
    public string Figure { get; init; } = "";

    [Description("What was estimated.")]
    public double Estimate { get; init; }

    [Description("Lower end of the 95 % interval.")]
    public double LowEnd { get; init; }

    [Description("Upper end of the 95 % interval.")]
    public double HighEnd { get; init; }

    [Description("What stood there before; absent where nothing did.")]
    public double? Before { get; init; }
}
