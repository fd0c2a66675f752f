using System.ComponentModel;
using Capacity.Numerics;
using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>Customers struck by one event, who make contact by reason, queue and delay.</summary>
public sealed record Cohort
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the event.")]
    public LocalizedText Name { get; init; } = new();

    [Description("The day on which the customers are affected.")]
    public LocalDate? Date { get; init; }

    [Description("Announcement, or one branch of it like 'reopening/june', whose effective date is that day (used where 'date' is absent).")]
    public string? OnAnnouncement { get; init; }

    [Description("Customers affected.")]
    public double Customers { get; init; }

    [Description("Coefficient of variation of the true number (lognormal, drawn per replication).")]
    public double CustomersVariation { get; init; }

    [Description("Contacts that an affected customer makes.")]
    public IReadOnlyList<ContactPropensity> Contacts { get; init; } = [];

    [Description("When they come.")]
    public DelayKernel Delay { get; init; } = new();

    [Description("Handle-time multiplier of these contacts. FIELD: ×1.15–1.6 for emotional reasons.")]
    public double HandleTimeFactor { get; init; } = 1;

    [Description("Share (0–1) of these contacts that is emotionally hard; absent: the reason's.")]
    public double? Emotion { get; init; }

    [Description("Where the figures come from, with the grade of the source.")]
    public string Source { get; init; } = "";
}

/// <summary>Contacts that one affected customer makes on average on a queue for a reason.</summary>
public sealed record ContactPropensity
{
    [Description("The queue that is asked.")]
    public string Queue { get; init; } = "";

    [Description("Why.")]
    public string Reason { get; init; } = "";

    [Description("Fresh contacts per affected customer.")]
    public double PerCustomer { get; init; }
}

/// <summary>When contacts of a cohort come: a spike after the announcement mixed with a lognormal tail.</summary>
public sealed record DelayKernel
{
    [Description("Share (0–1) of contacts in the spike.")]
    public double SpikeShare { get; init; } = 0.35;

    [Description("Mean delay in days within the spike (exponential).")]
    public double SpikeMeanDays { get; init; } = 1;

    [Description("Median delay in days of the tail (lognormal).")]
    public double TailMedianDays { get; init; } = 12;

    [Description("Standard deviation of the logarithm of the tail's delay.")]
    public double TailSigma { get; init; } = 0.8;

    /// <summary>Share (0–1) of the contacts that have come within so many days.</summary>
    public double ShareWithin(double days)
    {
        if (days <= 0)
            return 0;
        var spike = SpikeMeanDays > 0 ? -KernelMath.ExpMinusOne(-days / SpikeMeanDays) : 1;
        var tail = TailSigma > 0
            ? NormalLaw.Cdf(KernelMath.Log(days / TailMedianDays) / TailSigma)
            : days >= TailMedianDays ? 1 : 0;
        return SpikeShare * spike + (1 - SpikeShare) * tail;
    }
}
