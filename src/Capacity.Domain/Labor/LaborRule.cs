using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Labor;

/// <summary>What a labor rule measures; each kind has one definition, in <see cref="ScheduleReadings"/>, and for whole teams in <see cref="PlanReview"/>.</summary>
public enum LaborRuleKind
{
    /// <summary>Hours of effective work in a day, at most.</summary>
    DailyHours,

    /// <summary>Hours of effective work in an ISO week, at most.</summary>
    WeeklyHours,

    /// <summary>Mean weekly hours over any run of so many weeks, at most.</summary>
    AverageWeeklyHours,

    /// <summary>Hours between the end of a day and the start of the next, at least.</summary>
    DailyRest,

    /// <summary>Longest rest that begins in a week, in hours, at least.</summary>
    WeeklyRest,

    /// <summary>Days worked in a week, at most.</summary>
    WorkedDays,

    /// <summary>Hours from the first start to the last end of a day, at most.</summary>
    Amplitude,

    /// <summary>Hours of work in one go, without a break of so many minutes, at most.</summary>
    Sequence,

    /// <summary>Paid minutes of break for so many hours of work, at least; an alternative ratio serves as well.</summary>
    PaidBreak,

    /// <summary>Longest break in the hours of lunch in minutes, at least, on days that cover these hours.</summary>
    Lunch,

    /// <summary>Hours above the legal week in a calendar year, at most.</summary>
    YearlyOvertime,

    /// <summary>Premium of overtime, at least (0.25 = +25 %).</summary>
    OvertimePremium,

    /// <summary>Hours of a strong week where working time is modulated, at most.</summary>
    HighWeek,

    /// <summary>Hours of a weak week where working time is modulated, at least.</summary>
    LowWeek,

    /// <summary>Working days between the announcement of a schedule and its first day, at least.</summary>
    ScheduleNotice,

    /// <summary>Contract hours of part-timers in a week, at least.</summary>
    PartTimeMinimum,

    /// <summary>Hours on a Sunday, at most.</summary>
    SundayHours,

    /// <summary>Hours of a day that reaches into the night, at most.</summary>
    NightDayHours,

    /// <summary>Hours on the first of May, at most.</summary>
    MayDayHours,
}

/// <summary>What happens to a plan that breaks a rule.</summary>
public enum RuleSeverity
{
    /// <summary>The plan is refused and never offered.</summary>
    Refuse,

    /// <summary>The plan is shown with the rule beside it.</summary>
    Flag,
}

/// <summary>Where a rule holds.</summary>
public enum RuleScope
{
    Everywhere,
    WithModulation,
    WithoutModulation,
}

/// <summary>A rule of labor law or of an agreement, as data: text, source, validity, parameters and severity. No legal advice.</summary>
public sealed record LaborRule
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What it measures.")]
    public LaborRuleKind Kind { get; init; }

    [Description("Its name.")]
    public LocalizedText Name { get; init; } = new();

    [Description("What it asks for.")]
    public LocalizedText Text { get; init; } = new();

    [Description("Where it stands: article, agreement or page, with the grade of the source. To be confirmed by a lawyer.")]
    public string Source { get; init; } = "";

    [Description("First day on which it holds; absent: always.")]
    public LocalDate? ValidFrom { get; init; }

    [Description("Day after the last day on which it holds; absent: for good.")]
    public LocalDate? ValidUntil { get; init; }

    [Description("Whether a plan that breaks it is refused or flagged.")]
    public RuleSeverity Severity { get; init; }

    [Description("Whether it holds only with, or only without, an agreement on modulated working time.")]
    public RuleScope Scope { get; init; }

    [Description("The figure that is allowed, in the unit of the kind: hours, minutes, days or a share.")]
    public double Limit { get; init; }

    [Description("Second figure of some kinds: weeks of a mean, hours of work per paid break, least minutes of a break that counts.")]
    public double Per { get; init; }

    [Description("Alternative limit of paid breaks (15 minutes in three hours instead of 10 in two); 0: none.")]
    public double OrLimit { get; init; }

    [Description("Hours of work that the alternative limit is for.")]
    public double OrPer { get; init; }

    [Description("Start of the hours of lunch, or of the night.")]
    public LocalTime From { get; init; }

    [Description("End of the hours of lunch, or of the night.")]
    public LocalTime Until { get; init; }

    public bool HoldsOn(LocalDate date) => (ValidFrom is not { } from || date >= from) && (ValidUntil is not { } until || date < until);

    /// <summary>Whether the figure may not fall below the limit; else it may not rise above.</summary>
    public bool IsMinimum() => Kind is LaborRuleKind.DailyRest or LaborRuleKind.WeeklyRest or LaborRuleKind.PaidBreak or LaborRuleKind.Lunch
        or LaborRuleKind.OvertimePremium or LaborRuleKind.LowWeek or LaborRuleKind.ScheduleNotice or LaborRuleKind.PartTimeMinimum;

    /// <summary>By how much a figure breaks a limit; 0 or less where it does not.</summary>
    public double Excess(double figure, double limit) => IsMinimum() ? limit - figure : figure - limit;
}

/// <summary>The rules that a site follows: a pack, what is different there, and rules of its own.</summary>
public sealed record SiteRules
{
    [Description("The pack: none, france (Code du travail) or p2st (French outsourced centers).")]
    public RulePack Pack { get; init; }

    [Description("Whether the site has an agreement on modulated working time.")]
    public bool Modulation { get; init; }

    [Description("Rules of the pack that are different here: a rule with the same id stands in for the pack's; others are added.")]
    public IReadOnlyList<LaborRule> Rules { get; init; } = [];

    [Description("Ids of rules of the pack that do not hold here.")]
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>The rules that hold here, whatever the date.</summary>
    public IReadOnlyList<LaborRule> All() =>
    [
        .. RulePacks.Of(Pack).Where(rule => Rules.All(own => own.Id != rule.Id)).Concat(Rules)
            .Where(rule => !Without.Contains(rule.Id))
            .Where(rule => rule.Scope == RuleScope.Everywhere || rule.Scope == RuleScope.WithModulation == Modulation),
    ];

    /// <summary>The rules that hold here on a date.</summary>
    public IReadOnlyList<LaborRule> On(LocalDate date) => [.. All().Where(rule => rule.HoldsOn(date))];
}

public enum RulePack
{
    None,
    France,
    P2st,
}
