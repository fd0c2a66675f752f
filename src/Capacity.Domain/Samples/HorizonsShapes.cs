using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using NodaTime;

namespace Capacity.Domain.Samples;

/// <summary>Shapes of a day by the hour, from midnight: two humps for live channels, evenings for written ones (assumption, FIELD grade A).</summary>
internal static class HorizonsShapes
{
    private static readonly double[] Live =
        [0, 0, 0, 0, 0, 0, 0, 0, 5, 9, 12, 11.5, 8.5, 7.5, 9.5, 10.5, 10.5, 9.5, 8, 5, 0, 0, 0, 0];

    private static readonly double[] Written =
        [1.5, 0.8, 0.4, 0.3, 0.3, 0.5, 1.2, 3, 5.5, 7.5, 8.5, 8, 6, 5.5, 6, 6.5, 6.5, 6, 5.5, 5, 5.5, 6, 4.5, 3];

    /// <summary>Presence of agents by hour: a quarter even, the rest with the live shape.</summary>
    public static double[] Presence() => [.. Live.Select(weight => Math.Round(0.25 + 0.075 * weight, 4))];

    /// <summary>The days of a queue whose weekly contacts are spread by the given weights, Monday first.</summary>
    public static List<WeekdayProfile> Days(double perWeek, double[] weekdays, OpeningHours? openOnly)
    {
        var sum = weekdays.Sum();
        return
        [
            .. weekdays.Select((weight, index) => Profile((IsoDayOfWeek)(index + 1), perWeek * weight / sum, openOnly))
                .Where(profile => profile.Contacts > 0),
        ];
    }

    private static WeekdayProfile Profile(IsoDayOfWeek day, double contacts, OpeningHours? openOnly)
    {
        var from = openOnly?.Periods.FirstOrDefault(p => p.Day == day)?.From ?? LocalTime.Midnight;
        var until = openOnly?.Periods.FirstOrDefault(p => p.Day == day)?.Until.Hour ?? 24;
        return new WeekdayProfile
        {
            Day = day,
            Contacts = Math.Round(contacts, 1),
            StepMinutes = 60,
            ShapeStart = from,
            Shape = (openOnly is null ? Written : Live)[from.Hour..until],
        };
    }
}
