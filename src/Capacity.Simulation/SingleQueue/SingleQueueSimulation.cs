using Capacity.Numerics.Distributions;
using Capacity.Numerics.Randomness;

namespace Capacity.Simulation.SingleQueue;

/// <summary>
/// Simulates one queue contact by contact: sixteen independent lanes of four batches each, so that the intervals rest on sixty-four
/// nearly independent batches. The figures depend on model, contacts, seed and warm-up only, never on the machine.
/// </summary>
public static class SingleQueueSimulation
{
    internal const int BatchesPerLane = 4;
    const int Lanes = LaneDraws.Lanes;
    const int Stretch = 64;

    /// <summary>Runs the simulation on the calling thread.</summary>
    /// <param name="model">The queue.</param>
    /// <param name="plan">How much, from which seed.</param>
    /// <param name="cancellation">Stops the run between stretches of contacts.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    /// <exception cref="Capacity.Numerics.Queueing.QueueRefusedException">Model or plan make no sense; the message says what and why.</exception>
    public static SingleQueueResult Run(
        SingleQueueModel model, SingleQueuePlan plan, CancellationToken cancellation = default, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(plan);
        model.RefuseNonsense();
        plan.RefuseNonsense();
        return model.Lines is null && model.Agents <= LaneKernel.MostAgents
            ? RunLanes(model, plan, cancellation, progress)
            : RunContactByContact(model, plan, cancellation, progress);
    }

    /// <summary>Contacts in a batch: even, since each block of random bits serves two.</summary>
    static int BatchSize(SingleQueuePlan plan)
    {
        const int unit = 2 * Lanes * BatchesPerLane;
        return checked((int)(2 * ((plan.Contacts + unit - 1) / unit)));
    }

    static SingleQueueResult RunLanes(
        SingleQueueModel model, SingleQueuePlan plan, CancellationToken cancellation, IProgress<double>? progress)
    {
        var run = new LaneRun(model, plan.Seed);
        var (warmUp, size) = (plan.WarmUpOf(model), BatchSize(plan));
        run.Serve(warmUp, cancellation);
        run.CloseBatch(warmUp);
        var batches = new List<BatchTotals>();
        for (var batch = 0; batch < BatchesPerLane; batch++)
        {
            for (var left = size; left > 0; left -= Portion)
            {
                run.Serve(Math.Min(left, Portion), cancellation);
                progress?.Report((batch + 1 - Math.Max(0, left - Portion) / (double)size) / BatchesPerLane);
            }

            batches.AddRange(run.CloseBatch(size));
        }

        return BatchTotals.Summarize(model, plan, batches, (long)warmUp * Lanes);
    }

    const int Portion = 65_536;

    /// <summary>The lanes of one run, with their buffers.</summary>
    sealed class LaneRun(SingleQueueModel model, ulong seed)
    {
        readonly LaneDraws _gaps = new(seed, StreamPurpose.Arrivals, new ExponentialDistribution(1.0 / model.ArrivalRate));
        readonly LaneDraws _services = new(seed, StreamPurpose.HandleTime, model.ServiceTime);
        readonly LaneDraws _patiences = new(seed, StreamPurpose.Patience, model.Patience);
        readonly LaneKernel _kernel = new(model.Agents);
        readonly LaneTotals _totals = new(model.Target, model.ShortAbandon);
        readonly double[] _buffer = new double[4 * Stretch * Lanes];

        public void Serve(int contacts, CancellationToken cancellation)
        {
            for (var left = contacts; left > 0; left -= Stretch)
            {
                cancellation.ThrowIfCancellationRequested();
                var length = Math.Min(left, Stretch) * Lanes;
                var gaps = _buffer.AsSpan(0, length);
                var services = _buffer.AsSpan(Stretch * Lanes, length);
                var patiences = _buffer.AsSpan(2 * Stretch * Lanes, length);
                var waits = _buffer.AsSpan(3 * Stretch * Lanes, length);
                _gaps.Fill(gaps);
                _services.Fill(services);
                _patiences.Fill(patiences);
                _kernel.Advance(gaps, services, patiences, waits);
                _totals.Add(waits, services, patiences);
            }
        }

        public BatchTotals[] CloseBatch(int offered)
        {
            var batch = new BatchTotals[Lanes];
            for (var lane = 0; lane < Lanes; lane++) batch[lane] = _totals.Of(lane, offered, _kernel.Clock[lane]);
            _totals.Clear();
            _kernel.Rebase();
            return batch;
        }
    }

    /// <summary>
    /// The same run, one contact after the other: the engine where lines are limited or agents very many, and the reference that the
    /// lanes are compared with, to the last bit.
    /// </summary>
    /// <param name="model">The queue.</param>
    /// <param name="plan">How much, from which seed.</param>
    /// <param name="cancellation">Stops the run between stretches of contacts.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    public static SingleQueueResult RunContactByContact(
        SingleQueueModel model, SingleQueuePlan plan, CancellationToken cancellation = default, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(plan);
        var (warmUp, size) = (plan.WarmUpOf(model), BatchSize(plan));
        var batches = new BatchTotals[Lanes * BatchesPerLane];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var run = new ContactRun(model, plan.Seed, (uint)lane);
            run.Serve(warmUp, cancellation);
            for (var batch = 0; batch < BatchesPerLane; batch++)
            {
                batches[batch * Lanes + lane] = run.Serve(size, cancellation);
                progress?.Report((lane * BatchesPerLane + batch + 1.0) / batches.Length);
            }
        }

        return BatchTotals.Summarize(model, plan, batches, (long)warmUp * Lanes);
    }

    /// <summary>One lane, contact by contact.</summary>
    sealed class ContactRun(SingleQueueModel model, ulong seed, uint lane)
    {
        readonly ContactRecursion _queue = new(model.Agents, model.Lines);
        RandomStream _gaps = RandomStream.For(seed, 0, StreamPurpose.Arrivals, lane);
        RandomStream _services = RandomStream.For(seed, 0, StreamPurpose.HandleTime, lane);
        RandomStream _patiences = RandomStream.For(seed, 0, StreamPurpose.Patience, lane);

        public BatchTotals Serve(int contacts, CancellationToken cancellation)
        {
            var totals = new BatchTotals { Offered = contacts };
            var clock = 0.0;
            for (var i = 0; i < contacts; i++)
            {
                if (i % Portion == 0) cancellation.ThrowIfCancellationRequested();
                clock += _gaps.NextExponential(1.0 / model.ArrivalRate);
                var service = model.ServiceTime.Sample(ref _services);
                var patience = model.Patience?.Sample(ref _patiences) ?? double.PositiveInfinity;
                totals.ServiceDrawn += service;
                totals.PatienceDrawn += patience;
                Count(ref totals, _queue.Offer(clock, service, patience), service);
            }

            _queue.Rebase(clock);
            totals.Elapsed = clock;
            return totals;
        }

        void Count(ref BatchTotals totals, (ContactFate Fate, double Wait) contact, double service)
        {
            var (fate, wait) = contact;
            if (fate == ContactFate.Blocked)
            {
                totals.Blocked++;
                return;
            }

            totals.WaitAll += wait;
            if (fate == ContactFate.Abandoned)
            {
                totals.Waited++;
                if (wait <= model.Target) totals.AbandonedInTarget++;
                if (wait <= model.ShortAbandon) totals.AbandonedShort++;
                return;
            }

            if (wait > 0) totals.Waited++;
            totals.Answered++;
            if (wait <= model.Target) totals.AnsweredInTarget++;
            totals.WaitAnswered += wait;
            totals.Handling += service;
        }
    }
}
