using System.Runtime.ExceptionServices;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Experiments;

/// <summary>
/// Threads that compute the numbered blocks of one or several models in lock step, and the place where the folding thread waits for the
/// next one. Threads stay a few blocks ahead of it and no more, so memory does not grow when folding is slower.
/// </summary>
internal sealed class BlockSource : IDisposable
{
    readonly SimulationModel[] _models;
    readonly ExperimentOptions _options;
    readonly CancellationTokenSource _stop;
    readonly ReplicationBlock?[] _blocks;
    readonly List<Thread> _threads = [];
    readonly Lock _gate = new();
    readonly SemaphoreSlim _came = new(0);
    readonly SemaphoreSlim _mayCompute;
    ExceptionDispatchInfo? _failure;
    int _next;
    int _taken;

    public BlockSource(SimulationModel[] models, ExperimentOptions options, CancellationToken cancellationToken)
    {
        (_models, _options) = (models, options);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Rounds = (options.Replications + options.BlockSize - 1) / options.BlockSize;
        _blocks = new ReplicationBlock?[Rounds * models.Length];
        var threads = Math.Clamp(options.Threads, 1, _blocks.Length);
        _mayCompute = new SemaphoreSlim(3 * threads + models.Length);
        for (var i = 0; i < threads; i++)
        {
            var thread = new Thread(Compute) { IsBackground = true, Name = $"replications {i}" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Blocks of each model.</summary>
    public int Rounds { get; }

    /// <summary>Waits for the next block: the first of each model, then the second of each, …; a failure of any thread is thrown here.</summary>
    public ReplicationBlock Next()
    {
        while (true)
        {
            lock (_gate)
            {
                _failure?.Throw();
                if (_blocks[_taken] is { } block)
                {
                    _blocks[_taken++] = null;
                    _mayCompute.Release();
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
            var replications = new Replication?[_models.Length];
            for (var number = Take(); number < _blocks.Length; number = Take())
            {
                var which = number % _models.Length;
                var first = number / _models.Length * _options.BlockSize;
                var count = Math.Min(_options.BlockSize, _options.Replications - first);
                var replication = replications[which] ??= new Replication(_models[which]);
                var block = ContactEngine.Run(replication, _models[which], _options.Seed, _options.First + first, count, _stop.Token);
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

    int Take()
    {
        _mayCompute.Wait(_stop.Token);
        return Interlocked.Increment(ref _next) - 1;
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var thread in _threads)
            thread.Join();
        _stop.Dispose();
        _came.Dispose();
        _mayCompute.Dispose();
    }
}
