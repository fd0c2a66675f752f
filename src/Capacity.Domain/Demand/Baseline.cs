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

    [Description("Coefficient of variation of a level that all days share and that wanders: good and bad weeks, and what a forecast does not know.")]
    public double LevelVariation { get; init; }

    [Description("Days after which the level's wandering is forgotten: two days so far apart have a correlation of 1/e in it.")]
    public double LevelDays { get; init; } = 60;

    [Description("Coefficient of variation of each step's own factor within the day.")]
    public double IntradayVariation { get; init; }

    [Description("Correlation (0–1) of a step's factor with the next step's of the day.")]
    public double IntradayCorrelation { get; init; }

    [Description("Offered ÷ fresh in the history that the profile comes from; the profile is divided by it. 1: the profile is fresh.")]
    public double HistoricalAmplification { get; init; } = 1;

    [Description("Where the figures come from, with the grade of the source.")]
    public string Source { get; init; } = "";

    /// <summary>
    /// Coefficient of variation of what a single day brings: the day's own factor and the level that days share, which are independent.
    /// The small product of both is left out.
    /// </summary>
    public double VariationOfDay() => double.Hypot(DailyVariation, LevelVariation);
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
