using Capacity.Domain.Results;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>In how many replications goals are met: by queue and week, by week for all queues, and over the horizon.</summary>
internal sealed class GoalCounts
{
    readonly SimulationModel _model;
    readonly bool[][] _weekMet;
    readonly int[][] _queueWeeks;

    public GoalCounts(SimulationModel model, int replications)
    {
        _model = model;
        _weekMet = [.. Enumerable.Range(0, replications).Select(_ => Enumerable.Repeat(true, model.Timeline.Weeks).ToArray())];
        _queueWeeks = [.. model.Network.Queues.Select(_ => new int[model.Timeline.Weeks])];
    }

    public void Add(int replication, int queue, int week, bool met)
    {
        if (met)
            _queueWeeks[queue][week]++;
        else
            _weekMet[replication][week] = false;
    }

    public GoalProbabilities ToProbabilities()
    {
        var timeline = _model.Timeline;
        var trials = _weekMet.Length;
        return new GoalProbabilities
        {
            Queues = [.. from queue in _model.Network.Queues
                from week in Enumerable.Range(0, timeline.Weeks)
                select new QueueWeekProbability
                {
                    Queue = queue.Definition.Id,
                    Week = timeline.WeekName(week),
                    Probability = Estimates.Share(_queueWeeks[queue.Index][week], trials),
                }],
            Weeks = [.. Enumerable.Range(0, timeline.Weeks).Select(week => new WeekProbability
            {
                Week = timeline.WeekName(week),
                Probability = Estimates.Share(_weekMet.Count(met => met[week]), trials),
            })],
            Horizon = Estimates.Share(_weekMet.Count(met => met.All(each => each)), trials),
        };
    }
}
