using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Supply;

/// <summary>How people are bound to the organization.</summary>
public enum ContractKind
{
    FullTime,
    PartTime,
    FixedTerm,
    Temporary,
    Outsourced,
}

/// <summary>A part of a team with the same contract: its share of the heads, hours, cost and, where it has one, its end.</summary>
public sealed record Contract
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("How these people are bound to the organization.")]
    public ContractKind Kind { get; init; } = ContractKind.FullTime;

    [Description("Share (0–1) of the team's heads at the start; the shares of a team sum to one.")]
    public double Share { get; init; } = 1;

    [Description("Paid hours per head and week; absent: the team's.")]
    public double? HoursPerWeek { get; init; }

    [Description("Cost of a paid hour in euros, charges included; absent: the team's.")]
    public double? HourlyCost { get; init; }

    [Description("Day after the last day of fixed-term and temporary contracts; absent: the horizon.")]
    public LocalDate? Until { get; init; }
}
