using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>
/// When things are normal again, by replication: the first, on or after the scenario's as-of day, of five consecutive open days whose
/// trailing five-open-day pooled KPIs meet every goal (MODEL.md §6).
/// </summary>
internal sealed class RecoveryDates(SimulationModel model)
{
    const int Stretch = 5;
    readonly int _asOfDay = Math.Max(0, model.Timeline.DayOf(model.Scenario.AsOf));

    /// <summary>Days on which a queue is open; one without hours is always open.</summary>
    public int[] OpenDays(int queue)
    {
        var timeline = model.Timeline;
        var open = model.Network.Queues[queue].Open;
        return [.. Enumerable.Range(0, timeline.Days).Where(day =>
            open.Count == 0 || open.OpenSecondsBetween(timeline.StartOfDay(day), timeline.StartOfDay(day + 1)) > 0)];
    }

    /// <summary>For each open day whether its trailing five open days meet the queue's goals.</summary>
    public bool[] MetByOpenDay(TallyTable table, int replication, int queue, int[] openDays)
    {
        var goals = model.Network.Queues[queue].Definition.Goals;
        var met = new bool[openDays.Length];
        for (var place = 0; place < openDays.Length; place++)
        {
            var first = Math.Max(0, place - Stretch + 1);
            met[place] = goals.Meets(table.Tally(replication, openDays.AsSpan(first, place - first + 1)));
        }

        return met;
    }

    /// <summary>The recovery day of one replication; null where it does not come by the horizon.</summary>
    public int? Recovery(int[] openDays, bool[] met)
    {
        var inRow = 0;
        for (var place = 0; place < openDays.Length; place++)
        {
            inRow = openDays[place] >= _asOfDay && met[place] ? inRow + 1 : 0;
            if (inRow == Stretch)
                return openDays[place - Stretch + 1];
        }

        return null;
    }

    /// <summary>Deciles over replications; those that have not recovered count as later than all others.</summary>
    public RecoveryDate Of(IReadOnlyList<int?> days)
    {
        var sorted = days.Select(day => day ?? int.MaxValue).Order().ToArray();
        return new RecoveryDate
        {
            P10 = At(sorted, 0.1),
            P50 = At(sorted, 0.5),
            P90 = At(sorted, 0.9),
            ShareNotRecovered = days.Count == 0 ? 0 : days.Count(day => day is null) / (double)days.Count,
        };
    }

    NodaTime.LocalDate? At(int[] sorted, double share)
    {
        if (sorted.Length == 0)
            return null;
        var day = sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
        return day == int.MaxValue ? null : model.Timeline.DateOf(day);
    }
}
