using Capacity.Numerics.Distributions;

namespace Capacity.Numerics.Queueing;

/// <summary>The smallest number of agents that meets every goal at once.</summary>
public static class StaffingRequirement
{
    const int MostAgents = 10_000_000;

    /// <summary>Searches by doubling, then bisection: every goal, once met, stays met as agents are added.</summary>
    /// <remarks>About 2·log₂ n evaluations of the formula. Valid where the formula is.</remarks>
    /// <param name="method">The formula.</param>
    /// <param name="model">The queue; its number of agents plays no part. Lines, where given, bound the agents.</param>
    /// <param name="goals">The goals.</param>
    /// <returns>The figures at the number of agents found.</returns>
    /// <exception cref="QueueRefusedException">No number of agents meets the goals; the message says which limit stands in the way.</exception>
    public static QueueKpis Find(QueueMethod method, QueueModel model, StaffingGoals goals)
    {
        ArgumentNullException.ThrowIfNull(model);
        var most = method == QueueMethod.ErlangB ? MostAgents : model.Lines ?? MostAgents;
        return Search(model, goals, most,
            queue => method == QueueMethod.ErlangC && queue.Lines is null && queue.OfferedLoad >= queue.Agents,
            queue => StationaryQueue.Evaluate(method, queue));
    }

    /// <summary>The same for a law of patience that is not exponential, by <see cref="GeneralPatienceQueue"/>.</summary>
    /// <remarks>
    /// One more agent tilts the law of the offered wait, e^(λH(x) − nμx), by e^(−μx) towards shorter waits, so that goals stay met here too.
    /// Exponential handle times.
    /// </remarks>
    /// <param name="model">The queue; its number of agents and its mean patience play no part. Lines, where given, bound the agents.</param>
    /// <param name="patience">Law of the patience, in seconds.</param>
    /// <param name="goals">The goals.</param>
    /// <returns>The figures at the number of agents found.</returns>
    /// <exception cref="QueueRefusedException">No number of agents meets the goals; the message says which limit stands in the way.</exception>
    public static QueueKpis Find(QueueModel model, Distribution patience, StaffingGoals goals)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patience);
        return Search(model with { MeanPatience = null }, goals, model.Lines ?? MostAgents,
            queue => GeneralPatienceQueue.GrowsWithoutEnd(queue, patience), queue => GeneralPatienceQueue.Evaluate(queue, patience));
    }

    static QueueKpis Search(
        QueueModel model, StaffingGoals goals, int most, Func<QueueModel, bool> growsWithoutEnd, Func<QueueModel, QueueKpis> evaluate)
    {
        ArgumentNullException.ThrowIfNull(goals);
        goals.RefuseNonsense();
        (model with { Agents = 1 }).RefuseNonsense();
        bool Meets(int agents)
        {
            var queue = model with { Agents = agents };
            return !growsWithoutEnd(queue) && goals.AreMetBy(evaluate(queue));
        }

        // The first guess covers the load; fewer agents can still suffice where people give up or are blocked.
        var low = 0;
        var high = (int)Math.Min(Math.Max(1, Math.Ceiling(model.OfferedLoad)), most);
        while (!Meets(high))
        {
            if (high == most) throw Unreachable(evaluate(model with { Agents = most }), model, goals);
            low = high;
            high = (int)Math.Min(2L * high, most);
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (Meets(middle)) high = middle;
            else low = middle;
        }

        return evaluate(model with { Agents = high });
    }

    static QueueRefusedException Unreachable(QueueKpis best, QueueModel model, StaffingGoals goals)
    {
        var why = model.Lines is null ? "the search stops there" : "every agent needs a line, and contacts that find no line are lost";
        var pourquoi = model.Lines is null ? "la recherche s’arrête là" : "chaque agent occupe une ligne, et les contacts sans ligne sont perdus";
        return new QueueRefusedException(FormattableString.Invariant(
            $"No number of agents up to {best.Agents} meets the goals ({why}). At {best.Agents} agents: service level {goals.Of(best.ServiceLevels):0.####}, abandonment {best.AbandonmentRate:0.####}, speed of answer {best.AverageSpeedOfAnswer:0.##} s, occupancy {best.Occupancy:0.####}, blocking {best.BlockingProbability:0.####}. Relax the goal that fails or give more lines."),
            FormattableString.Invariant(
                $"Aucun nombre d’agents jusqu’à {best.Agents} n’atteint les objectifs ({pourquoi}). Avec {best.Agents} agents : niveau de service {goals.Of(best.ServiceLevels):0.####}, abandon {best.AbandonmentRate:0.####}, délai de réponse {best.AverageSpeedOfAnswer:0.##} s, occupation {best.Occupancy:0.####}, refoulés {best.BlockingProbability:0.####}. Relâchez l’objectif qui manque ou donnez plus de lignes."));
    }
}
