using Capacity.Numerics.Estimation;
using Capacity.Numerics.Queueing;

namespace Capacity.Simulation.SingleQueue;

/// <summary>Simulated key figures, each with the half-width of its confidence interval. Definitions as in <see cref="QueueKpis"/>.</summary>
public sealed record SingleQueueResult
{
    /// <summary>Share of offered contacts that have to wait.</summary>
    public required Estimate ProbabilityOfWaiting { get; init; }

    /// <summary>Answered within target ÷ (offered − short abandons).</summary>
    public required Estimate ServiceLevelOfOffered { get; init; }

    /// <summary>Answered within target ÷ (offered − abandoned within target).</summary>
    public required Estimate ServiceLevelAbandonsIgnored { get; init; }

    /// <summary>Answered within target ÷ answered.</summary>
    public required Estimate ServiceLevelOfAnswered { get; init; }

    /// <summary>(Answered + abandoned within target) ÷ offered.</summary>
    public required Estimate ServiceLevelAbandonsCountedAsMet { get; init; }

    /// <summary>Mean wait of answered contacts, seconds.</summary>
    public required Estimate AverageSpeedOfAnswer { get; init; }

    /// <summary>Mean wait of all offered contacts, seconds.</summary>
    public required Estimate AverageWait { get; init; }

    /// <summary>(Abandoned − short abandons) ÷ (offered − short abandons).</summary>
    public required Estimate AbandonmentRate { get; init; }

    /// <summary>Share of offered contacts that find every line taken.</summary>
    public required Estimate BlockingProbability { get; init; }

    /// <summary>Share of the agents' time spent handling.</summary>
    public required Estimate Occupancy { get; init; }

    /// <summary>Offered load of the model in erlangs, not estimated.</summary>
    public required double OfferedLoad { get; init; }

    /// <summary>Number of agents.</summary>
    public required int Agents { get; init; }

    /// <summary>Contacts counted, warm-up left out.</summary>
    public required long Contacts { get; init; }

    /// <summary>Contacts served before counting, in all lanes together.</summary>
    public required long WarmUpContacts { get; init; }

    /// <summary>Seed of the run.</summary>
    public required ulong Seed { get; init; }
}
