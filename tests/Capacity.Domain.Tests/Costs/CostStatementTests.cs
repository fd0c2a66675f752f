using Capacity.Domain.Costs;
using Capacity.Domain.Kpis;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Tests.Costs;

/// <summary>What a plan costs, line by line, in whole cents.</summary>
public class CostStatementTests
{
    private static readonly LocalDate Start = new(2020, 3, 2);

    private static Scenario Plan(Team? team = null, params Lever[] levers) => new()
    {
        Start = Start, Weeks = 9, Levers = levers,
        Network = new Network
        {
            Sites = [new Site { Id = "lille", Seats = 10 }],
            Queues = [new Queue { Id = "calls" }],
            Teams = [(team ?? new Team()) with { Id = "team", Site = "lille", Headcount = 10, HourlyCost = 20 }],
        },
    };

    private static ScenarioResult Result(double cost = 7001.37, double overtime = 0)
    {
        KpiSet Set(params (string Name, double Mean)[] figures) =>
            new() { Values = figures.ToDictionary(figure => figure.Name, figure => new Estimate { Mean = figure.Mean }) };
        IReadOnlyList<WeekKpis> Weeks(KpiSet kpis) => [.. Enumerable.Range(0, 9).Select(week => new WeekKpis { Start = Start.PlusWeeks(week), Kpis = kpis })];
        var calls = Set((ContactKpis.Answered.Name, 1000), (ContactKpis.Resolution.Name, 0.8));
        return new ScenarioResult
        {
            Queues = [new QueueResult { Queue = "calls", Total = Set((ContactKpis.Answered.Name, 9000), (ContactKpis.Resolution.Name, 0.8)), Weeks = Weeks(calls) }],
            Teams = [new TeamResult { Team = "team", Weeks = Weeks(Set((TeamKpiNames.Cost, cost), (TeamKpiNames.OvertimeHours, overtime))) }],
        };
    }

    private static CostLines First(Scenario scenario, ScenarioResult result, CostRates? rates = null) => CostStatement.Of(scenario, result, rates).Weeks[0].Lines;

    [Fact]
    public void Staff_cost_splits_into_wages_charges_and_premium()
    {
        var lines = First(Plan(), Result(7100, overtime: 20), new CostRates { ChargesShare = 0.3 });

        lines.Of(CostLine.OvertimePremium).ShouldBe(100m);
        lines.Of(CostLine.Charges).ShouldBe(2100m);
        lines.Of(CostLine.Wages).ShouldBe(4900m);
    }

    [Fact]
    public void Seats_gestures_hires_and_one_off_costs_have_their_lines()
    {
        var rates = new CostRates { SeatCost = 365.25, Gestures = [new GesturePolicy { Queue = "calls", Share = 0.1, Cost = 25 }] };
        var lines = First(Plan(null, new Hire { Team = "team", Heads = 3, From = Start.PlusDays(40), CostPerHead = 1500 },
            new Deflection { From = Start, OneOffCost = 12_000 }), Result(9000), rates);

        lines.Of(CostLine.Seats).ShouldBe(840m);
        lines.Of(CostLine.Gestures).ShouldBe(2000m);
        lines.Of(CostLine.Hiring).ShouldBe(4500m);
        lines.Of(CostLine.OneOff).ShouldBe(12_000m);
        lines.Of(CostLine.Training).ShouldBe(3 * 35 * 20m);
    }

    [Fact]
    public void Waiting_is_paid_and_the_scheme_gives_it_back()
    {
        var plan = Plan(null, new Recall { Team = "team", Heads = 1, From = Start }) with { Furloughs = [new Furlough { Team = "team", Share = 0.4 }] };
        var lines = First(plan, Result(), new CostRates { FurloughShare = 0.7, SubsidyShare = 0.9 });

        lines.Of(CostLine.Waiting).ShouldBe(3 * 35 * 20 * 0.7m);
        lines.Of(CostLine.Subsidy).ShouldBe(-3 * 35 * 20 * 0.63m);
    }

    [Fact]
    public void An_outsourced_team_is_one_line() =>
        First(Plan(new Team { Contracts = [new Contract { Kind = ContractKind.Outsourced }] }), Result(7000)).Of(CostLine.Outsourcer).ShouldBe(7000m);

