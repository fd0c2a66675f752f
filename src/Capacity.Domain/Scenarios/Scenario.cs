using System.ComponentModel;
using Capacity.Domain.Costs;
using Capacity.Domain.Demand;
using Capacity.Domain.Emotions;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Scenarios;

/// <summary>One assumed future of a network: what customers will ask, who can answer, and what has been decided.</summary>
public sealed record Scenario
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the scenario.")]
    public LocalizedText Name { get; init; } = new();

    [Description("The day from which the scenario looks forward; decisions and announcements are relative to it, never to the wall clock.")]
    public LocalDate AsOf { get; init; }

    [Description("First simulated day; a Monday.")]
    public LocalDate Start { get; init; }

    [Description("Simulated weeks, 1 to 130.")]
    public int Weeks { get; init; } = 13;

    [Description("Planning interval in minutes: 15, 30 or 60.")]
    public int IntervalMinutes { get; init; } = 30;

    [Description("The organization that answers.")]
    public Network Network { get; init; } = new();

    [Description("What each queue receives in an ordinary week.")]
    public IReadOnlyList<Baseline> Baselines { get; init; } = [];

    [Description("News with dates and branches.")]
    public IReadOnlyList<Announcement> Announcements { get; init; } = [];

    [Description("What the crisis keeps customers from asking.")]
    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    [Description("Customers struck by one event.")]
    public IReadOnlyList<Cohort> Cohorts { get; init; } = [];

    [Description("Promises with a date.")]
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    [Description("Price changes, policies and other events that make more or fewer people ask.")]
    public IReadOnlyList<DemandEvent> Events { get; init; } = [];

    [Description("Teams on short-time work.")]
    public IReadOnlyList<Furlough> Furloughs { get; init; } = [];

    [Description("Extra absence by site.")]
    public IReadOnlyList<AbsenceWave> AbsenceWaves { get; init; } = [];

    [Description("Figures that are drawn anew in each replication.")]
    public IReadOnlyList<Uncertainty> Uncertainties { get; init; } = [];

    [Description("Days on which sites are closed or have fewer seats.")]
    public IReadOnlyList<SiteClosure> SiteClosures { get; init; } = [];

    [Description("What emotionally hard contacts do to the people who take them (an assumption); absent: only pauses and escalation.")]
    public EmotionalLoad? EmotionalLoad { get; init; }

    [Description("What occupancy that lasts above a team's ceiling does to absence and attrition (an assumption); absent: nothing.")]
    public OccupancyStrain? OccupancyStrain { get; init; }

    [Description("What things cost beside the teams' hours, and the budget; absent: the defaults.")]
    public CostRates? Costs { get; init; }

    [Description("Decisions that have been taken.")]
    public IReadOnlyList<Lever> Levers { get; init; } = [];

    [Description("Coefficient of variation of the daily gamma factor that all queues share.")]
    public double CommonDailyVariation { get; init; } = 0.05;

    [Description("Probability (0–1) with which goals are to be met. Default 0.80.")]
    public double GoalProbability { get; init; } = 0.80;

    [Description("Whether patience, redial and the rest were estimated from the organization's own data.")]
    public bool Calibrated { get; init; }

    [Description("What was estimated, from which data; absent: nothing was.")]
    public CalibrationNote? Calibration { get; init; }

    [Description("Cases open at the start, by deferred queue, spread evenly over the given ages.")]
    public IReadOnlyList<OpeningBacklog> OpeningBacklogs { get; init; } = [];

    [Description("What is under way at the start; absent: empty lines and no returns to come.")]
    public OpeningState? OpeningState { get; init; }

    /// <summary>The first day after the horizon.</summary>
    public LocalDate End() => Start.PlusWeeks(Weeks);
}

/// <summary>Cases of a deferred queue that are already open when the scenario starts.</summary>
public sealed record OpeningBacklog
{
    [Description("The deferred queue.")]
    public string Queue { get; init; } = "";

    [Description("Open cases.")]
    public double Cases { get; init; }

    [Description("Age in days of the oldest; ages are spread evenly from zero.")]
    public double OldestDays { get; init; }
}
