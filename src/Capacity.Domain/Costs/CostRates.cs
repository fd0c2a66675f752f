using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Costs;

/// <summary>What things cost beside the hourly cost of the teams, and the budget. Defaults are assumptions (FIELD grade A), every one editable.</summary>
public sealed record CostRates
{
    public static CostRates Default { get; } = new();

    [Description("Share (0–1) of the hourly cost that is employer's charges. Default 0.28 (assumption, FIELD grade A).")]
    public double ChargesShare { get; init; } = 0.28;

    [Description("Cost of a seat with its tools, in euros a month. Default 300 (assumption, FIELD grade A).")]
    public double SeatCost { get; init; } = 300;

    [Description("Share (0–1) of the hourly cost that the employer pays for an hour of short-time work. Default 0.70 (assumption, FIELD grade A).")]
    public double FurloughShare { get; init; } = 0.70;

    [Description("Share (0–1) of that pay which the scheme gives back. Default 1 (France, spring 2020; assumption, FIELD grade A).")]
    public double SubsidyShare { get; init; } = 1;

    [Description("Refunds and gestures that settling contacts costs, by queue.")]
    public IReadOnlyList<GesturePolicy> Gestures { get; init; } = [];

    [Description("What may be spent, by month.")]
    public IReadOnlyList<MonthBudget> Budget { get; init; } = [];
}

/// <summary>What a settled contact of a queue costs in refunds and gestures.</summary>
public sealed record GesturePolicy
{
    [Description("The queue.")]
    public string Queue { get; init; } = "";

    [Description("Share (0–1) of the settled contacts that receive it.")]
    public double Share { get; init; }

    [Description("Its mean cost in euros.")]
    public double Cost { get; init; }
}

/// <summary>What may be spent in a month.</summary>
public sealed record MonthBudget
{
    [Description("The month, as in 2020-04.")]
    public string Month { get; init; } = "";

    [Description("The budget in euros.")]
    public double Cost { get; init; }

    /// <summary>How a month is written here, as in 2020-04.</summary>
    public static string NameOf(YearMonth month) => $"{month.Year:0000}-{month.Month:00}";
}