    [Fact]
    public void Weeks_and_months_have_the_same_totals_to_the_cent()
    {
        var statement = CostStatement.Of(Plan(), Result(7001.37, 3.3));

        statement.Months().Select(month => month.Month).ShouldBe([new YearMonth(2020, 3), new YearMonth(2020, 4), new YearMonth(2020, 5)]);
        statement.Months().Sum(month => month.Lines.Total).ShouldBe(statement.Weeks.Sum(week => week.Lines.Total));
        foreach (var line in Enum.GetValues<CostLine>())
            statement.Months().Sum(month => month.Lines.Of(line)).ShouldBe(statement.Total.Of(line));
    }

    [Fact]
    public void A_resolved_case_costs_more_than_a_contact()
    {
        var statement = CostStatement.Of(Plan(), Result());

        statement.PerContact.ShouldBe((double)statement.Total.Total / 9000, 1e-9);
        statement.PerResolvedCase.ShouldBe(statement.PerContact / 0.8, 1e-9);
    }

    [Fact]
    public void Variance_is_what_was_spent_above_the_budget_of_the_same_days()
    {
        var rates = new CostRates { Budget = [new MonthBudget { Month = "2020-04", Cost = 30_000.01 }] };
        var statement = CostStatement.Of(Plan(), Result(), rates);
        var april = statement.Variance(rates).ShouldHaveSingleItem();

        april.Variance.ShouldBe(april.Spent - april.Budget);
        var days = statement.Weeks.Sum(week => Enumerable.Range(0, 7).Count(day => week.Monday.PlusDays(day).Month == 4));
        april.Budget.ShouldBe(30_000.01m * days / 30, 0.01m);
    }

    [Fact]
    public void Weeks_and_months_have_the_same_budget_and_variance_to_the_last_cent()
    {
        var rates = new CostRates { Budget = [new MonthBudget { Month = "2020-03", Cost = 20_000.07 }, new MonthBudget { Month = "2020-04", Cost = 30_000.01 }] };
        var statement = CostStatement.Of(Plan(), Result(), rates);
        var (weeks, months) = (statement.WeeklyVariance(rates), statement.Variance(rates));

        weeks.Count.ShouldBeGreaterThan(months.Count);
        (weeks.Sum(w => w.Budget), weeks.Sum(w => w.Spent), weeks.Sum(w => w.Variance))
            .ShouldBe((months.Sum(m => m.Budget), months.Sum(m => m.Spent), months.Sum(m => m.Variance)));
    }

    /// <summary>3,000,029 cents over thirty days and 100,001 over thirty-one divide neither into days nor into weeks.</summary>
    [Fact]
    public void A_budget_that_does_not_divide_loses_no_cent_between_days_weeks_and_months()
    {
        var rates = new CostRates { Budget = [new MonthBudget { Month = "2020-04", Cost = 30_000.29 }, new MonthBudget { Month = "2020-05", Cost = 1_000.01 }] };
        var statement = CostStatement.Of(Plan(), Result(7001.39), rates);

        statement.Variance(rates).Select(month => month.Budget).ShouldBe([30_000.29m, 96.77m]);
        statement.WeeklyVariance(rates).Select(week => week.Budget).ShouldBe([5_000.04m, 7_000.07m, 7_000.07m, 7_000.07m, 4_000.04m + 96.77m]);
        statement.WeeklyVariance(rates).Sum(week => week.Spent).ShouldBe(statement.Variance(rates).Sum(month => month.Spent));
    }

    [Fact]
    public void A_week_that_does_not_divide_is_spent_on_its_days_to_the_last_cent()
    {
        var rates = new CostRates { Budget = [.. new[] { "2020-03", "2020-04", "2020-05" }.Select(month => new MonthBudget { Month = month, Cost = 30_000.29 })] };
        var statement = CostStatement.Of(Plan(), Result(7001.39), rates);

        (100 * statement.Weeks[0].Lines.Total % 7).ShouldNotBe(0);
        statement.WeeklyVariance(rates).Select(week => week.Spent).ShouldBe(statement.Weeks.Select(week => week.Lines.Total));
        statement.Variance(rates).Select(month => month.Spent).ShouldBe(statement.Months().Select(month => month.Lines.Total));
    }
}
