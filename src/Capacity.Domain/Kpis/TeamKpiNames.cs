namespace Capacity.Domain.Kpis;

/// <summary>The published names of the KPIs of agents' time in a team's KPI sets.</summary>
public static class TeamKpiNames
{
    public const string Occupancy = "occupancy";
    public const string HardContactsPerAgentDay = "hardContactsPerAgentDay";
    public const string PaidHours = "paidHours";
    public const string OvertimeHours = "overtimeHours";

    /// <summary>Mean scheduled agents.</summary>
    public const string Agents = "agents";

    /// <summary>Euros.</summary>
    public const string Cost = "cost";
}
