namespace Capacity.Numerics.Queueing;

/// <summary>A question that has no answer as asked: the message says what was asked, why it is refused and how to mend it.</summary>
public class QueueRefusedException : Exception
{
    /// <summary>Makes the refusal.</summary>
    /// <param name="message">What was asked, why it is refused, what to do.</param>
    public QueueRefusedException(string message)
        : base(message)
    {
    }
}

/// <summary>A stationary formula was asked where no stationary state exists: load at or above the agents and nobody gives up.</summary>
public sealed class StationarityException : QueueRefusedException
{
    /// <summary>Makes the refusal.</summary>
    /// <param name="offeredLoad">Offered load in erlangs.</param>
    /// <param name="agents">Number of agents.</param>
    public StationarityException(double offeredLoad, int agents)
        : base(FormattableString.Invariant(
            $"Erlang C has no answer at an offered load of {offeredLoad:0.####} erlangs with {agents} agents: without abandonment the queue grows without end unless agents exceed the load. Give more than {Math.Floor(offeredLoad):0} agents, or state a patience and use Erlang A, or a number of lines."))
    {
        OfferedLoad = offeredLoad;
        Agents = agents;
    }

    /// <summary>Offered load in erlangs.</summary>
    public double OfferedLoad { get; }

    /// <summary>Number of agents.</summary>
    public int Agents { get; }
}
