using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Results;

/// <summary>Sums of one team by replication, day and field, and the KPIs of agents' time.</summary>
internal sealed class AgentTable
{
    readonly Team _team;
    readonly bool _servesLive;
    readonly long[][] _sums;

    public AgentTable(Team team, bool servesLive, int replications, int days)
    {
        _team = team;
        _servesLive = servesLive;
        _sums = [.. Enumerable.Range(0, replications).Select(_ => new long[days * (int)AgentField.Count])];
    }

    /// <summary>
    /// Published names of the KPIs, in the order of <see cref="Values"/>. Utilization is occupancy with deferred work in both parts; a
    /// team that serves deferred work only has no occupancy.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "occupancy", "occupancyAgainstCeiling", "utilization", "hardContacts", "hardContactsPerAgentDay", "staffedHours", "handlingHours",
        "deferredHours", "waitingHours", "recoveryHours", "paidHours", "overtimeHours", "cost",
    ];

    public int Replications => _sums.Length;

    public void Add(int replication, byte[] packed) => PackedSums.AddTo(packed, _sums[replication]);

    /// <summary>KPIs of a stretch of days, in the order of <see cref="Names"/>; NaN where there is nothing below the line.</summary>
    public double[] Values(int replication, int firstDay, int days)
    {
        Span<long> sums = stackalloc long[(int)AgentField.Count];
        for (var i = firstDay * sums.Length; i < (firstDay + days) * sums.Length; i++)
            sums[i % sums.Length] += _sums[replication][i];
        var tally = ToTally(sums);
        var occupancy = _servesLive ? AgentKpis.Occupancy(tally) : double.NaN;
        var working = tally.HandlingSeconds + tally.DeferredSeconds;
        return
        [
            occupancy, occupancy / _team.OccupancyCeiling, working / (working + tally.WaitingSeconds), tally.HardContacts,
            AgentKpis.HardContactsPerAgentDay(tally),
            tally.StaffedSeconds / 3600, tally.HandlingSeconds / 3600, tally.DeferredSeconds / 3600, tally.WaitingSeconds / 3600,
            tally.RecoverySeconds / 3600, tally.PaidHours, tally.OvertimeHours, sums[(int)AgentField.CostCents] / 100.0,
        ];
    }

    /// <summary>An agent-day is a fifth of a contract week's time on the floor.</summary>
    AgentTally ToTally(ReadOnlySpan<long> sums)
    {
        double live = sums[(int)AgentField.LiveMs] / 1000.0, deferred = sums[(int)AgentField.DeferredMs] / 1000.0;
        double waiting = sums[(int)AgentField.WaitingMs] / 1000.0, recovery = sums[(int)AgentField.RecoveryMs] / 1000.0;
        var day = _team.ContractHours * _team.Shrinkage.Remaining() / 5 * 3600;
        var staffed = live + deferred + waiting + recovery;
        return new AgentTally
        {
            HandlingSeconds = live,
            DeferredSeconds = deferred,
            WaitingSeconds = waiting,
            RecoverySeconds = recovery,
            StaffedSeconds = staffed,
            PaidHours = sums[(int)AgentField.PaidMilliHours] / 1000.0,
            OvertimeHours = sums[(int)AgentField.OvertimeMilliHours] / 1000.0,
            HardContacts = sums[(int)AgentField.Hard],
            AgentDays = day > 0 ? staffed / day : 0,
        };
    }
}
