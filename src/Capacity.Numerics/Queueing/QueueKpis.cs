namespace Capacity.Numerics.Queueing;

/// <summary>The four service levels in use, on one target; which one is meant must always be said (Jouini, Koole, Roubos 2013).</summary>
/// <param name="OfOffered">Answered within target ÷ (offered − short abandons): the default definition.</param>
/// <param name="AbandonsIgnored">Answered within target ÷ (offered − abandoned within target).</param>
/// <param name="OfAnswered">Answered within target ÷ answered.</param>
/// <param name="AbandonsCountedAsMet">(Answered + abandoned within target) ÷ offered.</param>
public sealed record ServiceLevels(double OfOffered, double AbandonsIgnored, double OfAnswered, double AbandonsCountedAsMet);

/// <summary>Steady-state figures of one queue, each with one numerator and one denominator. Times in seconds, shares from 0 to 1.</summary>
public sealed record QueueKpis
{
    /// <summary>Share of offered contacts that have to wait (neither answered at once nor blocked).</summary>
    public required double ProbabilityOfWaiting { get; init; }

    /// <summary>The service levels on the model's target; blocked contacts are offered.</summary>
    public required ServiceLevels ServiceLevels { get; init; }

    /// <summary>Mean wait of answered contacts.</summary>
    public required double AverageSpeedOfAnswer { get; init; }

    /// <summary>Mean wait of all offered contacts, answered or not.</summary>
    public required double AverageWait { get; init; }

    /// <summary>Mean wait of contacts that gave up; 0 when none does.</summary>
    public required double AverageWaitOfAbandoned { get; init; }

    /// <summary>(Abandoned − short abandons) ÷ (offered − short abandons).</summary>
    public required double AbandonmentRate { get; init; }

    /// <summary>Share of offered contacts that give up within the target.</summary>
    public required double AbandonedWithinTarget { get; init; }

    /// <summary>Share of offered contacts still waiting when the target passes.</summary>
    public required double WaitingBeyondTarget { get; init; }

    /// <summary>Share of offered contacts that find every line taken.</summary>
    public required double BlockingProbability { get; init; }

    /// <summary>Share of the agents' time spent handling.</summary>
    public required double Occupancy { get; init; }

    /// <summary>Mean number of contacts waiting.</summary>
    public required double AverageQueueLength { get; init; }

    /// <summary>Offered load in erlangs.</summary>
    public required double OfferedLoad { get; init; }

    /// <summary>Number of agents.</summary>
    public required int Agents { get; init; }
}

/// <summary>Shares of offered contacts and mean waits from which every key figure follows.</summary>
struct OfferedShares
{
    /// <summary>Had to wait.</summary>
    public double Waited;

    /// <summary>Gave up, at any time.</summary>
    public double Abandoned;

    /// <summary>Gave up within the target.</summary>
    public double AbandonedInTarget;

    /// <summary>Gave up within the short-abandon threshold.</summary>
    public double AbandonedShort;

    /// <summary>Were answered within the target, at once included.</summary>
    public double AnsweredInTarget;

    /// <summary>Found every line taken.</summary>
    public double Blocked;

    /// <summary>Σ wait of answered ÷ offered, seconds.</summary>
    public double WaitAnswered;

    /// <summary>Σ wait of all ÷ offered, seconds.</summary>
    public double WaitAll;

    /// <summary>The one place where key figures are made of shares.</summary>
    public readonly QueueKpis ToKpis(QueueModel model)
    {
        var answered = 1.0 - Abandoned - Blocked;
        var counted = 1.0 - AbandonedShort;
        return new QueueKpis
        {
            ProbabilityOfWaiting = Share(Waited),
            ServiceLevels = new ServiceLevels(
                Share(AnsweredInTarget / counted),
                Share(AnsweredInTarget / (1.0 - AbandonedInTarget)),
                answered > 0 ? Share(AnsweredInTarget / answered) : 0,
                Share(AnsweredInTarget + AbandonedInTarget)),
            AverageSpeedOfAnswer = answered > 0 ? WaitAnswered / answered : 0,
            AverageWait = WaitAll,
            AverageWaitOfAbandoned = Abandoned > 0 ? Math.Max(0, WaitAll - WaitAnswered) / Abandoned : 0,
            AbandonmentRate = Share((Abandoned - AbandonedShort) / counted),
            AbandonedWithinTarget = Share(AbandonedInTarget),
            WaitingBeyondTarget = Share(1.0 - Blocked - AnsweredInTarget - AbandonedInTarget),
            BlockingProbability = Share(Blocked),
            Occupancy = Share(model.OfferedLoad * answered / model.Agents),
            AverageQueueLength = model.ArrivalRate * WaitAll,
            OfferedLoad = model.OfferedLoad,
            Agents = model.Agents,
        };
    }

    static double Share(double value) => Math.Clamp(value, 0.0, 1.0);
}
