using System.Diagnostics;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>Runs the turns of one activation, continuations included, one after the other on the thread pool.</summary>
internal sealed class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    // After this long the thread goes back to the pool, so that one busy grain does not starve the others.
    private static readonly long Quantum = Stopwatch.Frequency / 40;

    [ThreadStatic]
    private static TurnScheduler? _runningHere;

    private readonly Queue<object> _turns = new();
    private bool _scheduled;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Appends the first turn of a call.</summary>
    public void Enqueue(GrainCall call) => Append(call);

    /// <summary>Appends an action as a turn of its own.</summary>
    public void Enqueue(Action action) => Append(action);

    public void Execute()
    {
        _runningHere = this;
        var until = Stopwatch.GetTimestamp() + Quantum;
        try
        {
            while (Next() is { } turn)
            {
                Run(turn);
                if (Stopwatch.GetTimestamp() > until)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }
            }
        }
        finally
        {
            _runningHere = null;
        }
    }

    protected override void QueueTask(Task task) => Append(task);

    // Inlining is allowed where the thread already runs this activation: the turn it continues is the one that runs.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && _runningHere == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_turns)
        {
            return _turns.OfType<Task>().ToArray();
        }
    }

    private void Run(object turn)
    {
        // A task made here, not where the call was sent, captures none of the sender's context.
        switch (turn)
        {
            case Task task:
                TryExecuteTask(task);
                break;
            case GrainCall call:
                new Task(static call => ((GrainCall)call!).Begin(), call).RunSynchronously(this);
                break;
            case Action action:
                new Task(action).RunSynchronously(this);
                break;
        }
    }

    private object? Next()
    {
        lock (_turns)
        {
            if (_turns.TryDequeue(out var turn))
            {
                return turn;
            }

            _scheduled = false;
            return null;
        }
    }

    private void Append(object turn)
    {
        lock (_turns)
        {
            _turns.Enqueue(turn);
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
