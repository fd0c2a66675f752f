namespace Capacity.Numerics.Queueing;

/// <summary>
/// Erlang A when nobody knows who will come to work: each scheduled agent is there with a probability, for the whole day. What the customers
/// of all days see, and how many have to be scheduled for it.
/// </summary>
/// <remarks>
/// W. Whitt, Production and Operations Management 15:88, 2006. Agents present are binomial, independent of each other and of the arrivals,
/// so that figures over all contacts are means over the numbers present; absences that come together (an illness that goes round) spread
/// more and are for the simulator. Valid at any load. Cost: one Erlang A evaluation for each number within nine standard deviations.
/// </remarks>
public static class UncertainStaff
{
    const string Where = "Uncertain staff";
    const int MostAgents = 10_000_000;

    /// <summary>Answered within target ÷ offered, and the share that gives up, over the contacts of all days.</summary>
    /// <param name="model">The queue with its scheduled agents and a mean patience; short abandons play no part.</param>
    /// <param name="presence">Probability that a scheduled agent is there, above 0, at most 1.</param>
    /// <exception cref="QueueRefusedException">The model has no patience, or a figure is outside its range.</exception>
    public static (double ServiceLevel, double AbandonmentRate) OverAllDays(QueueModel model, double presence)
    {
        ArgumentNullException.ThrowIfNull(model);
        RefuseNonsense(model, presence);
        var whole = model with { ShortAbandon = 0 };
        if (presence == 1) return Figures(whole, model.Agents);
        var (mean, spread) = (model.Agents * presence, 9.0 * Math.Sqrt(model.Agents * presence * (1.0 - presence)) + 9.0);
        double weight = 0, level = 0, abandoned = 0;
        for (var k = (int)Math.Max(0, mean - spread); k <= Math.Min(model.Agents, mean + spread); k++)
        {
            var share = CountLaws.BinomialDensity(model.Agents, presence, k);
            var (levelThen, abandonedThen) = Figures(whole, k);
            weight += share;
            level += share * levelThen;
            abandoned += share * abandonedThen;
        }

        return (level / weight, abandoned / weight);
    }

    /// <summary>The fewest scheduled agents whose answered within target ÷ offered, over all contacts of all days, reaches a level.</summary>
    /// <param name="model">The queue with a mean patience, without a limit of lines; its agents play no part.</param>
    /// <param name="presence">Probability that a scheduled agent is there, above 0, at most 1.</param>
    /// <param name="serviceLevel">The level, strictly between 0 and 1.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range.</exception>
    public static int Scheduled(QueueModel model, double presence, double serviceLevel)
    {
        ArgumentNullException.ThrowIfNull(model);
        QueueRefusedException.UnlessShare(Where, "service level", serviceLevel);
        QueueRefusedException.Unless(model.Lines is null, Where, "number of lines", model.Lines ?? 0, "left out: every agent would need one");
        RefuseNonsense(model with { Agents = 1 }, presence);
        bool Meets(int agents) => OverAllDays(model with { Agents = agents }, presence).ServiceLevel >= serviceLevel;
        var (low, high) = (0, (int)Math.Clamp(Math.Ceiling(model.OfferedLoad / presence), 1, MostAgents));
        while (!Meets(high))
        {
            QueueRefusedException.Unless(high < MostAgents, Where, "service level", serviceLevel, $"lower: {MostAgents} agents do not reach it");
            (low, high) = (high, (int)Math.Min(MostAgents, 2L * high));
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (Meets(middle)) high = middle;
            else low = middle;
        }

        return high;
    }

    /// <summary>With nobody there, nobody is answered and all who are offered give up.</summary>
    static (double ServiceLevel, double AbandonmentRate) Figures(QueueModel model, int present)
    {
        if (present == 0) return (0, 1);
        var kpis = ErlangA.Evaluate(model with { Agents = present });
        return (kpis.ServiceLevels.OfOffered, kpis.AbandonmentRate);
    }

    static void RefuseNonsense(QueueModel model, double presence)
    {
        QueueRefusedException.Unless(model.MeanPatience is not null, Where, "mean patience", double.PositiveInfinity,
            "given: on a day when too few are there, the queue would grow without end");
        QueueRefusedException.Unless(presence is > 0 and <= 1, Where, "probability of being there", presence, "above 0, at most 1");
        model.RefuseNonsense();
    }
}
