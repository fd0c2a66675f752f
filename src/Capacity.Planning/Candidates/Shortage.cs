using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Planning.Candidates;

/// <summary>Where and when the scenario as it is fails: missed contacts by queue, overloaded hours by team, and the weeks concerned.</summary>
public sealed class Shortage
{
    private readonly Scenario _scenario;
    private readonly Dictionary<string, double[]> _missedByQueue;
    private readonly Dictionary<string, double[]> _overloadByTeam;
    private readonly Dictionary<string, double[]> _idleByTeam;

    public Shortage(Scenario scenario, ScenarioResult result)
    {
        _scenario = scenario;
        var queues = scenario.Network.Queues.ToDictionary(q => q.Id);
        var teams = scenario.Network.Teams.ToDictionary(t => t.Id);
        _missedByQueue = result.Queues.ToDictionary(
            q => q.Queue, q => q.Weeks.Select(w => PlanObjective.MissedContacts(queues[q.Queue], w.Kpis)).ToArray());
        _overloadByTeam = result.Teams.ToDictionary(
            t => t.Team, t => t.Weeks.Select(w => PlanObjective.HoursAboveCeiling(teams[t.Team], w.Kpis)).ToArray());
        _idleByTeam = result.Teams.ToDictionary(t => t.Team, t => t.Weeks.Select(w => IdleShare(w.Kpis)).ToArray());
    }

    /// <summary>Queues with more than 1 % of all missed contacts, the worst first.</summary>
    public IReadOnlyList<Queue> ShortQueues()
    {
        var total = _missedByQueue.Values.Sum(w => w.Sum());
        return
        [
            .. _scenario.Network.Queues
                .Where(q => Missed(q.Id) > 0.01 * total && total > 0)
                .OrderByDescending(q => Missed(q.Id)),
        ];
    }

    /// <summary>Teams with a skill for a short queue or above their own ceiling, the most concerned first.</summary>
    public IReadOnlyList<Team> ShortTeams() =>
    [
        .. _scenario.Network.Teams
            .Where(t => TeamShortage(t) > 0)
            .OrderByDescending(TeamShortage),
    ];

    /// <summary>Contacts missed on a queue, or on the queues of a team, over the horizon.</summary>
    public double Missed(string queue) => _missedByQueue.TryGetValue(queue, out var weeks) ? weeks.Sum() : 0;

    /// <summary>Agent-hours a week that a team lacks, in the mean of its four worst weeks: a size that the peak asks for.</summary>
    public double HoursShort(Team team) =>
        Enumerable.Range(0, _scenario.Weeks).Select(week => HoursShort(team, week)).OrderDescending().Take(4).Average();

    private double HoursShort(Team team, int week) =>
        team.Skills.Sum(s => At(_missedByQueue, s.Queue, week) * Queue(s.Queue).HandleTime.MeanSeconds * s.HandleTimeFactor / 3600 / TeamsOf(s.Queue))
            + At(_overloadByTeam, team.Id, week);

    private static double At(Dictionary<string, double[]> byId, string id, int week) =>
        byId.TryGetValue(id, out var weeks) && week < weeks.Length ? weeks[week] : 0;

    /// <summary>Share of a team's time that waits for work in a week; 1 where nothing is known.</summary>
    public double Idle(string team, int week) => _idleByTeam.ContainsKey(team) ? At(_idleByTeam, team, week) : 1;

    /// <summary>The days from the first to the last week in which a queue is short.</summary>
    public (LocalDate From, LocalDate Until)? Span(Queue queue) => Span(ShortWeeks(queue.Id));

    /// <summary>The same for the queues of a team and its own overload.</summary>
    public (LocalDate From, LocalDate Until)? Span(Team team) => Span(Weeks(team));

    private IEnumerable<int> Weeks(Team team)
    {
        var overload = _overloadByTeam.GetValueOrDefault(team.Id) ?? [];
        return team.Skills.SelectMany(s => ShortWeeks(s.Queue))
            .Concat(Enumerable.Range(0, overload.Length).Where(w => overload[w] > 0))
            .Distinct();
    }

    private IEnumerable<int> ShortWeeks(string queue)
    {
        var weeks = _missedByQueue.GetValueOrDefault(queue) ?? [];
        var worst = weeks.DefaultIfEmpty(0).Max();
        return Enumerable.Range(0, weeks.Length).Where(w => weeks[w] > 0.01 * worst);
    }

    private (LocalDate From, LocalDate Until)? Span(IEnumerable<int> weeks)
    {
        var all = weeks.ToList();
        return all.Count == 0 ? null : (_scenario.Start.PlusWeeks(all.Min()), _scenario.Start.PlusWeeks(all.Max() + 1));
    }

    private double TeamShortage(Team team) =>
        team.Skills.Sum(s => Missed(s.Queue)) + (_overloadByTeam.GetValueOrDefault(team.Id)?.Sum() ?? 0);

    private int TeamsOf(string queue) => Math.Max(1, _scenario.Network.Teams.Count(t => t.Skills.Any(s => s.Queue == queue)));

    private Queue Queue(string id) => _scenario.Network.Queues.First(q => q.Id == id);

    /// <summary>Deferred work is work: a team that only writes has no occupancy, and is not idle for that.</summary>
    private static double IdleShare(KpiSet kpis) => 1 - (kpis[Domain.Kpis.TeamKpiNames.Utilization]?.Mean ?? 0);
}
