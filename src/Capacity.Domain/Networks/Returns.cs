using System.ComponentModel;

namespace Capacity.Domain.Networks;

/// <summary>An abandoned contact tries again: with what probability, how often and when.</summary>
public sealed record Redial
{
    [Description("Probability (0–1) that an abandoned contact tries again. Default 0.5 (FIELD, 0.4–0.8).")]
    public double Probability { get; init; } = 0.5;

    [Description("Most attempts of one person, the first included. Default 5 (assumption, FIELD grade A).")]
    public int MaximumAttempts { get; init; } = 5;

    [Description("Share (0–1) of redials that come within five minutes.")]
    public double FastShare { get; init; } = 0.30;

    [Description("Mean delay in seconds of the fast redials.")]
    public double FastMeanSeconds { get; init; } = 150;

    [Description("Median delay in seconds of the other redials (lognormal).")]
    public double SlowMedianSeconds { get; init; } = 7200;

    [Description("Standard deviation of the logarithm of the slow delay.")]
    public double SlowSigma { get; init; } = 1.2;

    [Description("Longest delay in seconds; default three days.")]
    public double LongestSeconds { get; init; } = 259200;

    [Description("Patience of each attempt ÷ patience of the attempt before (1 = it does not change).")]
    public double PatienceFactor { get; init; } = 1;

    [Description("Whether a person's attempts share one draw of patience; else each attempt draws anew.")]
    public bool KeepsPatience { get; init; }
}

/// <summary>An abandoned contact moves to another queue instead of trying again; a case moves at the moment at which it becomes overdue.</summary>
public sealed record ChannelChange
{
    [Description("Probability (0–1) that an abandoned or overdue contact moves. Default 0.10 (assumption, FIELD grade A).")]
    public double Probability { get; init; } = 0.10;

    [Description("The queue that receives it.")]
    public string Queue { get; init; } = "";

    [Description("Mean delay in seconds.")]
    public double MeanSeconds { get; init; } = 900;
}

/// <summary>A served contact whose case is not settled comes back.</summary>
public sealed record Recontact
{
    [Description("Share (0–1) of unresolved contacts that come back at all.")]
    public double Probability { get; init; } = 1;

    [Description("Share (0–1) of them that come back within an hour. Default 0.25 (assumption, FIELD grade A).")]
    public double WithinHourShare { get; init; } = 0.25;

    [Description("Earliest and latest day of the others.")]
    public double FirstDay { get; init; } = 1;

    [Description("Latest day of the others.")]
    public double LastDay { get; init; } = 7;

    [Description("Queue to which they come back; absent: the same.")]
    public string? Queue { get; init; }
}

/// <summary>A case that is past its due time makes its customer ask again on another queue.</summary>
public sealed record Chasers
{
    [Description("Chasing contacts per overdue case and day in the first week overdue. Default 0.02 (assumption, FIELD grade A).")]
    public double PerDayFirstWeek { get; init; } = 0.02;

    [Description("… and after the first week. Default 0.06 (assumption, FIELD grade A).")]
    public double PerDayLater { get; init; } = 0.06;

    [Description("The queue that is asked.")]
    public string Queue { get; init; } = "";
}

/// <summary>A hard contact goes on to another queue after it was served.</summary>
public sealed record Escalation
{
    [Description("Probability (0–1) for a hard contact. Default 0.02 (assumption, FIELD grade A).")]
    public double Probability { get; init; } = 0.02;

    [Description("… from the third contact of the same case. Default 0.06 (assumption, FIELD grade A).")]
    public double FromThirdContact { get; init; } = 0.06;

    [Description("Added to the probability for each minute that the contact waited.")]
    public double PerMinuteWaited { get; init; }

    [Description("The queue that receives it.")]
    public string Queue { get; init; } = "";
}

/// <summary>A waiting customer is offered to be called back.</summary>
public sealed record CallbackOffer
{
    [Description("Expected wait in seconds above which the offer is made. Default 240.")]
    public double ThresholdSeconds { get; init; } = 240;

    [Description("Probability (0–1) that the offer is accepted. Default 0.45 (assumption, FIELD grade A).")]
    public double Acceptance { get; init; } = 0.45;

    [Description("The callback queue whose teams call back.")]
    public string Queue { get; init; } = "";

    [Description("First and last day of the offer; absent: always.")]
    public NodaTime.LocalDate? From { get; init; }

    [Description("Day after the last day of the offer; absent: always.")]
    public NodaTime.LocalDate? Until { get; init; }
}
