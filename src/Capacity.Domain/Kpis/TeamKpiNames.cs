namespace Capacity.Domain.Kpis;

/// <summary>The published names of the KPIs of agents' time in a team's KPI sets.</summary>
public static class TeamKpiNames
{
    public const string Occupancy = "occupancy";

    /// <summary>As occupancy, with deferred work counted as handling: the only one that a team without live contacts has.</summary>
    public const string Utilization = "utilization";
    public const string HardContactsPerAgentDay = "hardContactsPerAgentDay";
    public const string PaidHours = "paidHours";
    public const string OvertimeHours = "overtimeHours";

    /// <summary>Agent-hours of live contacts, and agent-hours of waiting for work: together what occupancy is measured on.</summary>
    public const string HandlingHours = "handlingHours";
    public const string WaitingHours = "waitingHours";

    /// <summary>Agent-hours at work, of deferred work, and of recovery after hard contacts.</summary>
    public const string StaffedHours = "staffedHours";
    public const string DeferredHours = "deferredHours";
    public const string RecoveryHours = "recoveryHours";

    /// <summary>Hours of break, and of training, meetings and team time: told of what an action gives people, not of a simulation.</summary>
    public const string BreakHours = "breakHours";
    public const string TogetherHours = "togetherHours";

    /// <summary>Euros.</summary>
    public const string Cost = "cost";
}
