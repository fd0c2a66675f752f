using Capacity.Numerics.Estimation;

namespace Capacity.Simulation.SingleQueue;

/// <summary>What one batch of contacts of one lane adds up to.</summary>
struct BatchTotals
{
    /// <summary>Contacts that had to wait.</summary>
    public double Waited;

    /// <summary>Contacts answered.</summary>
    public double Answered;

    /// <summary>Contacts answered within the target.</summary>
    public double AnsweredInTarget;

    /// <summary>Contacts that gave up within the target.</summary>
    public double AbandonedInTarget;

    /// <summary>Contacts that gave up within the short-abandon threshold.</summary>
    public double AbandonedShort;

    /// <summary>Contacts that found every line taken.</summary>
    public double Blocked;

    /// <summary>Σ wait of the answered, seconds.</summary>
    public double WaitAnswered;

    /// <summary>Σ wait of all, seconds.</summary>
    public double WaitAll;

    /// <summary>Σ handle time of the answered, seconds.</summary>
    public double Handling;

    /// <summary>Σ handle times drawn, of the unanswered too: its expectation is known.</summary>
    public double ServiceDrawn;

    /// <summary>Σ patience drawn: its expectation is known.</summary>
    public double PatienceDrawn;

    /// <summary>Contacts offered.</summary>
    public double Offered;

    /// <summary>Time from the batch's first arrival to the next batch's, seconds.</summary>
    public double Elapsed;

    public static BatchTotals operator +(in BatchTotals a, in BatchTotals b) => new()
    {
        Waited = a.Waited + b.Waited,
        Answered = a.Answered + b.Answered,
        AnsweredInTarget = a.AnsweredInTarget + b.AnsweredInTarget,
        AbandonedInTarget = a.AbandonedInTarget + b.AbandonedInTarget,
        AbandonedShort = a.AbandonedShort + b.AbandonedShort,
        Blocked = a.Blocked + b.Blocked,
        WaitAnswered = a.WaitAnswered + b.WaitAnswered,
        WaitAll = a.WaitAll + b.WaitAll,
        Handling = a.Handling + b.Handling,
        ServiceDrawn = a.ServiceDrawn + b.ServiceDrawn,
        PatienceDrawn = a.PatienceDrawn + b.PatienceDrawn,
        Offered = a.Offered + b.Offered,
        Elapsed = a.Elapsed + b.Elapsed,
    };

    /// <summary>
    /// The key figures of many batches: ratios of sums, with intervals over the batches; over whole lanes, which are independent, where
    /// batches are no longer than the queue's memory.
    /// </summary>
    /// <param name="model">The queue.</param>
    /// <param name="plan">How much was simulated.</param>
    /// <param name="batches">The first batch of every lane, then the second of every lane, and so on.</param>
    /// <param name="warmUpContacts">Contacts served before counting.</param>
    public static SingleQueueResult Summarize(
        SingleQueueModel model, SingleQueuePlan plan, IReadOnlyList<BatchTotals> batches, long warmUpContacts)
    {
        if (batches[0].Offered < SingleQueuePlan.MemoryOf(model)) batches = OfLanes(batches);
        var controlled = Controls(model, batches);
        Estimate Ratio(Func<BatchTotals, double> numerator, Func<BatchTotals, double> denominator) =>
            controlled.Of([.. batches.Select(numerator)], [.. batches.Select(denominator)], plan.Level);
        // A share of none or all contacts is as sure as there were stretches that have forgotten one another.
        var trials = Math.Max(batches.Count, (long)(batches.Sum(batch => batch.Offered) / SingleQueuePlan.MemoryOf(model)));
        Estimate Share(Func<BatchTotals, double> numerator, Func<BatchTotals, double> denominator, bool canHappen = true)
        {
            var estimate = Ratio(numerator, denominator);
            var share = Math.Clamp(estimate.Value, 0.0, 1.0);
            return canHappen && estimate.HalfWidth == 0 && (share is 0 or 1)
                ? new Estimate(share, ProportionInterval.UnanimousMargin(trials, plan.Level))
                : new Estimate(share, ProportionInterval.HalfWidth(share, estimate.HalfWidth, plan.Level));
        }

        return new SingleQueueResult
        {
            ProbabilityOfWaiting = Share(batch => batch.Waited, batch => batch.Offered),
            ServiceLevelOfOffered = Share(batch => batch.AnsweredInTarget, batch => batch.Offered - batch.AbandonedShort),
            ServiceLevelAbandonsIgnored = Share(batch => batch.AnsweredInTarget, batch => batch.Offered - batch.AbandonedInTarget),
            ServiceLevelOfAnswered = Share(batch => batch.AnsweredInTarget, batch => batch.Answered),
            ServiceLevelAbandonsCountedAsMet = Share(batch => batch.AnsweredInTarget + batch.AbandonedInTarget, batch => batch.Offered),
            AverageSpeedOfAnswer = Ratio(batch => batch.WaitAnswered, batch => batch.Answered),
            AverageWait = Ratio(batch => batch.WaitAll, batch => batch.Offered),
            AbandonmentRate = Share(
                batch => batch.Offered - batch.Answered - batch.Blocked - batch.AbandonedShort, batch => batch.Offered - batch.AbandonedShort,
                canHappen: model.Patience is not null),
            BlockingProbability = Share(batch => batch.Blocked, batch => batch.Offered, canHappen: model.Lines is not null),
            Occupancy = Share(batch => batch.Handling, batch => model.Agents * batch.Elapsed),
            OfferedLoad = model.OfferedLoad,
            Agents = model.Agents,
            Contacts = (long)batches.Sum(batch => batch.Offered),
            WarmUpContacts = warmUpContacts,
            Seed = plan.Seed,
        };
    }

    static BatchTotals[] OfLanes(IReadOnlyList<BatchTotals> batches)
    {
        var lanes = new BatchTotals[LaneDraws.Lanes];
        for (var i = 0; i < batches.Count; i++) lanes[i % lanes.Length] += batches[i];
        return lanes;
    }

    /// <summary>The load that chance drew: mean gap, handle time and patience of each batch beside their expectations.</summary>
    static ControlledRatio Controls(SingleQueueModel model, IReadOnlyList<BatchTotals> batches)
    {
        double[] Excess(Func<BatchTotals, double> mean, double expected) => [.. batches.Select(batch => mean(batch) / expected - 1.0)];
        var controls = new List<double[]>
        {
            Excess(batch => batch.Elapsed / batch.Offered, 1.0 / model.ArrivalRate),
            Excess(batch => batch.ServiceDrawn / batch.Offered, model.ServiceTime.Mean),
        };
        if (model.Patience is { Mean: > 0 and < double.PositiveInfinity } patience)
            controls.Add(Excess(batch => batch.PatienceDrawn / batch.Offered, patience.Mean));
        return new ControlledRatio(controls);
    }
}
