using System.Collections.Immutable;
using Orleans.Storage;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>How a call mixes with the others of its activation.</summary>
internal enum CallMixing
{
    Exclusive,
    ReadOnly,
    Interleaving,
}

/// <summary>One message to a grain, from its sending to its end.</summary>
internal abstract class GrainCall(CallMixing mixing)
{
    private readonly ImmutableDictionary<string, object>? _context = RequestContext.Export();

    /// <summary>Neighbors in the activation's list of unfinished calls.</summary>
    internal GrainCall? Previous { get; set; }

    internal GrainCall? Following { get; set; }

    public CallMixing Mixing { get; set; } = mixing;

    /// <summary>The place in the activation's queue.</summary>
    public long Number { get; set; }

    /// <summary>The timestamp after which nobody waits any more.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>The activation that has the call; null before it arrives.</summary>
    public Activation? Activation { get; set; }

    /// <summary>The call concerns this activation only and does not move on to the next one.</summary>
    public virtual bool IsLocalOnly => false;

    /// <summary>The call counts as use of the grain.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>The caller has an answer, or has stopped waiting for one.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Ends the call for the caller with a fault.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Ends the call for the caller because its time is up.</summary>
    public abstract void TimeOut();

    /// <summary>The first turn of the call, on the activation's scheduler.</summary>
    public void Begin()
    {
        RequestContext.Import(_context);
        Task running;
        try
        {
            running = InvokeAsync(Activation!.Instance);
        }
        catch (Exception exception)
        {
            running = Task.FromException(exception);
        }

        if (running.IsCompletedSuccessfully)
        {
            Activation!.Finish(this);
        }
        else
        {
            _ = EndAsync(running);
        }
    }

    /// <summary>Runs the grain's code and gives the answer to the caller.</summary>
    protected abstract Task InvokeAsync(object grain);

    private async Task EndAsync(Task running)
    {
        try
        {
            await running;
        }
        catch (Exception exception)
        {
            if (exception is InconsistentStateException { IsSourceActivation: true } inconsistent)
            {
                inconsistent.IsSourceActivation = false;
                Activation!.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, exception, "The stored state is newer."));
            }

            Fail(exception);
        }
        finally
        {
            Activation!.Finish(this);
        }
    }
}
