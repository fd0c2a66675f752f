using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>
/// When things are normal again, by replication: the first, on or after the scenario's as-of day, of five consecutive open days whose
/// trailing five-open-day pooled KPIs meet every goal (MODEL.md §6). Kept as numbers of replications by day, for each queue and for all.
/// </summary>
internal sealed class RecoveryDates
{
    const int Stretch = 5;
    readonly SimulationModel _model;
    readonly int _asOfDay;
    readonly int[][] _openDays;
    readonly int[] _someOpen;
    readonly int[][] _counts;
    readonly bool[] _met;

    public RecoveryDates(SimulationModel model)
    {
        _model = model;
        var timeline = model.Timeline;
        _asOfDay = Math.Max(0, timeline.DayOf(model.Scenario.AsOf));
        _openDays = [.. model.Network.Queues.Select(queue => Enumerable.Range(0, timeline.Days).Where(day => queue.Open.Count == 0
            || queue.Open.OpenSecondsBetween(timeline.StartOfDay(day), timeline.StartOfDay(day + 1)) > 0).ToArray())];
        _someOpen = [.. _openDays.SelectMany(days => days).Distinct().Order()];
        _counts = [.. Enumerable.Range(0, _openDays.Length + 1).Select(_ => new int[timeline.Days + 1])];
        _met = new bool[timeline.Days];
        IsOpen = [.. _openDays.Append(_someOpen).Select(days => MaskOf(days, timeline.Days))];
    }

    /// <summary>By queue, and last for all together, the days on which it is open; a queue without hours is always open.</summary>
    public bool[][] IsOpen { get; }

    static bool[] MaskOf(int[] days, int of)
    {
        var mask = new bool[of];
        foreach (var day in days)
            mask[day] = true;
        return mask;
    }

    /// <summary>Adds a queue of one replication.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="sums">Its sums.</param>
    /// <param name="allMet">By day whether all queues so far stand well, each as on its latest open day; takes what this one misses.</param>
    public void Add(int queue, ContactDaySums sums, bool[] allMet)
    {
        var openDays = _openDays[queue];
        var goals = _model.Network.Queues[queue].Definition.Goals;
        for (var place = 0; place < openDays.Length; place++)
            _met[place] = goals.Meets(sums.Tally(openDays.AsSpan(Math.Max(0, place - Stretch + 1)..(place + 1))));

        Count(queue, openDays, _met);
        var stands = true;
        for (int day = 0, place = 0; day < allMet.Length; day++)
        {
            if (place < openDays.Length && openDays[place] == day)
                stands = _met[place++];
            allMet[day] &= stands;
        }
    }

    /// <summary>Closes one replication, after its last queue.</summary>
    public void Close(bool[] allMet)
    {
        for (var place = 0; place < _someOpen.Length; place++)
            _met[place] = allMet[_someOpen[place]];
        Count(_counts.Length - 1, _someOpen, _met);
    }

    void Count(int subject, int[] openDays, bool[] met)
    {
        var inRow = 0;
        for (var place = 0; place < openDays.Length; place++)
        {
            inRow = openDays[place] >= _asOfDay && met[place] ? inRow + 1 : 0;
            if (inRow < Stretch)
                continue;
            _counts[subject][openDays[place - Stretch + 1]]++;
            return;
        }

        _counts[subject][^1]++;
    }

    public RecoveryDate OfQueue(int queue) => Of(_counts[queue]);

    public RecoveryDate OfAll() => Of(_counts[^1]);

    /// <summary>Deciles over replications; those that have not recovered count as later than all others.</summary>
    RecoveryDate Of(int[] counts)
    {
        long replications = 0;
        foreach (var count in counts)
            replications += count;
        return new RecoveryDate
        {
            P10 = At(counts, replications, 0.1),
            P50 = At(counts, replications, 0.5),
            P90 = At(counts, replications, 0.9),
            ShareNotRecovered = replications == 0 ? 0 : counts[^1] / (double)replications,
        };
    }

    NodaTime.LocalDate? At(int[] counts, long replications, double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * replications));
        long until = 0;
        for (var day = 0; day < counts.Length - 1; day++)
            if ((until += counts[day]) >= rank)
                return _model.Timeline.DateOf(day);
        return null;
    }
}
