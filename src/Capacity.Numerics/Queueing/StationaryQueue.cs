namespace Capacity.Numerics.Queueing;

/// <summary>The stationary formulas a person can choose between.</summary>
public enum QueueMethod
{
    /// <summary>Busy means lost.</summary>
    ErlangB,

    /// <summary>Everybody waits.</summary>
    ErlangC,

    /// <summary>People give up.</summary>
    ErlangA,
}

/// <summary>One door to the stationary formulas, for the command line and the calculator.</summary>
public static class StationaryQueue
{
    /// <summary>Every key figure of the queue.</summary>
    /// <param name="method">The formula.</param>
    /// <param name="model">The queue.</param>
    /// <exception cref="QueueRefusedException">The question has no answer; the message says why and what to do.</exception>
    public static QueueKpis Evaluate(QueueMethod method, QueueModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return method switch
        {
            QueueMethod.ErlangB => ErlangB.Evaluate(model),
            QueueMethod.ErlangC => ErlangC.Evaluate(model),
            QueueMethod.ErlangA => ErlangA.Evaluate(model),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such formula."),
        };
    }
}
