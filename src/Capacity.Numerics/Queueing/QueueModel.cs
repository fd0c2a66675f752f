namespace Capacity.Numerics.Queueing;

/// <summary>One queue in a steady interval: Poisson arrivals, equal agents, first come first served. Times in seconds.</summary>
public sealed record QueueModel
{
    /// <summary>Arrivals per second λ, above zero.</summary>
    public required double ArrivalRate { get; init; }

    /// <summary>Mean handle time 1/μ in seconds, above zero.</summary>
    public required double MeanServiceTime { get; init; }

    /// <summary>Mean patience 1/θ in seconds, above zero; null when nobody gives up.</summary>
    public double? MeanPatience { get; init; }

    /// <summary>Number of agents n, at least 1.</summary>
    public int Agents { get; init; } = 1;

    /// <summary>Target T of the service level in seconds, zero or above.</summary>
    public double Target { get; init; } = 20;

    /// <summary>Abandonments within this many seconds count neither as offered nor as abandoned; 0 counts them all.</summary>
    public double ShortAbandon { get; init; }

    /// <summary>Lines: places for contacts in service and waiting together, at least <see cref="Agents"/>; null for no limit.</summary>
    public int? Lines { get; init; }

    /// <summary>Offered load a = λ/μ in erlangs.</summary>
    public double OfferedLoad => ArrivalRate * MeanServiceTime;

    internal void RefuseNonsense()
    {
        Check(ArrivalRate > 0 && double.IsFinite(ArrivalRate), "arrival rate", ArrivalRate, "per second, above zero", "taux d’arrivée", "par seconde, au-dessus de zéro");
        Check(MeanServiceTime > 0 && double.IsFinite(MeanServiceTime), "mean service time", MeanServiceTime, "in seconds, above zero",
            "temps de traitement moyen", "en secondes, au-dessus de zéro");
        Check(MeanPatience is null or > 0 && !double.IsInfinity(MeanPatience ?? 1), "mean patience", MeanPatience ?? 0,
            "in seconds, above zero, or left out when nobody gives up",
            "patience moyenne", "en secondes, au-dessus de zéro, ou vide si personne n’abandonne");
        Check(Agents >= 1, "number of agents", Agents, "at least 1", "nombre d’agents", "au moins 1");
        Check(Target >= 0 && double.IsFinite(Target), "target", Target, "in seconds, zero or above", "seuil d’attente", "en secondes, zéro ou plus");
        Check(ShortAbandon >= 0 && double.IsFinite(ShortAbandon), "short-abandon threshold", ShortAbandon, "in seconds, zero or above",
            "seuil d’abandon court", "en secondes, zéro ou plus");
        Check(Lines is null || Lines >= Agents, "number of lines", Lines ?? 0,
            $"at least the number of agents ({Agents}): a contact in service holds a line too",
            "nombre de lignes", $"au moins le nombre d’agents ({Agents}) : un contact en cours occupe aussi une ligne");
    }

    static void Check(bool holds, string name, double value, string range, string frenchName, string frenchRange)
    {
        if (!holds) throw new QueueRefusedException(
            FormattableString.Invariant($"The {name} is {value:R}; it must be {range}."),
            FormattableString.Invariant($"Pour « {frenchName} », {value:R} n’est pas possible ; il faut : {frenchRange}."));
    }
}
