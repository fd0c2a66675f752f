using System.Runtime.Intrinsics;
using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;
using Capacity.Numerics.Randomness;

namespace Capacity.Simulation.SingleQueue;

/// <summary>
/// Simulates one queue contact by contact: sixteen independent lanes of four batches each, so that the intervals rest on sixty-four
/// nearly independent batches, in short runs on the sixteen lanes. The figures depend on model, contacts, seed and warm-up only, never on the machine.
/// </summary>
public static class SingleQueueSimulation
{
    internal const int BatchesPerLane = 4;
    const int Lanes = LaneDraws.Lanes;
    const int Stretch = 64;

    /// <summary>
    /// Runs the simulation on the calling thread: in lanes of vectors where the processor has them, with very many agents in scalar code,
    /// with a limit of lines contact by contact. The figures are the same, bit for bit, whichever it is.
    /// </summary>
    /// <param name="model">The queue.</param>
    /// <param name="plan">How much, from which seed.</param>
    /// <param name="cancellation">Stops the run between stretches of contacts.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    /// <exception cref="QueueRefusedException">Model or plan make no sense; the message says what and why.</exception>
    public static SingleQueueResult Run(
        SingleQueueModel model, SingleQueuePlan plan, CancellationToken cancellation = default, IProgress<double>? progress = null)
    {
        Check(model, plan);
        if (model.Lines is not null) return RunContactByContact(model, plan, cancellation, progress);
        return model.Agents <= LaneKernel.MostAgents && Vector256.IsHardwareAccelerated
            ? RunLanes(model, plan, cancellation, progress)
            : RunScalar(model, plan, cancellation, progress);
    }

    static void Check(SingleQueueModel model, SingleQueuePlan plan)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(plan);
        model.RefuseNonsense();
        plan.RefuseNonsense();
    }

    /// <summary>Contacts in a batch: a multiple of four, since so many share a pass over the agents and two blocks of random bits.</summary>
    static int BatchSize(SingleQueueModel model, SingleQueuePlan plan)
    {
        const int unit = 4 * Lanes * BatchesPerLane;
        return checked((int)(4 * ((plan.ContactsOf(model) + unit - 1) / unit)));
    }

    static SingleQueueResult RunLanes(
        SingleQueueModel model, SingleQueuePlan plan, CancellationToken cancellation, IProgress<double>? progress)
    {
        var run = new LaneRun(model, plan.Seed);
        var (warmUp, size) = (plan.WarmUpOf(model), BatchSize(model, plan));
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
        readonly double[] _buffer = new double[4 * Place];

        /// <summary>Places of the four buffers are no multiple of 4 KB apart, which a processor would take for one another.</summary>
        const int Place = Stretch * Lanes + 5 * Lanes;

        public void Serve(int contacts, CancellationToken cancellation)
        {
            for (var left = contacts; left > 0; left -= Stretch)
            {
                cancellation.ThrowIfCancellationRequested();
                var length = Math.Min(left, Stretch) * Lanes;
                var gaps = _buffer.AsSpan(0, length);
                var services = _buffer.AsSpan(Place, length);
                var patiences = _buffer.AsSpan(2 * Place, length);
                var waits = _buffer.AsSpan(3 * Place, length);
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

    /// <summary>The same run in scalar code, one lane after the other, without a limit of lines.</summary>
    /// <param name="model">The queue.</param>
    /// <param name="plan">How much, from which seed.</param>
    /// <param name="cancellation">Stops the run between stretches of contacts.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    public static SingleQueueResult RunScalar(
        SingleQueueModel model, SingleQueuePlan plan, CancellationToken cancellation = default, IProgress<double>? progress = null)
    {
        Check(model, plan);
        if (model.Lines is not null) throw new QueueRefusedException("The scalar engine knows no limit of lines; leave the number of lines out.");
        return RunLaneByLane(model, plan, lane => new ScalarRun(model, plan.Seed, lane).Serve, cancellation, progress);
    }

    /// <summary>
    /// The same run, one contact after the other, in the form that is easy to read: the engine where lines are limited, and the reference
    /// that the others are compared with, to the last bit.
    /// </summary>
    /// <param name="model">The queue.</param>
    /// <param name="plan">How much, from which seed.</param>
    /// <param name="cancellation">Stops the run between stretches of contacts.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    public static SingleQueueResult RunContactByContact(
        SingleQueueModel model, SingleQueuePlan plan, CancellationToken cancellation = default, IProgress<double>? progress = null)
    {
        Check(model, plan);
        return RunLaneByLane(model, plan, lane => new ContactRun(model, plan.Seed, lane).Serve, cancellation, progress);
    }

    static SingleQueueResult RunLaneByLane(
        SingleQueueModel model, SingleQueuePlan plan, Func<uint, Func<int, CancellationToken, BatchTotals>> start,
        CancellationToken cancellation, IProgress<double>? progress)
    {
        var (warmUp, size) = (plan.WarmUpOf(model), BatchSize(model, plan));
        var batches = new BatchTotals[Lanes * BatchesPerLane];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var serve = start((uint)lane);
            serve(warmUp, cancellation);
            for (var batch = 0; batch < BatchesPerLane; batch++)
            {
                batches[batch * Lanes + lane] = serve(size, cancellation);
                progress?.Report((lane * BatchesPerLane + batch + 1.0) / batches.Length);
            }
        }

        return BatchTotals.Summarize(model, plan, batches, (long)warmUp * Lanes);
    }

    /// <summary>One lane in scalar code, with its buffers.</summary>
    sealed class ScalarRun(SingleQueueModel model, ulong seed, uint lane)
    {
        const int Stretch = 512;

        readonly ScalarDraws _gaps = new(seed, StreamPurpose.Arrivals, lane, new ExponentialDistribution(1.0 / model.ArrivalRate));
        readonly ScalarDraws _services = new(seed, StreamPurpose.HandleTime, lane, model.ServiceTime);
        readonly ScalarDraws _patiences = new(seed, StreamPurpose.Patience, lane, model.Patience);
        readonly ScalarKernel _kernel = new(model.Agents);
        readonly ScalarTotals _totals = new(model.Target, model.ShortAbandon);
        readonly double[][] _buffers = [new double[Stretch], new double[Stretch], new double[Stretch], new double[Stretch]];

        public BatchTotals Serve(int contacts, CancellationToken cancellation)
        {
            for (var left = contacts; left > 0; left -= Stretch)
            {
                if (left % (128 * Stretch) < Stretch) cancellation.ThrowIfCancellationRequested();
                var length = Math.Min(left, Stretch);
                var gaps = _buffers[0].AsSpan(0, length);
                var services = _buffers[1].AsSpan(0, length);
                var patiences = _buffers[2].AsSpan(0, length);
                var waits = _buffers[3].AsSpan(0, length);
                _gaps.Fill(gaps);
                _services.Fill(services);
                _patiences.Fill(patiences);
                _kernel.Advance(gaps, services, patiences, waits);
                _totals.Add(waits, services, patiences);
            }

            var totals = _totals.Take(contacts, _kernel.Clock);
            _kernel.Rebase();
            return totals;
        }
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
