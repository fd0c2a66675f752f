using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Samples;

/// <summary>
/// The worked example: "Horizons", an invented French holiday operator, seen from 20 March 2020. Resorts closed on 14 March, the
/// lockdown began on 17 March, 48,000 bookings were cancelled on 16 March: the refund desk drowns while the activity teams are
/// on short-time work.
/// </summary>
/// <remarks>
/// The organization and its volumes are ours (FIELD grade A) and sized so that an ordinary week is comfortable; what happens to
/// them carries its source where a source was found. One replication of 13 weeks has 200,000 to 400,000 contacts.
/// </remarks>
public static class Horizons
{
    /// <summary>The Monday on which the bookings were cancelled and the simulation starts.</summary>
    public static readonly LocalDate Start = new(2020, 3, 16);

    /// <summary>The day from which the example looks forward.</summary>
    public static readonly LocalDate AsOf = new(2020, 3, 20);

    /// <summary>The organization, with the public holidays of so many weeks from <see cref="Start"/>.</summary>
    public static Network Network(int weeks = 13) => HorizonsNetwork.Create(new HorizonsHours(Start, weeks));

    /// <summary>The scenario without any decision taken; 80 weeks reach the end of the 18-month vouchers.</summary>
    public static Scenario Scenario(int weeks = 13) => new()
    {
        Id = "horizons",
        Name = LocalizedText.Of("Horizons, printemps 2020", "Horizons, spring 2020"),
        AsOf = AsOf,
        Start = Start,
        Weeks = weeks,
        IntervalMinutes = 30,
        Network = Network(weeks),
        Baselines = HorizonsBaselines.All(),
        Announcements = HorizonsCrisis.Announcements(),
        Suppressions = HorizonsCrisis.Suppressions(),
        Cohorts = HorizonsCrisis.Cohorts(),
        Obligations = HorizonsCrisis.Obligations(),
        Furloughs = HorizonsCrisis.Furloughs(),
        AbsenceWaves = HorizonsCrisis.AbsenceWaves(),
        OpeningBacklogs = HorizonsCrisis.OpeningBacklogs(),
        CommonDailyVariation = 0.05,
        GoalProbability = 0.80,
    };

    /// <summary>
    /// The same organization in the weeks until <see cref="AsOf"/>: so many ordinary ones, and the first days of the crisis. What the
    /// simulator makes of it is the example's synthetic history.
    /// </summary>
    /// <param name="ordinaryWeeks">Weeks before <see cref="Start"/>, at least 1.</param>
    public static Scenario Past(int ordinaryWeeks)
    {
        var (start, weeks) = (Start.PlusWeeks(-ordinaryWeeks), ordinaryWeeks + 1);
        return Scenario() with
        {
            Id = "horizons-past",
            AsOf = start,
            Start = start,
            Weeks = weeks,
            Network = HorizonsNetwork.Create(new HorizonsHours(start, weeks)),
            OpeningBacklogs = [],
        };
    }
}
