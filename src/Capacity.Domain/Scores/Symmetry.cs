using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Scores;

/// <summary>In words: 75 and more is green, 50 to 74 amber, below red.</summary>
public enum ScoreStatus
{
    Green,
    Amber,
    Red,
}

/// <summary>One component of a side with the subject that scores worst on it.</summary>
public sealed record ScoreComponent(string Name, double Score, string WorstSubject, double WorstFigure);

/// <summary>One side of the symmetry of attentions.</summary>
public sealed record SideScore
{
    /// <summary>0–100; the volume-weighted mean of the components, capped at 49 when a hard limit is broken.</summary>
    public double Score { get; init; }
    public IReadOnlyList<ScoreComponent> Components { get; init; } = [];

    /// <summary>The subject that broke a hard limit, the component with the limit, both empty where none did; and the figure that broke it.</summary>
    public string LimitBrokenBy { get; init; } = "";
    public string LimitBroken { get; init; } = "";
    public double LimitFigure { get; init; }

    public ScoreStatus Status => Score >= 75 ? ScoreStatus.Green : Score >= 50 ? ScoreStatus.Amber : ScoreStatus.Red;
}

/// <summary>
/// The relation with customers beside the relation with employees, on one scale (MODEL.md §6): the verdict is the worse of the two.
/// </summary>
public sealed record Symmetry
{
    public SideScore Customers { get; init; } = new();
    public SideScore Employees { get; init; } = new();

    public ScoreStatus Verdict => Customers.Score <= Employees.Score ? Customers.Status : Employees.Status;

    /// <summary>Both sides of a scenario with what its plan keeps for people, for some teams and the queues they serve, over the horizon or in a week;
    /// over the horizon, a hard limit that is broken in one week from the as-of day on counts for all of it.</summary>
    /// <param name="scenario">The network, its levers and its emotional load.</param>
    /// <param name="result">What was simulated.</param>
    /// <param name="scales">Targets and limits.</param>
    /// <param name="teams">Teams, those of a site for example; absent: all.</param>
    /// <param name="week">Week counted from zero; absent: the horizon.</param>
    public static Symmetry Of(
        Scenario scenario, ScenarioResult result, ScoreScales scales, IReadOnlyCollection<string>? teams = null, int? week = null)
    {
        var network = scenario.Network;
        var some = teams is null ? network : network with
        {
            Teams = [.. network.Teams.Where(team => teams.Contains(team.Id))],
            Queues = [.. network.Queues.Where(queue => network.Teams.Any(team =>
                teams.Contains(team.Id) && team.Skills.Any(skill => skill.Queue == queue.Id)))],
        };
        KpiSet? Queued(string id) => week is { } w ? Queue(result, id)?.Weeks.ElementAtOrDefault(w)?.Kpis : Queue(result, id)?.Total;
        KpiSet? Worked(string id) => week is { } w ? Team(result, id)?.Weeks.ElementAtOrDefault(w)?.Kpis : Team(result, id)?.Total;
        IEnumerable<KpiSet> Limited(string id) => Team(result, id)?.Weeks
            .Where((at, number) => week is { } w ? number == w : at.Start >= result.AsOf).Select(at => at.Kpis) ?? [];
        return new()
        {
            Customers = CustomerSide.Of(some, scales, Queued),
            Employees = EmployeeSide.Of(some, scales, Worked, Limited, scenario, week),
        };
    }

    /// <summary>The same for the teams of a site.</summary>
    public static Symmetry OfSite(Scenario scenario, ScenarioResult result, ScoreScales scales, string site, int? week = null) =>
        Of(scenario, result, scales, [.. scenario.Network.Teams.Where(team => team.Site == site).Select(team => team.Id)], week);

    /// <summary>In one sentence why the worse side is where it is.</summary>
    public LocalizedText Why(Network network) => ScoreSentence.Of(this, network);

    private static QueueResult? Queue(ScenarioResult result, string id) => result.Queues.FirstOrDefault(q => q.Queue == id);

    private static TeamResult? Team(ScenarioResult result, string id) => result.Teams.FirstOrDefault(t => t.Team == id);
}
