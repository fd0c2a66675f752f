using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Scores;

/// <summary>What a plan leaves of breaks, of notice, of training and cohesion, and how many people it risks to lose.</summary>
/// <param name="scenario">Teams, and the decisions that change what they have.</param>
/// <param name="scales">Targets and limits.</param>
/// <param name="week">Week counted from zero; absent: the horizon.</param>
internal sealed class KeptScores(Scenario scenario, ScoreScales scales, int? week)
{
    private const double UsualAttrition = 0.25;

    /// <summary>Yearly attrition per point (0.01) of occupancy above 85 % (FIELD grade 2).</summary>
    private const double AttritionPerPoint = 0.005;

    private readonly ScoreSum _breaks = new(scales.BreaksKept);
    private readonly ScoreSum _notice = new(scales.NoticeKept);
    private readonly ScoreSum _together = new(scales.TimeTogetherKept);
    private readonly ScoreSum _churn = new(scales.ChurnRisk);

    public void Add(Team team, double occupancy, double hardPerDay, double paid)
    {
        _breaks.Add(team.Id, Weeks().Average(monday => BreakTime.Kept(scenario, team, monday)), paid);
        _notice.Add(team.Id, Notice(team), paid);
        _together.Add(team.Id, Weeks().Average(monday => TimeTogether.Kept(scenario, team, monday)), paid);
        _churn.Add(team.Id, Churn(team, occupancy, hardPerDay), paid);
    }

    public IReadOnlyList<ScoreSum> All() => [_breaks, _notice, _together, _churn];

    /// <summary>The least break time of a team ÷ that of the law, in the week, or in any week that can still be changed.</summary>
    public double LeastBreaksKept(Team team) => (week is null ? BreakTime.WeeksAhead(scenario) : Weeks())
        .Select(monday => BreakTime.Kept(scenario, team, monday)).DefaultIfEmpty(double.PositiveInfinity).Min();

    private IEnumerable<LocalDate> Weeks() => week is { } one
        ? [scenario.Start.PlusWeeks(one)]
        : Enumerable.Range(0, Math.Max(1, scenario.Weeks)).Select(number => scenario.Start.PlusWeeks(number));

    private double Notice(Team team)
    {
        var hasty = scenario.Levers.OfType<Overtime>().Where(lever => lever.Team == team.Id && lever.HoursPerWeek > 0)
            .Select(lever => ScheduleReadings.WorkingDays(lever.DecideBy(), lever.From) / (double)Math.Max(1, team.ScheduleNoticeDays));
        return hasty.DefaultIfEmpty(1).Min();
    }

    /// <summary>The attrition of experienced people, more where occupancy or hard contacts are above what people bear.</summary>
    private double Churn(Team team, double occupancy, double hardPerDay)
    {
        var usual = team.Attrition.Count > 0 ? team.Attrition.MaxBy(step => step.FromMonth)!.PerYear : UsualAttrition;
        var points = double.IsNaN(occupancy) ? 0 : Math.Max(0, occupancy - 0.85) * 100;
        var strain = scenario.EmotionalLoad is { Enabled: true } load && hardPerDay > load.StrainFromContacts
            ? 1 + load.AttritionShare * (hardPerDay - load.StrainFromContacts)
            : 1;
        return (usual + AttritionPerPoint * points) * strain;
    }
}
