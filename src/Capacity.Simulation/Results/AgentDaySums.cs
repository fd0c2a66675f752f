using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>Agents' time of one team in one replication by day.</summary>
/// <remarks>
/// Utilization is occupancy with deferred work in both parts; a team that serves deferred work only has no occupancy.
/// </remarks>
internal sealed class AgentDaySums(Team team, bool servesLive, int days, double unit, long[] room) : DaySums(days, (int)AgentField.Count, room)
{
    static readonly string[] s_names =
    [
        "occupancy", "occupancyAgainstCeiling", "utilization", "hardContacts", "hardContactsPerAgentDay", "staffedHours", "handlingHours",
        "deferredHours", "waitingHours", "recoveryHours", "paidHours", "overtimeHours", "cost",
    ];

    /// <summary>
    /// Sums of each team in one room, so that each holds what was read last; a team that serves deferred queues only has no occupancy.
    /// </summary>
    public static AgentDaySums[] OfTeams(SimulationModel model, double unit = 1)
    {
        var teams = model.Scenario.Network.Teams;
        var servesLive = new bool[teams.Count];
        foreach (var pool in model.Network.Pools)
            servesLive[pool.Team] |= pool.Queues.Any(queue => !model.Network.Queues[queue].IsDeferred);
        var room = new long[model.Timeline.Days * (int)AgentField.Count];
        return [.. teams.Select((team, index) => new AgentDaySums(team, servesLive[index], model.Timeline.Days, unit, room))];
    }

    /// <summary>Whether a figure adds up over stretches of time, as hours do and ratios do not.</summary>
    public static bool IsCount(int figure) => figure is not (0 or 1 or 2 or 4);

    /// <summary>Identifier of the team.</summary>
    public string Team => team.Id;

    public override IReadOnlyList<string> Names => s_names;

    /// <summary>Occupancy and utilization.</summary>
    public override bool IsShare(int kpi) => kpi is 0 or 2;

    /// <summary>Somebody was there.</summary>
    public override bool IsWorked(ReadOnlySpan<long> day) =>
        day[(int)AgentField.LiveMs] + day[(int)AgentField.DeferredMs] + day[(int)AgentField.WaitingMs] + day[(int)AgentField.RecoveryMs] > 0;

    public override void Values(ReadOnlySpan<long> sums, Span<double> values)
    {
        var tally = ToTally(sums);
        var occupancy = servesLive ? AgentKpis.Occupancy(tally) : double.NaN;
        var working = tally.HandlingSeconds + tally.DeferredSeconds;
        values[0] = occupancy;
        values[1] = occupancy / team.OccupancyCeiling;
        values[2] = working / (working + tally.WaitingSeconds);
        values[3] = tally.HardContacts;
        values[4] = AgentKpis.HardContactsPerAgentDay(tally);
        values[5] = tally.StaffedSeconds / 3600;
        values[6] = tally.HandlingSeconds / 3600;
        values[7] = tally.DeferredSeconds / 3600;
        values[8] = tally.WaitingSeconds / 3600;
        values[9] = tally.RecoverySeconds / 3600;
        values[10] = tally.PaidHours;
        values[11] = tally.OvertimeHours;
        values[12] = sums[(int)AgentField.CostCents] * unit / 100.0;
    }

    /// <summary>An agent-day is a fifth of a contract week's time on the floor.</summary>
    AgentTally ToTally(ReadOnlySpan<long> sums)
    {
        double live = sums[(int)AgentField.LiveMs] * unit / 1000.0, deferred = sums[(int)AgentField.DeferredMs] * unit / 1000.0;
        double waiting = sums[(int)AgentField.WaitingMs] * unit / 1000.0, recovery = sums[(int)AgentField.RecoveryMs] * unit / 1000.0;
        var day = team.ContractHours * team.Shrinkage.Remaining() / 5 * 3600;
        var staffed = live + deferred + waiting + recovery;
        return new AgentTally
        {
            HandlingSeconds = live,
            DeferredSeconds = deferred,
            WaitingSeconds = waiting,
            RecoverySeconds = recovery,
            StaffedSeconds = staffed,
            PaidHours = sums[(int)AgentField.PaidMilliHours] * unit / 1000.0,
            OvertimeHours = sums[(int)AgentField.OvertimeMilliHours] * unit / 1000.0,
            HardContacts = sums[(int)AgentField.Hard] * unit,
            AgentDays = day > 0 ? staffed / day : 0,
        };
    }
}
