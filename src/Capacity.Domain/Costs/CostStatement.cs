using Capacity.Domain.Calendars;
using Capacity.Domain.Kpis;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Costs;

/// <summary>What a euro was spent on.</summary>
public enum CostLine
{
    Wages,
    Charges,
    OvertimePremium,
    Training,
    Hiring,
    Outsourcer,
    Seats,
    Gestures,
    OneOff,

    /// <summary>Pay of people on short-time work, and what the scheme gives back of it (negative).</summary>
    Waiting,
    Subsidy,
}

/// <summary>Cents by line in a stretch of time.</summary>
public sealed record CostLines(IReadOnlyDictionary<CostLine, long> Cents)
{
    public decimal Of(CostLine line) => Cents.GetValueOrDefault(line) / 100m;

    public decimal Total => Cents.Values.Sum() / 100m;

    internal static CostLines Sum(IEnumerable<CostLines> parts) => new(parts.SelectMany(part => part.Cents)
        .GroupBy(line => line.Key).OrderBy(line => line.Key).ToDictionary(line => line.Key, line => line.Sum(x => x.Value)));
}

/// <summary>
/// The cost of a simulated scenario by week and month, in whole cents: the same totals whichever way it is read. Staff cost is the
/// simulation's; a team whose contracts are all outsourced is the outsourcer's. One-off costs fall into the week in which their lever begins.
/// </summary>
public sealed record CostStatement
{
    public IReadOnlyList<(LocalDate Monday, CostLines Lines)> Weeks { get; init; } = [];

    /// <summary>Contacts answered, and contacts that settled their case.</summary>
    public double Answered { get; init; }
    public double Resolved { get; init; }

    public CostLines Total => CostLines.Sum(Weeks.Select(week => week.Lines));

    public double PerContact => Answered > 0 ? (double)Total.Total / Answered : double.NaN;
    public double PerResolvedCase => Resolved > 0 ? (double)Total.Total / Resolved : double.NaN;

    /// <summary>The same cents by calendar month: each week's lines are dealt to its days.</summary>
    public IReadOnlyList<(YearMonth Month, CostLines Lines)> Months() =>
    [
        .. Weeks.SelectMany(week => Enumerable.Range(0, 7).Select(day => (Month: week.Monday.PlusDays(day).ToYearMonth(),
                Lines: new CostLines(week.Lines.Cents.ToDictionary(line => line.Key, line => WeekParts.Of(line.Value, day))))))
            .GroupBy(day => day.Month).OrderBy(month => month.Key).Select(month => (month.Key, CostLines.Sum(month.Select(day => day.Lines)))),
    ];

    /// <summary>Spent less budget by month, on the days of the horizon that have a budget; above zero is too much.</summary>
    public IReadOnlyList<(YearMonth Month, decimal Budget, decimal Spent, decimal Variance)> Variance(CostRates rates) =>
        Against(rates, day => day.ToYearMonth());

    /// <summary>The same by week, by its Monday: the same days, so the same totals.</summary>
    public IReadOnlyList<(LocalDate Monday, decimal Budget, decimal Spent, decimal Variance)> WeeklyVariance(CostRates rates) =>
        Against(rates, day => day.PlusDays(1 - (int)day.DayOfWeek));

    // A month's cents are dealt to its days as evenly as whole cents can be.
    private List<(T Key, decimal Budget, decimal Spent, decimal Variance)> Against<T>(CostRates rates, Func<LocalDate, T> key) where T : notnull
    {
        var budgets = rates.Budget.ToDictionary(month => month.Month, month => (long)Math.Round(month.Cost * 100), StringComparer.Ordinal);
        return
        [
            .. Weeks.SelectMany(week => Enumerable.Range(0, 7).Select(day => (Date: week.Monday.PlusDays(day), Spent: week.Lines.Cents.Values.Sum(cents => WeekParts.Of(cents, day)))))
                .Where(day => budgets.ContainsKey(MonthBudget.NameOf(day.Date.ToYearMonth())))
                .GroupBy(day => key(day.Date))
                .Select(part => (part.Key, Budget: part.Sum(day => OfDay(budgets[MonthBudget.NameOf(day.Date.ToYearMonth())], day.Date)) / 100m, Spent: part.Sum(day => day.Spent) / 100m))
                .Select(part => (part.Key, part.Budget, part.Spent, part.Spent - part.Budget)),
        ];
    }

    private static long OfDay(long cents, LocalDate date)
    {
        var days = date.Calendar.GetDaysInMonth(date.Year, date.Month);
        return cents * date.Day / days - cents * (date.Day - 1) / days;
    }

