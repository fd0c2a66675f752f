using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;

namespace Capacity.Simulation.SingleQueue;

/// <summary>One queue in a steady interval, with any laws of handle time and patience: Poisson arrivals, first come first served.</summary>
public sealed record SingleQueueModel
{
    /// <summary>Arrivals per second, above zero.</summary>
    public required double ArrivalRate { get; init; }

    /// <summary>Law of the handle time, in seconds.</summary>
    public required Distribution ServiceTime { get; init; }

    /// <summary>Law of the patience, in seconds; null when nobody gives up.</summary>
    public Distribution? Patience { get; init; }

    /// <summary>Number of agents, at least 1.</summary>
    public required int Agents { get; init; }

    /// <summary>Target of the service level in seconds, zero or above.</summary>
    public double Target { get; init; } = 20;

    /// <summary>Abandonments within this many seconds count neither as offered nor as abandoned; 0 counts them all.</summary>
    public double ShortAbandon { get; init; }

    /// <summary>Lines for contacts in service and waiting together, at least <see cref="Agents"/>; null for no limit.</summary>
    public int? Lines { get; init; }

    /// <summary>Offered load in erlangs.</summary>
    public double OfferedLoad => ArrivalRate * ServiceTime.Mean;

    /// <summary>
    /// The queue of a stationary formula, with its exponential laws or with lognormal handle times of another coefficient of variation.
    /// </summary>
    /// <param name="model">The queue.</param>
    /// <param name="serviceVariation">Coefficient of variation of the handle time: 1 exponential, 0 constant, otherwise lognormal.</param>
    public static SingleQueueModel Of(QueueModel model, double serviceVariation = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new SingleQueueModel
        {
            ArrivalRate = model.ArrivalRate,
            ServiceTime = serviceVariation switch
            {
                1 => new ExponentialDistribution(model.MeanServiceTime),
                0 => new DeterministicDistribution(model.MeanServiceTime),
                _ => new LognormalDistribution(model.MeanServiceTime, serviceVariation),
            },
            Patience = model.MeanPatience is { } patience ? new ExponentialDistribution(patience) : null,
            Agents = model.Agents,
            Target = model.Target,
            ShortAbandon = model.ShortAbandon,
            Lines = model.Lines,
        };
    }

    internal void RefuseNonsense()
    {
        Check(ArrivalRate > 0 && double.IsFinite(ArrivalRate), "arrival rate", ArrivalRate, "per second, above zero", "taux d’arrivée", "par seconde, au-dessus de zéro");
        Check(double.IsFinite(ServiceTime.Mean) && ServiceTime.Mean > 0, "mean service time", ServiceTime.Mean, "in seconds, above zero",
            "temps de traitement moyen", "en secondes, au-dessus de zéro");
        Check(Agents is >= 1 and <= 1_000_000, "number of agents", Agents, "from 1 to 1,000,000", "nombre d’agents", "de 1 à 1 000 000");
        Check(Target >= 0, "target", Target, "in seconds, zero or above", "seuil d’attente", "en secondes, zéro ou plus");
        Check(ShortAbandon >= 0 && double.IsFinite(ShortAbandon), "short-abandon threshold", ShortAbandon, "in seconds, zero or above",
            "seuil d’abandon court", "en secondes, zéro ou plus");
        Check(Lines is null || Lines >= Agents, "number of lines", Lines ?? 0,
            $"at least the number of agents ({Agents}): a contact in service holds a line too",
            "nombre de lignes", $"au moins le nombre d’agents ({Agents}) : un contact en cours occupe aussi une ligne");
        var endless = Patience is null || double.IsPositiveInfinity(Patience.Mean);
        if (endless && Lines is null && OfferedLoad >= Agents) throw new StationarityException(OfferedLoad, Agents);
    }

    static void Check(bool holds, string name, double value, string range, string frenchName, string frenchRange)
    {
        if (!holds) throw new QueueRefusedException(
            FormattableString.Invariant($"The {name} is {value:R}; it must be {range}."),
            FormattableString.Invariant($"Pour « {frenchName} », {value:R} n’est pas possible ; il faut : {frenchRange}."));
    }
}
