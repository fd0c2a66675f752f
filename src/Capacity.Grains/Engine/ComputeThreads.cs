using System.Collections.Concurrent;

namespace Capacity.Grains.Engine;

/// <summary>Threads that simulate, one per core and below normal priority, so that pages and grains answer while they work.</summary>
public sealed class ComputeThreads : IDisposable
{
    private readonly BlockingCollection<Action> work = [];

    public ComputeThreads(ComputeOptions options)
    {
        Count = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        for (var number = 1; number <= Count; number++)
        {
            Thread thread = new(Serve) { IsBackground = true, Name = $"compute {number}", Priority = ThreadPriority.BelowNormal };
            thread.Start();
        }
    }

    /// <summary>Computations that run at once.</summary>
    public int Count { get; }

    /// <summary>Runs a computation when a thread is free.</summary>
    public Task<T> RunAsync<T>(Func<T> compute, CancellationToken cancellationToken = default)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(
            () =>
            {
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    done.SetResult(compute());
                }
                catch (OperationCanceledException e)
                {
                    done.SetCanceled(e.CancellationToken);
                }
                catch (Exception e)
                {
                    done.SetException(e);
                }
            },
            CancellationToken.None);
        return done.Task;
    }

    public void Dispose() => work.CompleteAdding();

    private void Serve()
    {
        foreach (var compute in work.GetConsumingEnumerable()) compute();
    }
}

/// <summary>Settings of section <c>Compute</c>: how simulation uses this machine.</summary>
public sealed class ComputeOptions
{
    public const string SectionName = "Compute";

    /// <summary>Simulating threads of this process; 0: one per core.</summary>
    public int Threads { get; set; }

    /// <summary>Cores of the whole cluster, by which runs choose their number of workers; 0: those of this machine.</summary>
    public int ClusterCores { get; set; }

    /// <summary>Seconds after which a block is given to another worker. 1 to 3,600.</summary>
    public double BlockLeaseSeconds { get; set; } = 60;

    /// <summary>Workers of a run that does not say how many.</summary>
    public int Workers => ClusterCores > 0 ? ClusterCores : Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>Everything that is wrong with these settings, one sentence each, naming the key to set.</summary>
    public IEnumerable<string> Problems()
    {
        if (Threads is < 0 or > 1024) yield return $"{SectionName}:Threads is {Threads}: set it between 0 (one per core) and 1024.";
        if (ClusterCores is < 0 or > 10_000)
            yield return $"{SectionName}:ClusterCores is {ClusterCores}: set it between 0 (this machine's) and 10000.";
        if (!(BlockLeaseSeconds is >= 1 and <= 3600))
            yield return $"{SectionName}:BlockLeaseSeconds is {BlockLeaseSeconds}: set it between 1 and 3600.";
    }
}
