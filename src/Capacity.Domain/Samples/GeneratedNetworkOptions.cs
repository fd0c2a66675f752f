namespace Capacity.Domain.Samples;

/// <summary>Size, horizon and load of a generated operation; equal options give equal scenarios on every machine.</summary>
public sealed record GeneratedNetworkOptions
{
    /// <summary>Queues, 1 to 4,000; they stand in groups of four that share teams.</summary>
    public int Queues { get; init; } = 20;

    /// <summary>Teams per queue, above 0; 0.75 is a small operation, 5 that of an international one.</summary>
    public double TeamsPerQueue { get; init; } = 1.25;

    /// <summary>Simulated weeks, 1 to 130.</summary>
    public int Weeks { get; init; } = 13;

    /// <summary>Planning interval in minutes: 15, 30 or 60.</summary>
    public int IntervalMinutes { get; init; } = 30;

    /// <summary>Mean fresh contacts of a voice queue in an ordinary week; sizes are lognormal around it, other channels are smaller.</summary>
    public double ContactsPerWeek { get; init; } = 1_500;

    /// <summary>
    /// Expected work ÷ time of the people who are there, in an ordinary week and on average over groups: 0.7 is comfortable, 0.85 usual,
    /// above 1 drowns.
    /// </summary>
    public double Load { get; init; } = 0.85;

    /// <summary>Groups' loads spread evenly between (1 − this) and (1 + this) times <see cref="Load"/>.</summary>
    public double LoadSpread { get; init; } = 0.12;

    /// <summary>
    /// Fewest heads of a team: a queue with less work than that is served first by the people of another queue of its group, as a planner
    /// would have it. 0 gives every queue people of its own, also fractions of one.
    /// </summary>
    public double SmallestTeam { get; init; }

    /// <summary>Share (0–1) of teams that help no other queue than those they are there for.</summary>
    public double SpecialistShare { get; init; }

    /// <summary>Share (0–1) of groups that an event strikes in each quarter of a year.</summary>
    public double EventShare { get; init; } = 1.0 / 3;

    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// An operation as planners have them, for measuring accuracy: teams of five to some hundred people for one to four queues of their
    /// site, two thirds of them with a second line to help, loads around those at which service is between poor and good.
    /// </summary>
    public static GeneratedNetworkOptions Planned(ulong seed) => new()
    {
        IntervalMinutes = 15,
        ContactsPerWeek = 8_000,
        Load = 0.88,
        SmallestTeam = 5,
        SpecialistShare = 1.0 / 3,
        Seed = seed,
    };
}
