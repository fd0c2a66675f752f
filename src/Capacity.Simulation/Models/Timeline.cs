using System.Collections.Concurrent;
using System.Globalization;
using Capacity.Domain.Scenarios;
using NodaTime;
using NodaTime.Calendars;

namespace Capacity.Simulation.Models;

/// <summary>
/// The scenario's time as elapsed seconds from its first local midnight: planning intervals of equal length, grouped into the local
/// days of the network's zone, which have 23, 24 or 25 hours.
/// </summary>
/// <remarks>
/// Starts are included, ends are not. After the reported days a run-out of some days is simulated, so that contacts of the last
/// reported days meet their fate; nothing that arrives in the run-out is reported.
/// </remarks>
public sealed class Timeline
{
    readonly int[] _dayOf;
    readonly int[] _weekStart;
    readonly double[] _dayStart;
    readonly ConcurrentDictionary<string, LocalDateTime[]> _localTimes = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, LocalDates> _localDates = new(StringComparer.Ordinal);

    internal Timeline(Scenario scenario, int runOutDays)
        : this(DateTimeZoneProviders.Tzdb[scenario.Network.TimeZone], scenario.Start, scenario.Weeks, runOutDays, scenario.IntervalMinutes)
    {
    }

    Timeline(DateTimeZone zone, LocalDate start, int weeks, int runOutDays, int intervalMinutes)
    {
        (Zone, FirstDate, Weeks) = (zone, start, weeks);
        Start = Zone.AtStartOfDay(start).ToInstant();
        IntervalSeconds = intervalMinutes * 60;
        Days = weeks * 7;
        SimulatedDays = Days + runOutDays;
        _dayStart = new double[SimulatedDays + 1];
        for (var day = 0; day <= SimulatedDays; day++)
            _dayStart[day] = SecondsAt(Zone.AtStartOfDay(DateOf(day)).ToInstant());
        Intervals = (int)Math.Ceiling(_dayStart[SimulatedDays] / IntervalSeconds);
        _dayOf = new int[Intervals];
        _weekStart = [.. Enumerable.Repeat(Intervals, (SimulatedDays + 6) / 7 + 1)];
        for (int i = 0, day = 0; i < Intervals; i++)
        {
            while (day + 1 < SimulatedDays && StartOf(i) >= _dayStart[day + 1])
                day++;
            _dayOf[i] = day;
            _weekStart[day / 7] = Math.Min(_weekStart[day / 7], i);
        }

        MostIntervalsOfWeek = Enumerable.Range(0, _weekStart.Length - 1).Max(week => _weekStart[week + 1] - _weekStart[week]);
    }

    /// <summary>The same time in intervals of so many minutes.</summary>
    internal Timeline InIntervals(int minutes) =>
        IntervalSeconds == 60 * minutes ? this : new Timeline(Zone, FirstDate, Weeks, SimulatedDays - Days, minutes);

    /// <summary>The zone in which days and weeks are counted.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Elapsed second zero.</summary>
    public Instant Start { get; }

    /// <summary>The first day, a Monday.</summary>
    public LocalDate FirstDate { get; }

    /// <summary>Length of a planning interval in seconds.</summary>
    public int IntervalSeconds { get; }

    /// <summary>Intervals that are simulated, run-out included.</summary>
    public int Intervals { get; }

    /// <summary>Reported weeks, and reported days.</summary>
    public int Weeks { get; }
    public int Days { get; }

    /// <summary>Reported days and run-out.</summary>
    public int SimulatedDays { get; }

    /// <summary>Second at which an interval begins.</summary>
    public double StartOf(int interval) => (double)interval * IntervalSeconds;

    /// <summary>Second at which a day begins; the number of simulated days gives the end of time.</summary>
    public double StartOfDay(int day) => _dayStart[day];

    /// <summary>The day, from 0, in which an interval begins.</summary>
    public int DayOf(int interval) => _dayOf[interval];

    /// <summary>First interval of a simulated week, and the one after its last.</summary>
    internal (int First, int End) IntervalsOfWeek(int week) => (_weekStart[week], _weekStart[week + 1]);

    internal int MostIntervalsOfWeek { get; }

    /// <summary>The interval in which a moment lies; later moments give the number of intervals.</summary>
    public int IntervalAt(double seconds) =>
        seconds >= (double)Intervals * IntervalSeconds ? Intervals : Math.Max(0, (int)(seconds / IntervalSeconds));

    /// <summary>The date of a day.</summary>
    public LocalDate DateOf(int day) => FirstDate.PlusDays(day);

    /// <summary>The day of a date; negative before the first.</summary>
    public int DayOf(LocalDate date) => NodaTime.Period.DaysBetween(FirstDate, date);

    /// <summary>Elapsed seconds of an instant; negative before the start.</summary>
    public double SecondsAt(Instant instant) => (instant - Start).TotalSeconds;

    /// <summary>Elapsed seconds of a local moment of a zone; a moment that daylight saving skips moves forward.</summary>
    public double SecondsAt(LocalDateTime local, DateTimeZone zone) => SecondsAt(zone.AtLeniently(local).ToInstant());

    /// <summary>What a zone's clocks show when each interval begins; computed once per zone.</summary>
    public IReadOnlyList<LocalDateTime> LocalTimes(DateTimeZone zone) => _localTimes.GetOrAdd(zone.Id, _ =>
        [.. Enumerable.Range(0, Intervals).Select(i => (Start + Duration.FromSeconds(StartOf(i))).InZone(zone).LocalDateTime)]);

    /// <summary>The dates that a zone's calendars show; computed once per zone.</summary>
    internal LocalDates DatesOf(DateTimeZone zone) => _localDates.GetOrAdd(zone.Id, _ => new LocalDates(FirstDate.PlusDays(-2), LocalTimes(zone)));

    /// <summary>What a zone's clocks show at a moment, before the start and after the end too.</summary>
    public LocalDateTime LocalTime(double seconds, DateTimeZone zone) => (Start + Duration.FromSeconds(seconds)).InZone(zone).LocalDateTime;

    /// <summary>ISO year and week of a reported week, as in 2020-W13.</summary>
    public string WeekName(int week)
    {
        var date = WeekStart(week);
        return string.Create(
            CultureInfo.InvariantCulture, $"{WeekYearRules.Iso.GetWeekYear(date)}-W{WeekYearRules.Iso.GetWeekOfWeekYear(date):00}");
    }

    /// <summary>The Monday of a reported week.</summary>
    public LocalDate WeekStart(int week) => FirstDate.PlusDays(7 * week);
}
