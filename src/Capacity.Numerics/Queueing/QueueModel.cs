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
        Positive(ArrivalRate, "arrival rate", "per second", "taux d’arrivée", "par seconde");
        Positive(MeanServiceTime, "mean service time", "in seconds", "temps de traitement moyen", "en secondes");
        if (MeanPatience is { } patience)
            Positive(patience, "mean patience", "in seconds, left out when nobody gives up", "patience moyenne", "en secondes, vide si personne n’abandonne");
        Check(Agents >= 1, "number of agents", Agents, "at least 1", "nombre d’agents", "au moins 1");
        Check(Target >= 0 && double.IsFinite(Target), "target", Target, "in seconds, zero or above", "seuil d’attente", "en secondes, zéro ou plus");
        Check(ShortAbandon >= 0 && double.IsFinite(ShortAbandon), "short-abandon threshold", ShortAbandon, "in seconds, zero or above",
            "seuil d’abandon court", "en secondes, zéro ou plus");
        Check(Lines is null || Lines >= Agents, "number of lines", Lines ?? 0,
            $"at least the number of agents ({Agents}): a contact in service holds a line too",
            "nombre de lignes", $"au moins le nombre d’agents ({Agents}) : un contact en cours occupe aussi une ligne");
    }

    /// <summary>Above zero, and neither so small nor so large that products and quotients of such figures leave the range of numbers.</summary>
    static void Positive(double value, string name, string unit, string frenchName, string frenchUnit) =>
        Check(value is >= 1e-100 and <= 1e100, name, value,
            unit + (value > 0 ? ", from 1e-100 to 1e100" : ", above zero"), frenchName, frenchUnit + (value > 0 ? ", de 1e-100 à 1e100" : ", au-dessus de zéro"));

    static void Check(bool holds, string name, double value, string range, string frenchName, string frenchRange)
    {
        if (!holds) throw new QueueRefusedException(
            FormattableString.Invariant($"The {name} is {value:R}; it must be {range}."),
            FormattableString.Invariant($"Pour « {frenchName} », {value:R} n’est pas possible ; il faut : {frenchRange}."));
    }
}
