using Capacity.Numerics.Distributions;

namespace Capacity.Numerics.Queueing;

/// <summary>
/// Erlang A when nobody knows the day's arrival rate: what single days look like, and the agents that hold a goal on a share of days or in
/// the long run. The two ask for different numbers of agents, and a plan has to say which it means.
/// </summary>
/// <remarks>
/// Rate Bλ with B ~ Gamma(mean 1, coefficient of variation cv), one draw a day: Whitt, Operations Research Letters 24:205, 1999. One-day
/// against long-run service level: S. G. Steckley, S. G. Henderson and V. Mehrotra, Probability in the Engineering and Informational
/// Sciences 23:305, 2009. Every goal falls as the rate rises, so that a share of days is a quantile of B: no integral. A day counts by its
/// expected figures: right for days of hundreds of contacts and more, while a short day's chance adds to the spread shown here. Valid for a
/// variation from 0.0001 to 1, at any load. Cost: one Erlang A evaluation for a quantile, about 60 for a share of days, a few
/// thousand for agents in the long run.
/// </remarks>
public static class UncertainRate
{
    const string Where = "Uncertain rate";

    /// <summary>The figures of the day than which only a share 1 − <paramref name="share"/> of days is busier.</summary>
    /// <param name="model">The queue at its mean rate, with a mean patience.</param>
    /// <param name="variation">Coefficient of variation of the day's rate, from 0.0001 to 1.</param>
    /// <param name="share">Share of days that are at least as good, strictly between 0 and 1: 0.9 gives the bad day in ten.</param>
    /// <exception cref="QueueRefusedException">The model has no patience, or a figure is outside its range.</exception>
    public static QueueKpis OfDay(QueueModel model, double variation, double share) => ErlangA.Evaluate(AtQuantile(model, variation, share));

    /// <summary>Share of days on which the agents of the model meet every goal.</summary>
    /// <remarks>P(B ≤ b), b the busyness up to which the goals are met, by bisection to 1e-12 of it.</remarks>
    /// <param name="model">The queue at its mean rate, with a mean patience.</param>
    /// <param name="variation">Coefficient of variation of the day's rate, from 0.0001 to 1.</param>
    /// <param name="goals">The goals.</param>
    /// <exception cref="QueueRefusedException">The model has no patience, no goal is given, or a figure is outside its range.</exception>
    public static double ShareOfDaysThatMeet(QueueModel model, double variation, StaffingGoals goals)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(goals);
        goals.RefuseNonsense();
        var law = Busyness(variation);
        double low = 0, high = law.Quantile(1 - 1e-12);
        bool Meets(double b) => goals.AreMetBy(ErlangA.Evaluate(model with { ArrivalRate = model.ArrivalRate * b }));
        if (Meets(high)) return 1;
        while (high - low > 1e-12 * high)
        {
            var middle = 0.5 * (low + high);
            if (Meets(middle)) low = middle;
            else high = middle;
        }

        return law.Cdf(low);
    }

    /// <summary>The fewest agents that meet every goal on a share of days; figures are those of the busiest such day.</summary>
    /// <param name="model">The queue at its mean rate, with a mean patience; its agents play no part.</param>
    /// <param name="variation">Coefficient of variation of the day's rate, from 0.0001 to 1.</param>
    /// <param name="share">Share of days, strictly between 0 and 1.</param>
    /// <param name="goals">The goals.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or no number of agents meets the goals.</exception>
    public static QueueKpis AgentsForShareOfDays(QueueModel model, double variation, double share, StaffingGoals goals) =>
        StaffingRequirement.Find(QueueMethod.ErlangA, AtQuantile(model, variation, share), goals);

    /// <summary>The fewest agents whose answered within target ÷ offered, over all contacts of all days, reaches a level.</summary>
    /// <param name="model">The queue at its mean rate, with a mean patience; its agents play no part.</param>
    /// <param name="variation">Coefficient of variation of the day's rate, from 0.0001 to 1.</param>
    /// <param name="serviceLevel">The level, strictly between 0 and 1.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or the lines of the model stand in the way.</exception>
    public static int AgentsForLongRun(QueueModel model, double variation, double serviceLevel)
    {
        ArgumentNullException.ThrowIfNull(model);
        QueueRefusedException.UnlessShare(Where, "service level", serviceLevel);
        (model with { Agents = 1 }).RefuseNonsense();
        bool Meets(int agents) =>
            ErlangA.EvaluateUnderGammaBusyness(model with { Agents = agents }, variation).ServiceLevel >= serviceLevel;
        var most = model.Lines ?? 10_000_000;
        var low = 0;
        var high = (int)Math.Min(most, Math.Max(1, Math.Ceiling(model.OfferedLoad)));
        while (!Meets(high))
        {
            QueueRefusedException.Unless(high < most, Where, "service level", serviceLevel,
                FormattableString.Invariant($"lower: {most} agents do not reach it; relax it or give more lines"));
            (low, high) = (high, (int)Math.Min(most, 2L * high));
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (Meets(middle)) high = middle;
            else low = middle;
        }

        return high;
    }

    static QueueModel AtQuantile(QueueModel model, double variation, double share)
    {
        ArgumentNullException.ThrowIfNull(model);
        QueueRefusedException.UnlessShare(Where, "share of days", share);
        return model with { ArrivalRate = model.ArrivalRate * Busyness(variation).Quantile(share) };
    }

    static GammaDistribution Busyness(double variation)
    {
        QueueRefusedException.Unless(variation is >= 1e-4 and <= 1, Where, "coefficient of variation of the day's rate", variation,
            "from 0.0001, below which the rate is as good as known, to 1; split days that differ more into kinds of day");
        return GammaDistribution.OfMeanAndVariation(1, variation);
    }
}
