using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;

namespace Capacity.Domain.Levers;

/// <summary>A decision that changes supply or demand from a date on.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Overtime), "overtime")]
[JsonDerivedType(typeof(Redeployment), "redeployment")]
[JsonDerivedType(typeof(CallbackLever), "callback")]
[JsonDerivedType(typeof(Deflection), "deflection")]
[JsonDerivedType(typeof(Hire), "hire")]
[JsonDerivedType(typeof(Recall), "recall")]
[JsonDerivedType(typeof(CrossTraining), "crossTraining")]
[JsonDerivedType(typeof(ShrinkageChange), "shrinkage")]
public abstract record Lever
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("First day of effect.")]
    public LocalDate From { get; init; }

    [Description("Day after the last day of effect; absent: until the horizon.")]
    public LocalDate? Until { get; init; }

    /// <summary>Calendar days between the decision and the first effect.</summary>
    public abstract int LeadDays();

    /// <summary>The last day on which the decision still takes effect on time.</summary>
    public LocalDate DecideBy() => From.PlusDays(-LeadDays());
}

/// <summary>A team works longer hours against a premium.</summary>
public sealed record Overtime : Lever
{
    [Description("The team.")]
    public string Team { get; init; } = "";

    [Description("Extra hours of the whole team per week.")]
    public double HoursPerWeek { get; init; }

    [Description("Calendar days of notice.")]
    public int NoticeDays { get; init; } = 3;

    public override int LeadDays() => NoticeDays;
}

/// <summary>People of one team, those on short-time work first, serve the queues of another team after training.</summary>
public sealed record Redeployment : Lever
{
    [Description("The team that gives.")]
    public string FromTeam { get; init; } = "";

    [Description("The team that receives.")]
    public string ToTeam { get; init; } = "";

    [Description("People moved (heads).")]
    public double Heads { get; init; }

    [Description("Calendar days of training or briefing before the first contact.")]
    public int TrainingDays { get; init; } = 2;

    [Description("Calendar days of recall notice.")]
    public int NoticeDays { get; init; } = 3;

    [Description("Handle-time multiplier of the redeployed people (1 = as fast as the team they join).")]
    public double HandleTimeFactor { get; init; } = 1.25;

    [Description("First-contact resolution multiplier of the redeployed people (1 = as good as the team they join).")]
    public double ResolutionFactor { get; init; } = 1;

    public override int LeadDays() => TrainingDays + NoticeDays;
}

/// <summary>Waiting customers of a voice queue are offered a callback above an expected wait.</summary>
public sealed record CallbackLever : Lever
{
    [Description("The voice queue.")]
    public string Queue { get; init; } = "";

    [Description("The callback queue that takes them.")]
    public string CallbackQueue { get; init; } = "";

    [Description("Expected wait in seconds above which the offer is made.")]
    public double ThresholdSeconds { get; init; } = 240;

    [Description("Probability (0–1) that it is accepted. Default 0.45 (assumption, FIELD grade A).")]
    public double Acceptance { get; init; } = 0.45;

    [Description("Calendar days to switch it on.")]
    public int SetupDays { get; init; } = 2;

    public override int LeadDays() => SetupDays;
}

/// <summary>A share of a reason is led to self-service; what it does not settle comes back later and angrier.</summary>
public sealed record Deflection : Lever
{
    [Description("The reason.")]
    public string Reason { get; init; } = "";

    [Description("Queues concerned; empty: all that receive the reason.")]
    public IReadOnlyList<string> Queues { get; init; } = [];

    [Description("Share (0–1) of the reason's fresh contacts that try self-service.")]
    public double Share { get; init; }

    [Description("Share (0–1) of them that self-service settles.")]
    public double Resolution { get; init; } = 0.6;

    [Description("Mean days until an unsettled one comes back. Default 1 (assumption, FIELD grade A).")]
    public double ReturnMeanDays { get; init; } = 1;

    [Description("Handle-time multiplier of those who come back. Default 1.15 (assumption, FIELD grade A).")]
    public double ReturnHandleTimeFactor { get; init; } = 1.15;

    [Description("Share (0–1) of the calm ones among them whose contact has become emotionally hard. Default 0.15 (assumption, grade A).")]
    public double ReturnHardShare { get; init; } = 0.15;

    [Description("One-off cost in euros.")]
    public double OneOffCost { get; init; }

    [Description("Calendar days to build it.")]
    public int SetupDays { get; init; } = 5;

    public override int LeadDays() => SetupDays;
}
