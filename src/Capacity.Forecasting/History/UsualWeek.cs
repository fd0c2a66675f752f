using NodaTime;
using NodaTime.Text;

namespace Capacity.Forecasting.History;

/// <summary>In which intervals of the week a history usually has rows: at least half of the days of a weekday.</summary>
internal sealed class UsualWeek
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private readonly bool[,] _usual;
    private readonly bool[] _days = new bool[8];
    private readonly int _minutes;

    private UsualWeek(int slots)
    {
        _usual = new bool[8, slots];
        _minutes = 1440 / slots;
    }

    public static UsualWeek Of(HistorySeries series)
    {
        var slots = 1440 / series.IntervalMinutes;
        var usual = new UsualWeek(slots);
        var days = series.Days();
        var weeks = Math.Max(1, (Period.DaysBetween(days[0].Date, days[^1].Date) + 7) / 7);
        foreach (var weekday in days.GroupBy(day => day.Date.DayOfWeek))
        {
            var there = weekday.ToList();
            usual._days[(int)weekday.Key] = there.Count * 2 >= weeks;
            for (var slot = 0; slot < slots; slot++)
                usual._usual[(int)weekday.Key, slot] = there.Count(day => !double.IsNaN(day.Counts[slot])) * 2 >= there.Count;
        }
        return usual;
    }

    public bool HasDay(IsoDayOfWeek day) => _days[(int)day];

    public bool HasSlot(IsoDayOfWeek day, int slot) => _usual[(int)day, slot];

    /// <summary>One text per open weekday: "Monday 07:00–21:05".</summary>
    public IEnumerable<string> OpenHours()
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            var slots = Enumerable.Range(0, _usual.GetLength(1)).Where(slot => HasSlot(day, slot)).ToList();
            if (HasDay(day) && slots.Count > 0)
                yield return $"{day} {Clock.Format(At(slots[0]))}–{Clock.Format(At(slots[^1] + 1))}";
        }
    }

    private LocalTime At(int slot) => LocalTime.FromMinutesSinceMidnight(slot * _minutes % 1440);
}
