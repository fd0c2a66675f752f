using Capacity.Domain.Results;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>In how many replications goals are met: by queue and week, by week for all queues, and over the horizon. Whole numbers only.</summary>
internal sealed class GoalCounts
{
    readonly SimulationModel _model;
    readonly int[][] _queueWeeks;
    readonly int[] _weeks;
    int _horizon;
    int _replications;

    public GoalCounts(SimulationModel model)
    {
        _model = model;
        _queueWeeks = [.. model.Network.Queues.Select(_ => new int[model.Timeline.Weeks])];
        _weeks = new int[model.Timeline.Weeks];
    }

    /// <summary>Judges the weeks of a queue in one replication.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="sums">Its sums.</param>
    /// <param name="allMet">By week whether all queues so far met their goals; takes what this one misses.</param>
    public void Add(int queue, ContactDaySums sums, bool[] allMet)
    {
        var goals = _model.Network.Queues[queue].Definition.Goals;
        for (var week = 0; week < allMet.Length; week++)
            if (Domain.Kpis.ContactKpis.Meets(goals, sums.Tally(7 * week, 7)))
                _queueWeeks[queue][week]++;
            else
                allMet[week] = false;
    }

    /// <summary>Closes one replication, after its last queue.</summary>
    public void Close(bool[] allMet)
    {
        _replications++;
        for (var week = 0; week < allMet.Length; week++)
            _weeks[week] += allMet[week] ? 1 : 0;
        _horizon += Array.TrueForAll(allMet, met => met) ? 1 : 0;
    }

    public GoalProbabilities ToProbabilities()
    {
        var timeline = _model.Timeline;
        return new GoalProbabilities
        {
            Queues = [.. from queue in _model.Network.Queues
                from week in Enumerable.Range(0, timeline.Weeks)
                select new QueueWeekProbability
                {
                    Queue = queue.Definition.Id,
                    Week = timeline.WeekName(week),
                    Probability = Estimates.Share(_queueWeeks[queue.Index][week], _replications),
                }],
            Weeks = [.. Enumerable.Range(0, timeline.Weeks).Select(week => new WeekProbability
            {
                Week = timeline.WeekName(week),
                Probability = Estimates.Share(_weeks[week], _replications),
            })],
            Horizon = Estimates.Share(_horizon, _replications),
        };
    }
}
