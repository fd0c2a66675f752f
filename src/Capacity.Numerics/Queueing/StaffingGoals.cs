namespace Capacity.Numerics.Queueing;

/// <summary>Which of the four service levels a goal is set on.</summary>
public enum ServiceLevelKind
{
    /// <summary>Answered within target ÷ (offered − short abandons).</summary>
    OfOffered,

    /// <summary>Answered within target ÷ (offered − abandoned within target).</summary>
    AbandonsIgnored,

    /// <summary>Answered within target ÷ answered.</summary>
    OfAnswered,

    /// <summary>(Answered + abandoned within target) ÷ offered.</summary>
    AbandonsCountedAsMet,
}

/// <summary>Goals that a number of agents has to meet all at once; those left out ask nothing.</summary>
public sealed record StaffingGoals
{
    /// <summary>Least service level, above 0 and below 1.</summary>
    public double? ServiceLevel { get; init; }

    /// <summary>The definition <see cref="ServiceLevel"/> is meant in.</summary>
    public ServiceLevelKind Kind { get; init; } = ServiceLevelKind.OfOffered;

    /// <summary>Largest abandonment rate, above 0.</summary>
    public double? Abandonment { get; init; }

    /// <summary>Largest average speed of answer in seconds, above 0.</summary>
    public double? SpeedOfAnswer { get; init; }

    /// <summary>Largest occupancy, above 0.</summary>
    public double? Occupancy { get; init; }

    /// <summary>Whether the figures meet every goal.</summary>
    /// <param name="kpis">The figures.</param>
    public bool AreMetBy(QueueKpis kpis)
    {
        ArgumentNullException.ThrowIfNull(kpis);
        return !(Of(kpis.ServiceLevels) < ServiceLevel) && !(kpis.AbandonmentRate > Abandonment)
            && !(kpis.AverageSpeedOfAnswer > SpeedOfAnswer) && !(kpis.Occupancy > Occupancy);
    }

    /// <summary>The service level in the goal's definition.</summary>
    /// <param name="levels">The four levels.</param>
    public double Of(ServiceLevels levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return Kind switch
        {
            ServiceLevelKind.OfOffered => levels.OfOffered,
            ServiceLevelKind.AbandonsIgnored => levels.AbandonsIgnored,
            ServiceLevelKind.OfAnswered => levels.OfAnswered,
            _ => levels.AbandonsCountedAsMet,
        };
    }

    internal void RefuseNonsense()
    {
        if (ServiceLevel is null && Abandonment is null && SpeedOfAnswer is null && Occupancy is null)
            throw new QueueRefusedException("No goal is given. Set a service level, an abandonment rate, a speed of answer or an occupancy.",
                "Aucun objectif n’est donné. Fixez un niveau de service, un taux d’abandon, un délai de réponse ou une occupation.");
        Check(ServiceLevel is null or > 0 and < 1, "service level", ServiceLevel, "strictly between 0 and 1; 1 asks for agents without end",
            "niveau de service", "strictement entre 0 et 1 ; 1 demanderait des agents sans fin");
        Check(Abandonment is null or > 0, "abandonment rate", Abandonment, "above 0; zero asks for agents without end",
            "taux d’abandon", "au-dessus de 0 ; zéro demanderait des agents sans fin");
        Check(SpeedOfAnswer is null or > 0, "speed of answer", SpeedOfAnswer, "in seconds, above 0; zero asks for agents without end",
            "délai de réponse", "en secondes, au-dessus de 0 ; zéro demanderait des agents sans fin");
        Check(Occupancy is null or > 0, "occupancy", Occupancy, "above 0; zero asks for agents without end",
            "occupation", "au-dessus de 0 ; zéro demanderait des agents sans fin");
    }

    static void Check(bool holds, string name, double? value, string range, string frenchName, string frenchRange)
    {
        if (!holds) throw new QueueRefusedException(
            FormattableString.Invariant($"The goal for {name} is {value}; it must be {range}."),
            FormattableString.Invariant($"L’objectif « {frenchName} » est {value} ; il faut : {frenchRange}."));
    }
}
