using Capacity.Domain.Calendars;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>What a history says about its own calendar: usual hours, holidays kept, breaks of level, and the days to learn from.</summary>
internal sealed class TrainedDays
{
    private const int RecentWeeks = 26;

    private readonly bool _closedOnHolidays;

    public TrainedDays(HistorySeries series, HolidayCalendar? holidays)
    {
        var all = series.Days();
        var end = all[^1].Date;
        Usual = UsualWeek.Of(series.From(end.PlusWeeks(-RecentWeeks).PlusDays(1)));
        Days = [.. all.Where(day => day.Total > 0 && Usual.HasDay(day.Date.DayOfWeek))];
        Holidays = holidays ?? KeptHolidays.In(all, Usual.HasDay);
        _closedOnHolidays = KeptHolidays.Closed(all, Usual.HasDay, Holidays);
        Shifts = LevelShifts.In([.. Days.Select(day => day.Date)], [.. Days.Select(day => Math.Log(day.Total))]);
        Traits = [.. Days.Select(day => TraitsOf(day.Date))];
        HasTwoYears = Days.Count > 0 && Period.DaysBetween(Days[0].Date, end) >= 730;
    }

    public UsualWeek Usual { get; }
    public HolidayCalendar Holidays { get; }
    public IReadOnlyList<LocalDate> Shifts { get; }

    /// <summary>Days with contacts on usual weekdays, in order.</summary>
    public IReadOnlyList<HistoryDay> Days { get; }
    public IReadOnlyList<DayTraits> Traits { get; }
    public bool HasTwoYears { get; }

    public DayTraits TraitsOf(LocalDate date) => DayTraits.Of(date, Holidays, Holidays == HolidayCalendar.France, Shifts);

    public bool IsOpen(LocalDate date) => Usual.HasDay(date.DayOfWeek) && !(_closedOnHolidays && Holidays.Contains(date));
}
