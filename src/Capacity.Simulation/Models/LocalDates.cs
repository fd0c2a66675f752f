using NodaTime;

namespace Capacity.Simulation.Models;

/// <summary>The local dates of a zone from two days before the timeline to two days after it, numbered from 0.</summary>
internal sealed class LocalDates
{
    readonly LocalDate _first;
    readonly int[] _numbers;

    /// <param name="first">The date of number 0.</param>
    /// <param name="localTimes">What the zone's clocks show when each interval begins.</param>
    public LocalDates(LocalDate first, IReadOnlyList<LocalDateTime> localTimes)
    {
        _first = first;
        _numbers = [.. localTimes.Select(local => NumberOf(local.Date))];
        Count = (_numbers.Length > 0 ? _numbers[^1] : 0) + 3;
    }

    /// <summary>Number of dates.</summary>
    public int Count { get; }

    /// <summary>The number of the date on which an interval begins.</summary>
    public int NumberAt(int interval) => _numbers[interval];

    public int NumberOf(LocalDate date) => Period.DaysBetween(_first, date);

    public bool Has(LocalDate date) => NumberOf(date) is var number && number >= 0 && number < Count;

    public LocalDate DateOf(int number) => _first.PlusDays(number);
}
