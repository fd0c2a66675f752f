using Capacity.Domain;
using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Views;

/// <summary>A scenario with a fitted wave among its cohorts.</summary>
/// <param name="Scenario">The changed scenario.</param>
/// <param name="Id">The identifier that the wave got.</param>
public sealed record WaveCohort(Scenario Scenario, string Id)
{
    /// <summary>Adds a wave under a name of its own; a name that is taken gets a number.</summary>
    /// <param name="scenario">The version that the person saw.</param>
    /// <param name="wave">The fitted wave.</param>
    /// <param name="name">As the person calls it; empty: as the fit called it, in both languages.</param>
    /// <param name="reason">Why its customers come.</param>
    public static WaveCohort In(Scenario scenario, Cohort wave, string name, string reason)
    {
        string wanted = NewScenarioId.Of(name.Trim()) is { Length: > 0 } id ? id : "wave";
        HashSet<string> taken = [.. scenario.Cohorts.Select(cohort => cohort.Id)];
        string free = Enumerable.Range(1, taken.Count + 1).Select(number => number == 1 ? wanted : $"{wanted}-{number}").First(one => !taken.Contains(one));
        bool own = name.Trim().Length > 0 && name.Trim() != wave.Name.Fr && name.Trim() != wave.Name.En;
        Cohort cohort = wave with
        {
            Id = free,
            Name = own ? LocalizedText.Of(name.Trim(), name.Trim()) : wave.Name,
            Contacts = [.. wave.Contacts.Select(contact => contact with { Reason = reason })],
        };
        return new WaveCohort(scenario with { Cohorts = [.. scenario.Cohorts, cohort] }, free);
    }
}
