using Capacity.Domain.Calendars;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Accuracy;

/// <summary>Which past forecasts are made again.</summary>
public sealed record BacktestPlan
{
    private const int LeastHistoryDays = 35;

    /// <summary>Length of the forecast intervals in minutes.</summary>
    public required int IntervalMinutes { get; init; }

    /// <summary>Days forecast from each origin.</summary>
    public int Days { get; init; } = 28;

    /// <summary>At most so many origins: the first ones after <see cref="From"/>, else the last ones of the history.</summary>
    public int Origins { get; init; } = 9;

    /// <summary>Days between origins.</summary>
    public int EveryDays { get; init; } = 14;

    /// <summary>The first day that is forecast from the first origin; null: as late as the history allows.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Intervals that start from this time on count.</summary>
    public LocalTime Opens { get; init; } = LocalTime.Midnight;

    /// <summary>Intervals that start before this time count; midnight: all.</summary>
    public LocalTime Closes { get; init; } = LocalTime.Midnight;

    /// <summary>Public holidays known; null: told from the history.</summary>
    public HolidayCalendar? Holidays { get; init; }

    /// <summary>IANA zone of the starts, whose public holidays cleaning knows; null: unknown.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Corrections of the cleaning list that are refused.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>First forecast days, in order: five weeks of history before, all forecast days after.</summary>
    public IReadOnlyList<LocalDate> FirstDays(HistorySeries history)
    {
        if (history.Starts.Count == 0)
            return [];
        var (first, last) = (history.Starts[0].Date.PlusDays(LeastHistoryDays), history.Starts[^1].Date.PlusDays(1 - Days));
        var step = From is null ? -EveryDays : EveryDays;
        return
        [
            .. Enumerable.Range(0, Origins).Select(i => (From ?? last).PlusDays(step * i)).Where(date => date >= first && date <= last).Order(),
        ];
    }

    internal bool Counts(LocalTime start) => start >= Opens && (Closes == LocalTime.Midnight || start < Closes);
}