    /// <summary>The statement of a scenario's means over replications.</summary>
    public static CostStatement Of(Scenario scenario, ScenarioResult result, CostRates? rates = null)
    {
        var people = SupplyTable.Of(scenario);
        var weeks = Enumerable.Range(0, scenario.Weeks).Select(week => (scenario.Start.PlusWeeks(week),
            new WeekCosts(scenario, result, people, rates ?? scenario.Costs ?? CostRates.Default, week).Lines())).ToList();
        double Sum(Func<KpiSet, double> figure) => result.Queues.Sum(queue => figure(queue.Total) is var value && double.IsFinite(value) ? value : 0);
        double Answered(KpiSet kpis) => kpis[ContactKpis.Answered.Name]?.Mean ?? 0;
        return new CostStatement
        {
            Weeks = weeks,
            Answered = Sum(Answered),
            Resolved = Sum(kpis => Answered(kpis) * (kpis[ContactKpis.Resolution.Name]?.Mean ?? 0)),
        };
    }
}

/// <summary>The cost of one week, line by line.</summary>
internal sealed class WeekCosts(Scenario scenario, ScenarioResult result, SupplyTable people, CostRates rates, int week)
{
    private readonly Dictionary<CostLine, double> _euros = [];
    private readonly LocalDate _monday = scenario.Start.PlusWeeks(week);

    public CostLines Lines()
    {
        for (var team = 0; team < scenario.Network.Teams.Count; team++)
            Staff(scenario.Network.Teams[team], people[team, week]);
        foreach (var site in scenario.Network.Sites.Where(site => site.Seats < int.MaxValue))
            Add(CostLine.Seats, site.Seats * rates.SeatCost * 12 * 7 / 365.25);
        foreach (var policy in rates.Gestures)
            if (result.Queues.FirstOrDefault(queue => queue.Queue == policy.Queue)?.Weeks.ElementAtOrDefault(week)?.Kpis is { } kpis)
                Add(CostLine.Gestures, Figure(kpis, ContactKpis.Answered.Name) * Figure(kpis, ContactKpis.Resolution.Name) * policy.Share * policy.Cost);
        foreach (var hire in scenario.Levers.OfType<Hire>().Where(hire => Begins(hire.Begins())))
            Add(CostLine.Hiring, hire.Heads * hire.CostPerHead);
        foreach (var course in scenario.Levers.OfType<CrossTraining>().Where(course => Begins(course.Begins())))
            Add(CostLine.Training, course.Heads * course.CostPerHead);
        foreach (var lever in scenario.Levers.OfType<Deflection>().Where(lever => Begins(lever.From)))
            Add(CostLine.OneOff, lever.OneOffCost);
        return new CostLines(_euros.OrderBy(line => line.Key).ToDictionary(line => line.Key, line => (long)Math.Round(line.Value * 100)));
    }

    private void Staff(Team team, TeamSupply supply)
    {
        if (result.Teams.FirstOrDefault(found => found.Team == team.Id)?.Weeks.ElementAtOrDefault(week)?.Kpis is not { } kpis)
            return;
        var cost = Figure(kpis, TeamKpiNames.Cost);
        var perHour = supply.Trained > 0 ? supply.CostPerHour : team.HourlyCost;
        if (team.Contracts.Count > 0 && team.Contracts.All(contract => contract.Kind == ContractKind.Outsourced))
        {
            Add(CostLine.Outsourcer, cost);
            return;
        }
        var premium = Figure(kpis, TeamKpiNames.OvertimeHours) * team.OvertimePremium * perHour;
        var training = Math.Min(supply.TrainingCost, cost - premium);
        Add(CostLine.OvertimePremium, premium);
        Add(CostLine.Training, training);
        Add(CostLine.Charges, (cost - premium - training) * rates.ChargesShare);
        Add(CostLine.Wages, (cost - premium - training) * (1 - rates.ChargesShare));
        var waiting = ShortTime.ShareOf(scenario, team, _monday) * supply.TrainedHours * perHour * rates.FurloughShare;
        Add(CostLine.Waiting, waiting);
        Add(CostLine.Subsidy, -waiting * rates.SubsidyShare);
    }

    private bool Begins(LocalDate date) => date >= _monday && date < _monday.PlusWeeks(1);

    private void Add(CostLine line, double euros) => _euros[line] = _euros.GetValueOrDefault(line) + euros;

    private static double Figure(KpiSet kpis, string name) => kpis[name]?.Mean is { } mean && double.IsFinite(mean) ? mean : 0;
}
