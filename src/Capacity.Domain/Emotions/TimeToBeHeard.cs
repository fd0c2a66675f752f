using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Emotions;

/// <summary>
/// The seconds that a hard contact is given beyond an ordinary one: longer handling, at the pace of whoever hurries most among people that
/// decisions bring, and the pause afterwards. A budget: a plan that takes from it says so, and no plan that is recommended does.
/// </summary>
public static class TimeToBeHeard
{
    /// <summary>Extra seconds per hard contact, by queue, in the order of the network; the mean over the queue's reasons, weighted by hard contacts.</summary>
    public static IReadOnlyList<(string Queue, double Seconds)> Of(Scenario scenario)
    {
        var reasons = scenario.Network.Reasons.ToDictionary(reason => reason.Id, StringComparer.Ordinal);
        return [.. scenario.Network.Queues.Select(queue =>
        {
            double hard = 0, seconds = 0;
            foreach (var share in queue.Reasons)
            {
                if (!reasons.TryGetValue(share.Reason, out var reason))
                    continue;
                var weight = share.Share * reason.Emotion;
                var longer = (scenario.EmotionalLoad?.HardFactor(reason.Intensity) ?? 1) - 1;
                hard += weight;
                seconds += weight * queue.HandleTime.MeanSeconds * reason.HandleTimeFactor * longer;
            }
            return (queue.Id, queue.HandleTime.RecoveryPauseSeconds + (hard > 0 ? seconds / hard * Pace(scenario, queue.Id) : 0));
        })];
    }

    /// <summary>Handle time of the fastest people whom decisions bring to a queue ÷ that of its own teams, at most 1.</summary>
    private static double Pace(Scenario scenario, string queue) => scenario.Levers.Select(lever => lever switch
    {
        Redeployment move when scenario.Network.Teams.Any(team => team.Id == move.ToTeam && team.Skills.Any(skill => skill.Queue == queue)) => move.HandleTimeFactor,
        CrossTraining course when course.Queue == queue => course.HandleTimeFactor,
        _ => 1,
    }).Append(1).Min();

    /// <summary>The queues on which a changed scenario gives a hard contact less time, with the seconds that are lost.</summary>
    public static IReadOnlyList<(string Queue, double Seconds)> Lost(Scenario scenario, Scenario changed)
    {
        var after = Of(changed).ToDictionary(queue => queue.Queue, queue => queue.Seconds, StringComparer.Ordinal);
        return [.. Of(scenario).Select(queue => (queue.Queue, Seconds: queue.Seconds - after.GetValueOrDefault(queue.Queue, queue.Seconds)))
            .Where(queue => queue.Seconds > 1e-9)];
    }
}
