using Capacity.Domain.Labor;
using Capacity.Numerics.Randomness;
using Capacity.Planning.Coverage;
using NodaTime;

namespace Capacity.Planning.Tests.Coverage;

/// <summary>One team-week of shifts: how good, how lawful, and where the hours go.</summary>
public class CoverageOptimizerTests
{
    private static readonly LocalDate Monday = new(2020, 3, 2);

    private static readonly ShiftKind FourHours = new()
    {
        PaidMinutes = 240, LunchMinutes = 0, BreakMinutes = 0, FirstStart = new LocalTime(8, 0), LastStart = new LocalTime(13, 0), StepMinutes = 60,
    };

    /// <summary>Random needs between 8 and 20 h with two peaks, Sundays closed.</summary>
    private static CoverageProblem Random(int seed, int heads, double load, IReadOnlyList<LaborRule> rules)
    {
        var random = RandomStream.For((ulong)seed, 0, StreamPurpose.Arrivals, 0);
        double Need(int day, double hour) => day == 6 || hour is < 8 or > 20 ? 0
            : heads * load * (0.35 + 0.65 * Math.Exp(-(hour - 10.5) * (hour - 10.5) / 3) + 0.4 * Math.Exp(-(hour - 16) * (hour - 16) / 4))
                * (0.8 + 0.4 * random.NextUnit());
        return new CoverageProblem
        {
            Monday = Monday, Rules = rules,
            Required = [.. Enumerable.Range(0, 7).Select(day => Enumerable.Range(0, 48).Select(i => Need(day, i / 2.0 + 0.25)).ToArray())],
            Crews =
            [
                new Crew { Id = "full", Heads = heads - heads / 4 },
                new Crew { Id = "part", Heads = heads / 4, ContractHours = 25, Shift = FourHours with { PaidMinutes = 300, BreakMinutes = 20, WorkAroundBreakMinutes = 100 } },
            ],
        };
    }

    private static CoverageProblem OneDay(int seed, int heads)
    {
        var random = RandomStream.For((ulong)seed, 0, StreamPurpose.Arrivals, 0);
        return new CoverageProblem
        {
            Monday = Monday, IntervalMinutes = 60, MissingHour = 60, Crews = [new Crew { Heads = heads, ContractHours = 4, Shift = FourHours }],
            Required = [[.. Enumerable.Range(0, 24).Select(hour => hour is >= 8 and < 17 ? Math.Round(4 * random.NextUnit(), 1) : 0)]],
        };
    }

    /// <summary>The least cost by trying every number of people on every shift.</summary>
    private static double Exact(CoverageProblem problem, IReadOnlyList<ShiftColumn> shifts, int from, int heads, double[] there)
    {
        if (from == shifts.Count)
            return Enumerable.Range(0, 24).Sum(i => problem.MissingHour * Math.Max(0, problem.Required[0][i] - there[i]));
        var best = double.PositiveInfinity;
        double[] now = [.. there];
        for (var n = 0; n <= heads; n++)
        {
            best = Math.Min(best, n * shifts[from].Cost + Exact(problem, shifts, from + 1, heads - n, now));
            for (var i = 0; i < shifts[from].Cover.Length; i++)
                now[shifts[from].First + i] += shifts[from].Cover[i];
        }
        return best;
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    [InlineData(4, 6)]
    [InlineData(5, 6)]
    [InlineData(6, 6)]
    public void Comes_within_two_percent_of_the_best_of_all_plans(int seed, int heads)
    {
        var problem = OneDay(seed, heads);
        var plan = CoverageOptimizer.Solve(problem);
        var exact = Exact(problem, [.. ShiftColumn.Of(problem, 0)], 0, heads, new double[24]);

        plan.Cost.ShouldBeInRange(exact - 1e-9, 1.02 * exact);
        plan.LowerBound.ShouldBeLessThanOrEqualTo(exact + 1e-6);
    }

    [Theory]
    [InlineData(RulePack.France, 1, 0.4)]
    [InlineData(RulePack.France, 2, 0.8)]
    [InlineData(RulePack.P2st, 3, 0.3)]
    [InlineData(RulePack.P2st, 4, 0.6)]
    [InlineData(RulePack.P2st, 5, 1.0)]
    public void Breaks_no_labor_rule_whatever_is_required(RulePack pack, int seed, double load)
    {
        var rules = new SiteRules { Pack = pack }.On(Monday);
        var plan = CoverageOptimizer.Solve(Random(seed, 24, load, rules));

        plan.People.ShouldNotBeEmpty();
        ScheduleReview.Of(rules, plan.People).ShouldBeEmpty();
    }

    /// <summary>Teams with hours enough and with too few, three quarters of them full time; only ten people with hours just enough are not proven to 2 %.</summary>
    [Theory]
    [InlineData(10, 0.5, 0.03)]
    [InlineData(10, 0.85, 0.02)]
    [InlineData(12, 0.5, 0.02)]
    [InlineData(12, 0.85, 0.02)]
    [InlineData(30, 0.5, 0.02)]
    [InlineData(30, 0.85, 0.02)]
    [InlineData(200, 0.5, 0.02)]
    [InlineData(200, 0.85, 0.02)]
    public void Proves_that_no_plan_is_better_by_more_than_a_few_percent(int heads, double load, double most)
    {
        var plan = CoverageOptimizer.Solve(Random(1, heads, load, RulePacks.P2st));

        plan.LowerBound.ShouldBeGreaterThan(0);
        plan.Gap.ShouldBeInRange(0, most);
        plan.Unplaced.ShouldBe(0);
    }

    [Fact]
    public void Everybody_works_the_contract_at_most_and_the_agents_there_are_theirs()
    {
        var plan = CoverageOptimizer.Solve(Random(8, 24, 1.2, RulePacks.P2st));

        plan.People.ShouldAllBe(person => person.Shifts.Sum(shift => shift.PaidHours) <= person.ContractHours + 1e-9);
        plan.People.ShouldAllBe(person => person.Shifts.Select(shift => shift.Date).Distinct().Count() == person.Shifts.Count);
        (plan.Agents.Sum(day => day.Sum()) / 2).ShouldBe(plan.People.Sum(person => person.Shifts.Sum(shift => shift.Hours)), 1e-6);
    }

    [Fact]
    public void Hours_go_where_a_missing_agent_costs_most()
    {
        var value = Enumerable.Range(0, 24).Select(hour => hour >= 13 ? 100.0 : 30).ToArray();
        var problem = OneDay(1, 2) with { Required = [[.. Enumerable.Range(0, 24).Select(hour => hour is >= 8 and < 17 ? 2.0 : 0)]] };

        var late = CoverageOptimizer.Solve(problem with { Value = [.. Enumerable.Repeat(value, 7)] });

        late.Agents[0][13..17].ShouldBe([2, 2, 2, 2]);
        late.Agents[0][8..13].Sum().ShouldBe(0);
    }

    [Fact]
    public void Nobody_works_on_a_Sunday_that_the_rules_keep_free()
    {
        var problem = Random(9, 12, 0.5, RulePacks.France);
        var open = problem with { Required = [.. problem.Required.Take(6), problem.Required[0]] };

        CoverageOptimizer.Solve(open).Agents[6].Sum().ShouldBe(0);
        CoverageOptimizer.Solve(open with { Rules = [.. RulePacks.France.Where(rule => rule.Id != "sunday")] }).Agents[6].Sum().ShouldBeGreaterThan(0);
    }
}
