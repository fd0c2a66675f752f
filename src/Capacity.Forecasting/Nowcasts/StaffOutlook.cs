using Capacity.Domain.Networks;
using Capacity.Numerics.Queueing;

namespace Capacity.Forecasting.Nowcasts;

/// <summary>What the rest of a day asks of a queue's people, at its busiest step to come.</summary>
/// <param name="Step">The busiest step to come.</param>
/// <param name="Expected">Agents that the goals need for the contacts that were expected.</param>
/// <param name="Needed">The same for those expected now.</param>
/// <param name="NeededAtMost">The same for the P90 of those.</param>
/// <param name="ServiceLevel">Share answered within target (0–1) if the agents are those of <paramref name="Expected"/>.</param>
/// <remarks>Stationary within a step: Erlang A, or Erlang C where nobody gives up. A chat's handle time is shared by the contacts that an agent holds.</remarks>
public sealed record StaffOutlook(StepOutlook Step, int Expected, int Needed, int NeededAtMost, double ServiceLevel)
{
    /// <summary>Absent where contacts wait as cases, or nothing is to come.</summary>
    /// <param name="queue">Goals and patience.</param>
    /// <param name="handleSeconds">Mean handle time of today, above 0.</param>
    /// <param name="ahead">Steps to come.</param>
    public static StaffOutlook? Of(Queue queue, double handleSeconds, IReadOnlyList<StepOutlook> ahead)
    {
        if (queue.Channel.IsDeferred() || ahead.MaxBy(step => step.Contacts.Mean) is not { Contacts.Mean: > 0 } busiest) return null;
        var model = new QueueModel
        {
            ArrivalRate = 1, MeanServiceTime = PerAgent(queue, handleSeconds), MeanPatience = queue.Patience?.MeanSeconds, Agents = 1,
            Target = queue.Goals.TargetSeconds,
        };
        var method = queue.Patience is null ? QueueMethod.ErlangC : QueueMethod.ErlangA;
        QueueModel At(double contacts) => model with { ArrivalRate = Math.Max(contacts, 1e-6) / (busiest.Step.Minutes * 60) };
        int Agents(double contacts) =>
            (int)StaffingRequirement.Find(method, At(contacts), new StaffingGoals { ServiceLevel = queue.Goals.ServiceLevel }).Agents;
        var expected = Agents(busiest.Step.Contacts);
        var now = At(busiest.Contacts.Mean) with { Agents = expected };
        var level = method == QueueMethod.ErlangC && now.OfferedLoad >= expected ? 0 : StationaryQueue.Evaluate(method, now).ServiceLevels.OfOffered;
        return new StaffOutlook(busiest, expected, Agents(busiest.Contacts.Mean), Agents(busiest.Contacts.P90), level);
    }

    /// <summary>Seconds of an agent that a contact takes.</summary>
    private static double PerAgent(Queue queue, double handleSeconds) => queue.Concurrency is { Stretch.Count: > 0 } chat
        ? handleSeconds * chat.Stretch[^1] / chat.Stretch.Count : handleSeconds;
}
