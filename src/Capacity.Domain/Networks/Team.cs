using System.ComponentModel;
using Capacity.Domain.Supply;

namespace Capacity.Domain.Networks;

/// <summary>People of one site who work the same hours with the same skills.</summary>
public sealed record Team
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the team.")]
    public LocalizedText Name { get; init; } = new();

    [Description("The site where the team works.")]
    public string Site { get; init; } = "";

    [Description("People on the payroll (heads, not full-time equivalents).")]
    public double Headcount { get; init; }

    [Description("Paid hours per head and week; 35 in France.")]
    public double ContractHours { get; init; } = 35;

    [Description("Weekly hours, in the site's time zone, over which the paid hours are spread.")]
    public OpeningHours WorkingHours { get; init; } = new();

    [Description("Relative presence by hour of the day (24 weights); empty: even.")]
    public IReadOnlyList<double> PresenceByHour { get; init; } = [];

    [Description("Shares of paid time that serve no contact.")]
    public Shrinkage Shrinkage { get; init; } = new();

    [Description("Occupancy (0–1) above which the team is overloaded. Default 0.85 (Call Centre Helper, FIELD grade S).")]
    public double OccupancyCeiling { get; init; } = 0.85;

    [Description("Queues that the team can serve.")]
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    [Description("Cost of a paid hour in euros, charges included.")]
    public double HourlyCost { get; init; } = 22;

    [Description("Most overtime per head and week, in hours.")]
    public double OvertimeCeiling { get; init; } = 8;

    [Description("Overtime premium (0.25 = +25 %; P2ST 36–43 h, FIELD grade S).")]
    public double OvertimePremium { get; init; } = 0.25;

    [Description("Working days between the announcement of a schedule change and its start. Default 7 (P2ST, FIELD grade S).")]
    public int ScheduleNoticeDays { get; init; } = 7;

    [Description("Kinds of contract in the team; empty: everybody has the team's hours and cost.")]
    public IReadOnlyList<Contract> Contracts { get; init; } = [];

    [Description("How long the people of the team have been there when the scenario starts; empty: all are experienced.")]
    public IReadOnlyList<TenureShare> Tenure { get; init; } = [];

    [Description("How many leave, by tenure; empty: nobody.")]
    public IReadOnlyList<AttritionStep> Attrition { get; init; } = [];

    [Description("How newcomers learn; absent: they are as good as the others from their first day after training.")]
    public LearningCurve? Learning { get; init; }

    [Description("Shifts that the team works; empty: the paid hours spread over the working hours by presence.")]
    public IReadOnlyList<ShiftPattern> Shifts { get; init; } = [];
}

/// <summary>A team can serve a queue: in which order of preference, and how fast.</summary>
public sealed record Skill
{
    [Description("The queue.")]
    public string Queue { get; init; } = "";

    [Description("Preference of the queue for this team; smaller first.")]
    public int Priority { get; init; } = 1;

    [Description("Handle-time multiplier of the team on this queue (1 = the queue's mean).")]
    public double HandleTimeFactor { get; init; } = 1;

    [Description("Multiplier of first-contact resolution when this team serves the queue (newcomers settle fewer cases).")]
    public double ResolutionFactor { get; init; } = 1;

    [Description("Wait in seconds before a contact of the queue may be served by this team: it helps out only then. 0: at once.")]
    public double AfterWaitSeconds { get; init; }
}

/// <summary>Shares of paid time that do not serve contacts, applied one after the other to the time that remains.</summary>
public sealed record Shrinkage
{
    [Description("Leave (0–1), planned and paid.")]
    public double Leave { get; init; } = 0.10;

    [Description("Training (0–1), planned and paid.")]
    public double Training { get; init; } = 0.03;

    [Description("Team time that keeps people together (0–1), planned and paid; never taken silently.")]
    public double Cohesion { get; init; } = 0.02;

    [Description("Meetings (0–1), planned and paid.")]
    public double Meetings { get; init; }

    [Description("Breaks (0–1), planned and paid; P2ST: 10 minutes in two hours.")]
    public double Breaks { get; init; } = 0.08;

    [Description("Sickness and other unplanned absence (0–1).")]
    public double Absence { get; init; } = 0.07;

    [Description("Adherence (0–1): share of scheduled time really spent available.")]
    public double Adherence { get; init; } = 0.95;

    [Description("Share (0–1) of unplanned absence that is not paid by the employer.")]
    public double UnpaidAbsence { get; init; }

    /// <summary>Share of paid time that serves contacts: the product of what each kind leaves.</summary>
    public double Remaining() =>
        (1 - Leave) * (1 - Training) * (1 - Cohesion) * (1 - Meetings) * (1 - Breaks) * (1 - Absence) * Adherence;

    /// <summary>Share of contract time that is break.</summary>
    public double BreakShare() => (1 - Leave) * (1 - Training) * (1 - Cohesion) * (1 - Meetings) * Breaks;

    /// <summary>Share of contract time in training, meetings and team time.</summary>
    public double TogetherShare() => (1 - Leave) * (1 - (1 - Training) * (1 - Cohesion) * (1 - Meetings));

    /// <summary>Share of contract time that is paid: all but unpaid absence, which takes its part of the time that planned kinds leave.</summary>
    public double PaidShare() =>
        1 - UnpaidAbsence * Absence * (1 - Leave) * (1 - Training) * (1 - Cohesion) * (1 - Meetings) * (1 - Breaks);
}
