using System.ComponentModel;
using Capacity.Domain.Networks;

namespace Capacity.Domain.Levers;

/// <summary>
/// A team's breaks, meetings, training or team time from a day on: given back to people at their cost in positions, or taken from them.
/// What is named stands in for the team's own share; what is absent stays as it is.
/// </summary>
/// <remarks>
/// Not a change of the day's start and end, so that the notice of schedule changes does not apply to it. A later change of the same team
/// that overlaps wins. Teams with shifts have their breaks in the shifts: only the other shares can be changed for them.
/// </remarks>
public sealed record ShrinkageChange : Lever
{
    [Description("The team.")]
    public string Team { get; init; } = "";

    [Description("Breaks (0–1) of the time that leave, training, cohesion and meetings leave; absent: the team's own. The law's 20 minutes in six hours are 0.056 (Code du travail L3121-16, FIELD grade S).")]
    public double? Breaks { get; init; }

    [Description("Meetings (0–1); absent: the team's own.")]
    public double? Meetings { get; init; }

    [Description("Training (0–1); absent: the team's own.")]
    public double? Training { get; init; }

    [Description("Team time that keeps people together (0–1); absent: the team's own.")]
    public double? Cohesion { get; init; }

    [Description("Calendar days of notice. Default 3 (assumption, FIELD grade A).")]
    public int NoticeDays { get; init; } = 3;

    public override int LeadDays() => NoticeDays;

    /// <summary>What is changed, by its name in JSON, with the team's own share before.</summary>
    public IEnumerable<(string Name, double Before, double After)> Shares(Shrinkage usual)
    {
        if (Breaks is { } breaks)
            yield return ("breaks", usual.Breaks, breaks);
        if (Meetings is { } meetings)
            yield return ("meetings", usual.Meetings, meetings);
        if (Training is { } training)
            yield return ("training", usual.Training, training);
        if (Cohesion is { } cohesion)
            yield return ("cohesion", usual.Cohesion, cohesion);
    }

    /// <summary>The shrinkage of the team while this holds.</summary>
    public Shrinkage Over(Shrinkage usual) => usual with
    {
        Breaks = Breaks ?? usual.Breaks,
        Meetings = Meetings ?? usual.Meetings,
        Training = Training ?? usual.Training,
        Cohesion = Cohesion ?? usual.Cohesion,
    };
}
