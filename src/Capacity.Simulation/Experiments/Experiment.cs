using System.Runtime.ExceptionServices;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Experiments;

/// <summary>How a scenario is simulated.</summary>
public sealed record ExperimentOptions
{
    /// <summary>Replications, at least 1.</summary>
    public int Replications { get; init; } = 100;
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Replications that a thread takes at a time.</summary>
    public int BlockSize { get; init; } = 16;
}

/// <summary>Where an experiment stands.</summary>
/// <param name="Replications">Replications folded, of <paramref name="Of"/>.</param>
/// <param name="Of">Replications asked for.</param>
/// <param name="ServiceLevel">Service level of all contacts so far, NaN before the first block.</param>
/// <param name="HalfWidth">Its 95 % half-width.</param>
/// <param name="ContactsPerSecond">Contacts of the replications folded, by the wall clock.</param>
public sealed record ExperimentProgress(int Replications, int Of, double ServiceLevel, double HalfWidth, double ContactsPerSecond);

/// <summary>Simulates a scenario on threads of its own and folds the blocks in their order.</summary>
public static class Experiment
{
    /// <summary>Compiles and simulates a scenario.</summary>
    public static ScenarioResult Run(
        Scenario scenario, ExperimentOptions? options = null, IProgress<ExperimentProgress>? progress = null,
        CancellationToken cancellationToken = default, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        var start = clock.GetTimestamp();
        var model = SimulationModel.Compile(scenario);
        var fold = Fold(model, options ?? new ExperimentOptions(), progress, cancellationToken, clock);
        return fold.Build(clock.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Simulates a compiled scenario and returns the fold, from which results and paired differences are built.</summary>
    public static ResultFold Fold(
        SimulationModel model, ExperimentOptions options, IProgress<ExperimentProgress>? progress = null,
        CancellationToken cancellationToken = default, TimeProvider? clock = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Replications, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BlockSize, 1);
        clock ??= TimeProvider.System;
        var start = clock.GetTimestamp();
        var fold = new ResultFold(model);
        using var blocks = new BlockQueue(model, options, cancellationToken);
        for (var next = 0; next < blocks.Count; next++)
        {
            fold.Add(blocks.Wait(next));
            var state = fold.Progress();
            var seconds = clock.GetElapsedTime(start).TotalSeconds;
            progress?.Report(new ExperimentProgress(
                state.Replications, options.Replications, state.ServiceLevel, state.HalfWidth, seconds > 0 ? state.Contacts / seconds : 0));
        }

        return fold;
    }

    /// <summary>Threads that compute numbered blocks, and the place where the folding thread waits for the next one.</summary>
    sealed class BlockQueue : IDisposable
    {
        readonly SimulationModel _model;
        readonly ExperimentOptions _options;
        readonly CancellationTokenSource _stop;
        readonly ReplicationBlock?[] _blocks;
        readonly List<Thread> _threads = [];
        readonly Lock _gate = new();
        readonly SemaphoreSlim _came = new(0);
        ExceptionDispatchInfo? _failure;
        int _next;

        public BlockQueue(SimulationModel model, ExperimentOptions options, CancellationToken cancellationToken)
        {
            (_model, _options) = (model, options);
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _blocks = new ReplicationBlock?[(options.Replications + options.BlockSize - 1) / options.BlockSize];
            for (var i = 0; i < Math.Clamp(options.Threads, 1, _blocks.Length); i++)
            {
                var thread = new Thread(Compute) { IsBackground = true, Name = $"replications {i}" };
                _threads.Add(thread);
                thread.Start();
            }
        }

        public int Count => _blocks.Length;

        /// <summary>Waits for a block; a failure of any thread is thrown here.</summary>
        public ReplicationBlock Wait(int number)
        {
            while (true)
            {
                lock (_gate)
                {
                    _failure?.Throw();
                    if (_blocks[number] is { } block)
                    {
                        _blocks[number] = null;
                        return block;
                    }
                }

                _came.Wait(_stop.Token);
            }
        }

        void Compute()
        {
            try
            {
                var replication = new Replication(_model);
                for (var number = Interlocked.Increment(ref _next) - 1; number < Count; number = Interlocked.Increment(ref _next) - 1)
                {
                    var first = number * _options.BlockSize;
                    var count = Math.Min(_options.BlockSize, _options.Replications - first);
                    var block = ContactEngine.Run(replication, _model, _options.Seed, first, count, _stop.Token);
                    lock (_gate)
                        _blocks[number] = block;
                    _came.Release();
                }
            }
            catch (Exception exception)
            {
                lock (_gate)
                    _failure ??= ExceptionDispatchInfo.Capture(exception);
                _came.Release();
            }
        }

        public void Dispose()
        {
            _stop.Cancel();
            foreach (var thread in _threads)
                thread.Join();
            _stop.Dispose();
            _came.Dispose();
        }
    }
}
