namespace Capacity.Numerics.Queueing;

/// <summary>The smallest number of agents that meets every goal at once.</summary>
public static class StaffingRequirement
{
    const int MostAgents = 10_000_000;

    /// <summary>Searches by doubling, then bisection: every goal, once met, stays met as agents are added.</summary>
    /// <remarks>About 2·log₂ n evaluations of the formula.</remarks>
    /// <param name="method">The formula.</param>
    /// <param name="model">The queue; its number of agents plays no part. Lines, where given, bound the agents.</param>
    /// <param name="goals">The goals.</param>
    /// <returns>The figures at the number of agents found.</returns>
    /// <exception cref="QueueRefusedException">No number of agents meets the goals; the message says which limit stands in the way.</exception>
    public static QueueKpis Find(QueueMethod method, QueueModel model, StaffingGoals goals)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(goals);
        goals.RefuseNonsense();
        (model with { Agents = 1 }).RefuseNonsense();
        var most = method == QueueMethod.ErlangB ? MostAgents : model.Lines ?? MostAgents;
        // The first guess covers the load; fewer agents can still suffice where people give up or are blocked.
        var low = 0;
        var high = (int)Math.Min(Math.Max(1, Math.Ceiling(model.OfferedLoad)), most);
        while (!Meets(method, model, goals, high))
        {
            if (high == most) throw new QueueRefusedException(Unreachable(method, model, goals, most));
            low = high;
            high = (int)Math.Min(2L * high, most);
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (Meets(method, model, goals, middle)) high = middle;
            else low = middle;
        }

        return StationaryQueue.Evaluate(method, model with { Agents = high });
    }

    static bool Meets(QueueMethod method, QueueModel model, StaffingGoals goals, int agents)
    {
        var growsWithoutEnd = method == QueueMethod.ErlangC && model.Lines is null && model.OfferedLoad >= agents;
        return !growsWithoutEnd && goals.AreMetBy(StationaryQueue.Evaluate(method, model with { Agents = agents }));
    }

    static string Unreachable(QueueMethod method, QueueModel model, StaffingGoals goals, int most)
    {
        var best = StationaryQueue.Evaluate(method, model with { Agents = most });
        var why = model.Lines is null ? "the search stops there" : "every agent needs a line, and contacts that find no line are lost";
        return FormattableString.Invariant(
            $"No number of agents up to {most} meets the goals ({why}). At {most} agents: service level {goals.Of(best.ServiceLevels):0.####}, abandonment {best.AbandonmentRate:0.####}, speed of answer {best.AverageSpeedOfAnswer:0.##} s, occupancy {best.Occupancy:0.####}, blocking {best.BlockingProbability:0.####}. Relax the goal that fails or give more lines.");
    }
}
