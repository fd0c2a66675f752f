using Capacity.Dashboard.Charts;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Scores;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>A subject of the scorecard: everything, a site or a team, over the horizon or in one week.</summary>
/// <param name="Kind">all, site or team.</param>
/// <param name="Id">The site or the team; empty for everything.</param>
/// <param name="Week">Week counted from zero; absent: the horizon.</param>
public sealed record ScoreSubject(string Kind, string Id, int? Week)
{
    /// <summary>The teams that the subject stands for.</summary>
    public IReadOnlyList<Team> Teams(Network network) => Kind switch
    {
        "team" => [.. network.Teams.Where(team => team.Id == Id)],
        "site" => [.. network.Teams.Where(team => team.Site == Id)],
        _ => network.Teams,
    };
}

/// <summary>Both sides of the symmetry of attentions by site, team and week of one simulated scenario.</summary>
public sealed class ScorecardView(Scenario scenario, ScenarioResult result)
{
    private static string Language => Preferences.SupportedCultures.Language;

    /// <summary>Both sides of a subject.</summary>
    public Symmetry Of(ScoreSubject subject) => Symmetry.Of(
        scenario, result, ScoreScales.Default, subject.Kind == "all" ? null : [.. subject.Teams(scenario.Network).Select(team => team.Id)], subject.Week);

    /// <summary>The team-weeks whose customers are green while its employees are red, the first one where there are some.</summary>
    public ScoreSubject? HiddenStrain() => scenario.Network.Teams.Select(team => new ScoreSubject("team", team.Id, null))
        .FirstOrDefault(subject => Of(subject) is { Customers.Status: ScoreStatus.Green, Employees.Status: ScoreStatus.Red });

    /// <summary>One row per site and team, one column per week: the score of the worse side.</summary>
    public GoalTable Table(string address, IStringLocalizer text)
    {
        HeatColumn[] columns = [.. result.WeekTotals.Select(week => new HeatColumn(Figures.Week(week.Week), Figures.Date(week.Start)))];
        List<HeatRow> rows = [];
        foreach (Site site in scenario.Network.Sites)
        {
            rows.Add(Row(new ScoreSubject("site", site.Id, null), site.Name.In(Language), address, text));
            rows.AddRange(scenario.Network.Teams.Where(team => team.Site == site.Id)
                .Select(team => Row(new ScoreSubject("team", team.Id, null), "\u2003" + team.Name.In(Language), address, text)));
        }

        return new GoalTable(columns, rows);
    }

    /// <summary>Share of scheduled time that is really spent available, weighted by paid hours.</summary>
    public double Adherence(ScoreSubject subject)
    {
        Team[] teams = [.. subject.Teams(scenario.Network)];
        double heads = teams.Sum(team => team.Headcount * team.ContractHours);
        return heads > 0 ? teams.Sum(team => team.Headcount * team.ContractHours * team.Shrinkage.Adherence) / heads : double.NaN;
    }

    /// <summary>What the ceilings of a subject's teams cost in agents, by queue, in its week; over the horizon, in the week that costs most.</summary>
    public IReadOnlyList<CeilingCost> Ceiling(ScoreSubject subject)
    {
        string[] teams = [.. subject.Teams(scenario.Network).Select(team => team.Id)];
        IReadOnlyList<CeilingCost> In(int week) => CeilingCost.Of(
            scenario.Network, id => result.Queues.FirstOrDefault(queue => queue.Queue == id)?.Weeks.ElementAtOrDefault(week)?.Kpis, teams);
        return subject.Week is { } one ? In(one)
            : [.. Enumerable.Range(0, result.WeekTotals.Count).SelectMany(In).GroupBy(cost => cost.Queue).Select(costs => costs.MaxBy(cost => cost.Agents)!)];
    }

    private HeatRow Row(ScoreSubject subject, string name, string address, IStringLocalizer text) => new(
        name,
        $"{address}&{subject.Kind}={subject.Id}",
        [.. Enumerable.Range(0, result.WeekTotals.Count).Select(week => Cell(subject with { Week = week }, address, text))]);

    private HeatCell Cell(ScoreSubject subject, string address, IStringLocalizer text)
    {
        Symmetry sides = Of(subject);
        bool employees = sides.Employees.Score < sides.Customers.Score;
        double worse = Math.Min(sides.Employees.Score, sides.Customers.Score);
        return new HeatCell(
            Figures.Number(worse) + (employees ? text["EmployeesLetter"] : text["CustomersLetter"]),
            sides.Verdict switch { ScoreStatus.Green => HeatLevel.Good, ScoreStatus.Amber => HeatLevel.Uncertain, _ => HeatLevel.Bad },
            text["CellDetail", Figures.Number(sides.Customers.Score), Figures.Number(sides.Employees.Score)])
        {
            Address = $"{address}&{subject.Kind}={subject.Id}&week={result.WeekTotals[subject.Week!.Value].Week}",
            Word = text[sides.Verdict.ToString()],
        };
    }
}
