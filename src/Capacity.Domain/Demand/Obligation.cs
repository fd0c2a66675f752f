using System.ComponentModel;

namespace Capacity.Domain.Demand;

/// <summary>Something promised with a date to customers of a cohort; keeping it makes contacts of its own.</summary>
public sealed record Obligation
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the promise.")]
    public LocalizedText Name { get; init; } = new();

    [Description("The cohort to whose customers it was promised.")]
    public string Cohort { get; init; } = "";

    [Description("Share (0–1) of the cohort's customers that hold it.")]
    public double Share { get; init; } = 1;

    [Description("Months and days from the cohort's day until it falls due; a voucher: 18 months.")]
    public int DueMonths { get; init; }

    [Description("Days, added to the months, until it falls due.")]
    public int DueDays { get; init; }

    [Description("Contacts that keeping the promise makes per holder.")]
    public IReadOnlyList<ContactPropensity> Contacts { get; init; } = [];

    [Description("When they come, from the due date on.")]
    public DelayKernel Delay { get; init; } = new();

    [Description("Where the figures come from, with the grade of the source.")]
    public string Source { get; init; } = "";
}
