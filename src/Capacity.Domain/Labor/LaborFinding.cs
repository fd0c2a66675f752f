using NodaTime;

namespace Capacity.Domain.Labor;

/// <summary>A rule that a plan breaks: where, for how many people-weeks, how far, and the least change that mends it.</summary>
public sealed record LaborFinding
{
    public LaborRule Rule { get; init; } = new();

    /// <summary>The team or the person concerned.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The first day on which it is broken.</summary>
    public LocalDate First { get; init; }

    /// <summary>People × weeks in which it is broken.</summary>
    public double PeopleWeeks { get; init; }

    /// <summary>The figure farthest from its limit, and that limit.</summary>
    public double WorstFigure { get; init; }
    public double Limit { get; init; }

    public LocalizedText LeastChange { get; init; } = new();

    public bool Refuses => Rule.Severity == RuleSeverity.Refuse;
}

/// <summary>Holds schedules of persons against rules.</summary>
public static class ScheduleReview
{
    /// <summary>Rounding of minutes must not break a rule.</summary>
    internal const double Tolerance = 1e-6;

    /// <summary>One finding per rule and person; none where everything is kept.</summary>
    public static IReadOnlyList<LaborFinding> Of(IReadOnlyList<LaborRule> rules, IEnumerable<PersonSchedule> schedules) =>
        [.. schedules.SelectMany(schedule => rules.Select(rule => Of(rule, schedule)).OfType<LaborFinding>())];

    /// <summary>What a person's schedule breaks of one rule; null where it keeps it.</summary>
    public static LaborFinding? Of(LaborRule rule, PersonSchedule schedule)
    {
        var broken = ScheduleReadings.Of(rule, schedule).Where(reading => rule.HoldsOn(reading.At))
            .Where(reading => rule.Excess(reading.Figure, reading.Limit) > Tolerance).ToList();
        if (broken.Count == 0)
            return null;
        var worst = broken.MaxBy(reading => rule.Excess(reading.Figure, reading.Limit));
        return new LaborFinding
        {
            Rule = rule,
            Subject = schedule.Person,
            First = broken.Min(reading => reading.At),
            PeopleWeeks = broken.Select(reading => ScheduleReadings.Monday(reading.At)).Distinct().Count(),
            WorstFigure = worst.Figure,
            Limit = worst.Limit,
            LeastChange = LeastChanges.Of(rule, worst.Figure, worst.Limit),
        };
    }
}
