using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>
/// Something promised with a date to customers of a cohort. Kept, it makes contacts of its own; late, its cases make chasers. What is
/// left out follows from the kind (<see cref="ObligationTerms"/>), so that an echo appears without being typed.
/// </summary>
public sealed record Obligation
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the promise.")]
    public LocalizedText Name { get; init; } = new();

    [Description("What is promised; the kind gives due date, contacts and delay where they are left out. 'other' gives none.")]
    public ObligationKind Kind { get; init; } = ObligationKind.Other;

    [Description("The cohort to whose customers it was promised.")]
    public string Cohort { get; init; } = "";

    [Description("Share (0–1) of the cohort's customers that hold it.")]
    public double Share { get; init; } = 1;

    [Description("Months from the cohort's day until it falls due; absent with 'dueDays': the kind's (voucher 18 [S], complaint 2 [S], stay 12 [A]).")]
    public int? DueMonths { get; init; }

    [Description("Days, added to the months, until it falls due; absent with 'dueMonths': the kind's (refund 14 [S]).")]
    public int? DueDays { get; init; }

    [Description("The day on which it falls due, whatever the cohort's day; absent: months and days after that day.")]
    public LocalDate? DueOn { get; init; }

    [Description("Contacts that keeping the promise makes per holder; empty: the kind's number, spread as the cohort's own contacts "
        + "(voucher 0.45, stay 0.30, complaint 0.20, refund 0.05 per holder [A]).")]
    public IReadOnlyList<ContactPropensity> Contacts { get; init; } = [];

    [Description("When they come, from the due date on; absent: the kind's.")]
    public DelayKernel? Delay { get; init; }

    [Description("Deferred queue whose cases keep the promise; while they are overdue its chasers ask. Absent: nobody chases.")]
    public string? Queue { get; init; }

    [Description("Where the figures come from, with the grade of the source.")]
    public string Source { get; init; } = "";
}

/// <summary>Kinds of promises, each with its usual terms.</summary>
public enum ObligationKind
{
    Other,
    Refund,
    Voucher,
    Stay,
    Complaint,
}
