using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>What a queue receives in an ordinary week.</summary>
public sealed record Baseline
{
    [Description("The queue.")]
    public string Queue { get; init; } = "";

    [Description("One profile per day of the week; a day that is missing has no contacts.")]
    public IReadOnlyList<WeekdayProfile> Days { get; init; } = [];

    [Description("Coefficient of variation of the queue's own daily gamma factor (over-dispersion). Bank data: 0.05–0.09.")]
    public double DailyVariation { get; init; } = 0.06;

    [Description("Offered ÷ fresh in the history that the profile comes from; the profile is divided by it. 1: the profile is fresh.")]
    public double HistoricalAmplification { get; init; } = 1;

    [Description("Where the figures come from, with the grade of the source.")]
    public string Source { get; init; } = "";
}

/// <summary>A day of the week: contacts of the whole day and their shape over it.</summary>
public sealed record WeekdayProfile
{
    [Description("Day of the week.")]
    public IsoDayOfWeek Day { get; init; }

    [Description("Contacts of the day.")]
    public double Contacts { get; init; }

    [Description("Length in minutes of one step of the shape (5, 15, 30 or 60).")]
    public int StepMinutes { get; init; } = 30;

    [Description("Local time at which the shape begins.")]
    public LocalTime ShapeStart { get; init; } = LocalTime.Midnight;

    [Description("Relative weight of each step; empty: even over the opening hours.")]
    public IReadOnlyList<double> Shape { get; init; } = [];
}

/// <summary>A stretch of days that may begin or end with an announcement; the end day is excluded, absent: the horizon.</summary>
public sealed record Period
{
    [Description("First day; absent: the announcement's, or the start.")]
    public LocalDate? From { get; init; }

    [Description("Day after the last day; absent: the announcement's, or the horizon.")]
    public LocalDate? Until { get; init; }

    [Description("Identifier of the announcement whose effective date begins the period (used where 'from' is absent).")]
    public string? FromAnnouncement { get; init; }

    [Description("Identifier of the announcement whose effective date ends the period (used where 'until' is absent).")]
    public string? UntilAnnouncement { get; init; }
}

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
}

/// <summary>Customers struck by one event, who make contact by reason, queue and delay.</summary>
public sealed record Cohort
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the event.")]
    public LocalizedText Name { get; init; } = new();

    [Description("The day on which the customers are affected.")]
    public LocalDate? Date { get; init; }

    [Description("Announcement whose effective date is that day (used where 'date' is absent).")]
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
}

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

/// <summary>News with a date, a certainty and, where it is still open, branches of which one comes true.</summary>
public sealed record Announcement
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the news.")]
    public LocalizedText Name { get; init; } = new();

    [Description("The day on which it is issued or expected.")]
    public LocalDate IssuedOn { get; init; }

    [Description("The day from which it has effect, where there are no branches.")]
    public LocalDate EffectiveFrom { get; init; }

    [Description("How sure it is; a cancelled one has no effect.")]
    public Certainty Certainty { get; init; } = Certainty.Announced;

    [Description("Outcomes that exclude each other; probabilities sum to one.")]
    public IReadOnlyList<AnnouncementBranch> Branches { get; init; } = [];
}

public enum Certainty
{
    Rumour,
    Announced,
    InForce,
    Cancelled,
}

/// <summary>One way in which an open announcement may turn out.</summary>
public sealed record AnnouncementBranch
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("The day from which it has effect in this branch.")]
    public LocalDate EffectiveFrom { get; init; }

    [Description("Probability (0–1).")]
    public double Probability { get; init; }
}
