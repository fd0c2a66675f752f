using Capacity.Domain.Emotions;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Numerics;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// Who is still there once hard contacts, or occupancy above the ceiling, have lasted: extra absence while they do, and people who leave for
/// good. Two assumptions of the scenario; where neither is declared or both are switched off, everybody is there.
/// </summary>
/// <remarks>A week is judged by the weeks before it in the same replication; leavers are not replaced, and are not paid.</remarks>
internal sealed class LastingStrain
{
    const double WeeksPerYear = 365.25 / 7;

    readonly EmotionalLoad? _load;
    readonly OccupancyStrain? _occupancy;
    readonly IReadOnlyList<Team> _teams;
    readonly Tallies _sums;
    readonly double[] _staying;
    readonly double[] _present;

    /// <param name="scenario">Teams and what strains them.</param>
    /// <param name="sums">What agents did, by team and day, as it is counted.</param>
    public LastingStrain(Scenario scenario, Tallies sums)
    {
        _load = scenario.EmotionalLoad is { Enabled: true } load ? load : null;
        _occupancy = scenario.OccupancyStrain is { Enabled: true } strain ? strain : null;
        _teams = scenario.Network.Teams;
        _sums = sums;
        _staying = new double[_teams.Count];
        _present = new double[_teams.Count];
        Clear();
    }

    public void Clear()
    {
        Array.Fill(_staying, 1);
        Array.Fill(_present, 1);
    }

    /// <summary>Share (0–1) of a team that strain has not made leave.</summary>
    public double Staying(int team) => _staying[team];

    /// <summary>Share (0–1) of a team that is there: those who stay, less the extra absence of the week.</summary>
    public double Present(int team) => _present[team];

    /// <summary>Judges the weeks before one that begins.</summary>
    public void Begin(int week)
    {
        if (_load is null && _occupancy is null)
            return;
        for (var team = 0; team < _teams.Count; team++)
        {
            var (absence, leaving) = OfHardContacts(team, week);
            var (more, leavingMore) = OfOccupancy(team, week);
            _staying[team] *= KernelMath.Exp(-(leaving + leavingMore) / WeeksPerYear);
            _present[team] = _staying[team] * (1 - Math.Min(EmotionalStrain.MostAbsence, absence + more));
        }
    }

    (double Absence, double LeaversPerYear) OfHardContacts(int team, int week)
    {
        if (_load is null || week < _load.StrainWeeks)
            return (0, 0);
        var last = new double[_load.StrainWeeks + 1];
        for (var before = 0; before < _load.StrainWeeks; before++)
            last[before] = HardPerAgentDay(team, week - _load.StrainWeeks + before);
        var strain = _load.Strain(last)[^1];
        var leaving = _teams[team].Attrition.MaxBy(step => step.FromMonth)?.PerYear ?? 0;
        return (strain.Absence, leaving * (strain.AttritionFactor - 1));
    }

    (double Absence, double LeaversPerYear) OfOccupancy(int team, int week)
    {
        if (_occupancy is null || week < _occupancy.StrainWeeks)
            return (0, 0);
        var above = new double[_occupancy.StrainWeeks];
        for (var before = 0; before < above.Length; before++)
            above[before] = AboveCeiling(team, week - above.Length + before);
        return _occupancy.Of(above);
    }

    /// <summary>Occupancy, as the KPI of that name, less the ceiling that hard contacts leave; NaN where nobody served live contacts.</summary>
    double AboveCeiling(int team, int week)
    {
        long live = 0, waiting = 0;
        for (var day = 7 * week; day < 7 * week + 7; day++)
        {
            var sums = _sums.Of(team, day);
            live += sums[(int)AgentField.LiveMs];
            waiting += sums[(int)AgentField.WaitingMs];
        }

        var ceiling = _teams[team].OccupancyCeiling;
        return live == 0 ? double.NaN : live / (double)(live + waiting) - (_load?.Ceiling(ceiling, HardPerAgentDay(team, week)) ?? ceiling);
    }

    /// <summary>As the KPI of that name: an agent-day is a fifth of a contract week's time on the floor.</summary>
    double HardPerAgentDay(int team, int week)
    {
        long hard = 0, staffed = 0;
        for (var day = 7 * week; day < 7 * week + 7; day++)
        {
            var sums = _sums.Of(team, day);
            hard += sums[(int)AgentField.Hard];
            staffed += sums[(int)AgentField.LiveMs] + sums[(int)AgentField.DeferredMs] + sums[(int)AgentField.WaitingMs] + sums[(int)AgentField.RecoveryMs];
        }

        var agentDay = _teams[team].ContractHours * _teams[team].Shrinkage.Remaining() / 5 * 3_600_000;
        return staffed > 0 && agentDay > 0 ? hard * agentDay / staffed : 0;
    }
}
