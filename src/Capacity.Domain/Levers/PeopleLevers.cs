using System.ComponentModel;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Levers;

/// <summary>New people: found, trained, then slower than the others until they have learned. The first day of effect is the first one served.</summary>
public sealed record Hire : Lever
{
    [Description("The team that they join.")]
    public string Team { get; init; } = "";

    [Description("People who begin their training (heads).")]
    public double Heads { get; init; }

    [Description("How they are bound to the organization; the lever's end is the end of fixed-term and temporary contracts.")]
    public ContractKind Contract { get; init; } = ContractKind.FullTime;

    [Description("Paid hours per head and week; absent: the team's.")]
    public double? HoursPerWeek { get; init; }

    [Description("Cost of a paid hour in euros, charges included; absent: the team's.")]
    public double? HourlyCost { get; init; }

    [Description("Calendar days from the decision to the first day of training. Default 34 (Cinareo, FIELD grade S).")]
    public int FillDays { get; init; } = 34;

    [Description("Calendar days of training, paid and without a contact. Default 40 (Cinareo, FIELD grade S).")]
    public int TrainingDays { get; init; } = 40;

    [Description("One-off cost of finding and equipping one person, in euros.")]
    public double CostPerHead { get; init; }

    public override int LeadDays() => FillDays + TrainingDays;

    /// <summary>The first day of training, on which pay begins.</summary>
    public LocalDate Begins() => From.PlusDays(-TrainingDays);
}

/// <summary>People of a team on short-time work are called back.</summary>
public sealed record Recall : Lever
{
    [Description("The team.")]
    public string Team { get; init; } = "";

    [Description("People called back (heads); no more than are on short-time work.")]
    public double Heads { get; init; }

    [Description("Calendar days of notice. Default 3 (assumption, FIELD grade A).")]
    public int NoticeDays { get; init; } = 3;

    public override int LeadDays() => NoticeDays;
}

/// <summary>A part of a team learns the work of another queue: it is away while it learns, and slower there at first.</summary>
public sealed record CrossTraining : Lever
{
    [Description("The team that learns.")]
    public string Team { get; init; } = "";

    [Description("The queue that it learns to serve.")]
    public string Queue { get; init; } = "";

    [Description("People who learn (heads).")]
    public double Heads { get; init; }

    [Description("Preference of the new queue for these people; smaller first.")]
    public int Priority { get; init; } = 2;

    [Description("Calendar days of training before the first day of effect.")]
    public int TrainingDays { get; init; } = 10;

    [Description("Share (0–1) of their paid time in training during these days.")]
    public double TrainingShare { get; init; } = 1;

    [Description("Calendar days of notice before the training. Default 3 (assumption, FIELD grade A).")]
    public int NoticeDays { get; init; } = 3;

    [Description("Handle-time multiplier on the new queue from the first day of effect on, against the team's own pace.")]
    public double HandleTimeFactor { get; init; } = 1.25;

    [Description("Cost of the course per head, in euros.")]
    public double CostPerHead { get; init; }

    public override int LeadDays() => TrainingDays + NoticeDays;

    /// <summary>The first day of training, on which capacity is lost.</summary>
    public LocalDate Begins() => From.PlusDays(-TrainingDays);
}
