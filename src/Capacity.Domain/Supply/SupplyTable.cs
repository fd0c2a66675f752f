using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Supply;

/// <summary>The people of every team in every week of a scenario: what attrition, hires, training and contracts leave.</summary>
/// <remarks>Announcements do not move people in and out, so one table serves every course of events.</remarks>
public sealed class SupplyTable
{
    private readonly TeamSupply[][] _teams;

    private SupplyTable(TeamSupply[][] teams) => _teams = teams;

    /// <summary>The people of a team, by its place in the network, in a week counted from zero.</summary>
    public TeamSupply this[int team, int week] => _teams[team][week];

    /// <summary>All weeks of a team, by its place in the network.</summary>
    public IReadOnlyList<TeamSupply> Team(int team) => _teams[team];

    /// <summary>The table of a scenario.</summary>
    /// <param name="scenario">Teams and decisions.</param>
    /// <param name="weeks">Weeks from the scenario's start; absent: its horizon.</param>
    public static SupplyTable Of(Scenario scenario, int? weeks = null)
    {
        var hires = scenario.Levers.OfType<Hire>().ToLookup(hire => hire.Team, StringComparer.Ordinal);
        return new([.. scenario.Network.Teams.Select(team =>
            StaffFlow.Of(team, hires[team.Id], scenario.Start, weeks ?? scenario.Weeks))]);
    }
}
