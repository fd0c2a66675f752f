using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.Models;

namespace Capacity.Planning;

/// <summary>
/// Agents that each queue needs in each week for its goals and its teams' occupancy ceiling, beside those that are scheduled for it.
/// </summary>
/// <remarks>
/// Voice and chat: Erlang A in each open interval. The rate is the fresh one times what good service makes of it,
/// 1 ÷ (1 − a·r − (1 − a)·q), with a the abandonment goal, r the redial probability and q the share that recontacts (MODEL.md §1):
/// the requirement answers "how many if the goals are met", not "how many for the echo of missing them". Deferred channels: the work
/// of the week over its open time. Means are fractional; rounding is for whoever writes a schedule.
/// </remarks>
public static class RequirementTable
{
    private const double UsualAbandonment = 0.05;

    public static IReadOnlyList<RequirementGap> Of(Scenario scenario, SimulationModel model)
    {
        var fresh = model.FreshContacts();
        var loads = model.OfferedLoads();
        var scheduled = Shares(scenario, loads, model.Agents());
        var weeks = Enumerable.Range(0, model.Timeline.Intervals).ToLookup(i => model.Timeline.DayOf(i) / 7);
        return
        [
            .. from week in Enumerable.Range(0, scenario.Weeks)
               from q in Enumerable.Range(0, scenario.Network.Queues.Count)
               let open = weeks[week].Select(i => (Interval: i, Share: model.OpenShare(q, i))).ToList()
               select new RequirementGap
               {
                   Queue = scenario.Network.Queues[q].Id,
                   Week = model.Timeline.WeekName(week),
                   RequiredAgents = Required(scenario, scenario.Network.Queues[q], open, fresh[q], loads[q]),
                   ScheduledAgents = OpenMean(open, i => scheduled[q][i]),
               },
        ];
    }

    private static double Required(
        Scenario scenario, Queue queue, List<(int Interval, double Share)> open, double[] fresh, double[] loads)
    {
        var growth = GoodServiceAmplification(scenario, queue);
        if (queue.Channel.IsDeferred())
        {
            var work = open.Sum(o => loads[o.Interval]) * growth;
            var time = open.Sum(o => o.Share);
            return time > 0 ? work / time : 0;
        }
        var goals = Goals(scenario, queue);
        var seconds = scenario.IntervalMinutes * 60.0;
        var atOnce = queue.Concurrency is { } c ? c.Maximum / c.Stretch[^1] : 1;
        return OpenMean(open, i => fresh[i] <= 0 ? 0 : Agents(queue, goals, fresh[i] * growth / seconds, loads[i] * seconds / fresh[i]) / atOnce);
    }

    /// <summary>Agents of one interval; chat counts as many servers as contacts in hand, and is divided afterwards.</summary>
    private static double Agents(Queue queue, StaffingGoals goals, double ratePerSecond, double handleSeconds) =>
        StaffingRequirement.Find(
            QueueMethod.ErlangA,
            new QueueModel
            {
                ArrivalRate = ratePerSecond,
                MeanServiceTime = handleSeconds,
                MeanPatience = queue.Patience?.MeanSeconds ?? 180,
                Target = queue.Goals.TargetSeconds,
                ShortAbandon = queue.Goals.ShortAbandonSeconds,
            },
            goals).Agents;

    private static StaffingGoals Goals(Scenario scenario, Queue queue) => new()
    {
        ServiceLevel = queue.Goals.ServiceLevel,
        Kind = queue.Goals.Definition switch
        {
            ServiceLevelDefinition.AbandonsIgnored => ServiceLevelKind.AbandonsIgnored,
            ServiceLevelDefinition.OfAnswered => ServiceLevelKind.OfAnswered,
            ServiceLevelDefinition.AbandonsCountedAsMet => ServiceLevelKind.AbandonsCountedAsMet,
            _ => ServiceLevelKind.OfOffered,
        },
        Abandonment = queue.Goals.Abandonment,
        SpeedOfAnswer = queue.Goals.SpeedOfAnswerSeconds,
        Occupancy = scenario.Network.Teams
            .Where(t => t.Skills.Any(s => s.Queue == queue.Id))
            .Select(t => (double?)t.OccupancyCeiling)
            .Min(),
    };

    /// <summary>Offered per fresh contact when the goals are met.</summary>
    private static double GoodServiceAmplification(Scenario scenario, Queue queue)
    {
        var a = queue.Channel.IsDeferred() ? 0 : queue.Goals.Abandonment ?? UsualAbandonment;
        var r = queue.Redial?.Probability ?? 0;
        var reasons = scenario.Network.Reasons.ToDictionary(x => x.Id);
        var unresolved = queue.Reasons.Sum(x => x.Share * (1 - (reasons.GetValueOrDefault(x.Reason)?.FirstContactResolution ?? 1)));
        var comesBackHere = queue.Recontact is { } back && (back.Queue is null || back.Queue == queue.Id) ? back.Probability : 0;
        return 1 / (1 - a * r - (1 - a) * unresolved * comesBackHere);
    }

    /// <summary>Agents of every team divided among its queues by the work that each brings.</summary>
    private static double[][] Shares(Scenario scenario, double[][] loads, double[][] agents)
    {
        var index = scenario.Network.Queues.Select((queue, at) => (queue.Id, at)).ToDictionary(x => x.Id, x => x.at);
        var shares = loads.Select(l => new double[l.Length]).ToArray();
        for (var t = 0; t < scenario.Network.Teams.Count; t++)
        {
            int[] queues = [.. scenario.Network.Teams[t].Skills.Select(s => index[s.Queue]).Distinct()];
            for (var i = 0; i < agents[t].Length && queues.Length > 0; i++)
            {
                var work = queues.Sum(q => loads[q][i]);
                foreach (var q in queues)
                    shares[q][i] += agents[t][i] * (work > 0 ? loads[q][i] / work : 1.0 / queues.Length);
            }
        }
        return shares;
    }

    private static double OpenMean(List<(int Interval, double Share)> open, Func<int, double> value)
    {
        var time = open.Sum(o => o.Share);
        return time > 0 ? open.Where(o => o.Share > 0).Sum(o => o.Share * value(o.Interval)) / time : 0;
    }
}
