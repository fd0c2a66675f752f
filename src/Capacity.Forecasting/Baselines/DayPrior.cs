namespace Capacity.Forecasting.Baselines;

/// <summary>
/// What is believed about the logarithm of daily totals before a history is seen: standard deviations of independent normal parts, and how
/// many days each part lasts.
/// </summary>
/// <remarks>
/// A Gaussian process (Rasmussen &amp; Williams 2006, ch. 2): log total = weekday + place in the month + level + spell + holiday effects + noise. The
/// defaults are rounded from the largest marginal likelihood on the bank history of 2003; <see cref="DayLevels"/> rescales noise and spell
/// to each history.
/// </remarks>
internal sealed record DayPrior
{
    /// <summary>Weekday against the mean of all.</summary>
    public double Weekday { get; init; } = 0.5;

    /// <summary>Change of a weekday's own level, forgotten after <see cref="WeekdayDriftDays"/>.</summary>
    public double WeekdayDrift { get; init; } = 0.01;

    public double WeekdayDriftDays { get; init; } = 90;

    /// <summary>Place in the month (pay days, statements, rents): smooth over <see cref="MonthDays"/>, the month's end next to its start.</summary>
    public double Month { get; init; } = 0.04;

    public double MonthDays { get; init; } = 3;

    /// <summary>Level that wanders, forgotten after <see cref="LevelDays"/>.</summary>
    public double Level { get; init; } = 0.045;

    public double LevelDays { get; init; } = 60;

    /// <summary>Good and bad spells of a few days.</summary>
    public double Spell { get; init; } = 0.025;

    public double SpellDays { get; init; } = 3;

    /// <summary>A day's own luck, beyond what Poisson counts explain.</summary>
    public double Noise { get; init; } = 0.02;

    /// <summary>A public holiday on which the queue is open.</summary>
    public double Holiday { get; init; } = 0.7;

    /// <summary>The first day after a public holiday.</summary>
    public double AfterHoliday { get; init; } = 0.2;

    /// <summary>The second day after.</summary>
    public double SecondAfterHoliday { get; init; } = 0.07;

    /// <summary>All school zones on holidays.</summary>
    public double School { get; init; } = 0.05;

    /// <summary>Season of the year, smooth over about three weeks; taken where two years exist.</summary>
    public double Season { get; init; }

    /// <summary>A break of level found in the history.</summary>
    public double Shift { get; init; } = 0.7;

    /// <summary>The general mean around the history's median.</summary>
    public double Mean { get; init; } = 1;

    /// <summary>The same beliefs on another scale.</summary>
    public DayPrior Times(double factor) => this with
    {
        Weekday = Weekday * factor, WeekdayDrift = WeekdayDrift * factor, Month = Month * factor, Level = Level * factor,
        Spell = Spell * factor, Noise = Noise * factor, Holiday = Holiday * factor, AfterHoliday = AfterHoliday * factor,
        SecondAfterHoliday = SecondAfterHoliday * factor, School = School * factor, Season = Season * factor, Shift = Shift * factor,
        Mean = Mean * factor,
    };

    /// <summary>For scores of daily shapes, in units of their own deviation: mostly noise, with a drift and weak effects of the calendar.</summary>
    public static DayPrior Shapes { get; } = new()
    {
        Weekday = 0.3, WeekdayDrift = 0.1, WeekdayDriftDays = 60, Month = 0.15, Level = 0.4, LevelDays = 40, Spell = 0.2, Noise = 0.7,
        Holiday = 0.5, AfterHoliday = 0.5, SecondAfterHoliday = 0.3, School = 0.1, Shift = 0.3, Mean = 0.1,
    };

    /// <summary>For logarithms of daily handle times: quieter than volume.</summary>
    public static DayPrior HandleTimes { get; } = new()
    {
        Weekday = 0.1, WeekdayDrift = 0.005, Month = 0.01, Level = 0.05, LevelDays = 90, Spell = 0.01, Noise = 0.015, Holiday = 0.1,
        AfterHoliday = 0.03, SecondAfterHoliday = 0.02, School = 0.01, Shift = 0.3,
    };
}
