using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using Capacity.Planning.Coverage;
using NodaTime;

namespace Capacity.Cli.Benchmarks;

/// <summary>The people's half of the model: who is there over 130 weeks, and a team-week of shifts within the rules.</summary>
internal static class Workforce
{
    public static IReadOnlyList<Workload> Workloads { get; } = [new SupplyOfManyTeams(), new ShiftsOfOneTeam()];

    private static readonly LocalDate Start = new(2020, 3, 2);

    /// <summary>10,000 people in 500 teams with attrition, learning, two contracts and two classes of newcomers each.</summary>
    private sealed class SupplyOfManyTeams() : Workload("supply", "supply of 10,000 people in 500 teams over 130 weeks", "ms")
    {
        private Scenario _scenario = new();

        public override void Prepare() => _scenario = new Scenario
        {
            Start = Start,
            Weeks = 130,
            Network = new Network { Teams = [.. Enumerable.Range(0, 500).Select(Team)] },
            Levers = [.. Enumerable.Range(0, 1000).Select(Class)],
        };

        public override double Run(CancellationToken cancellation) =>
            SupplyTable.Of(_scenario).Team(0).Count;

        public override double Figure(double amount, double seconds) => 1000 * seconds;

        private static Team Team(int number) => new()
        {
            Id = $"team-{number}",
            Headcount = 20,
            Contracts = [new Contract { Id = "full", Share = 0.75 }, new Contract { Id = "part", Share = 0.25, HoursPerWeek = 25 }],
            Tenure = [new TenureShare { Months = 2, Share = 0.2 }, new TenureShare { Months = 8, Share = 0.2 }],
            Attrition = [new AttritionStep { PerYear = 0.6 }, new AttritionStep { FromMonth = 12, PerYear = 0.2 }],
            Learning = new LearningCurve(),
        };

        private static Hire Class(int number) => new()
        {
            Id = $"class-{number}", Team = $"team-{number % 500}", Heads = 3, From = Start.PlusWeeks(8 + number % 90),
        };
    }

    /// <summary>200 people, a quarter of them part time, half-hours from 8 to 20, under the rules of French outsourced centers.</summary>
    private sealed class ShiftsOfOneTeam() : Workload("shifts", "a week of shifts for 200 people within labor rules", "s")
    {
        private CoverageProblem _problem = new();

        public override void Prepare() => _problem = new CoverageProblem
        {
            Monday = Start,
            Rules = new SiteRules { Pack = RulePack.P2st }.On(Start),
            Required = [.. Enumerable.Range(0, 7).Select(day => Enumerable.Range(0, 48).Select(i => Need(day, i / 2.0 + 0.25)).ToArray())],
            Crews =
            [
                new Crew { Id = "full", Heads = 150 },
                new Crew
                {
                    Id = "part", Heads = 50, ContractHours = 25,
                    Shift = new ShiftKind { PaidMinutes = 300, LunchMinutes = 0, BreakMinutes = 20, WorkAroundBreakMinutes = 100 },
                },
            ],
        };

        public override double Run(CancellationToken cancellation) => CoverageOptimizer.Solve(_problem).People.Count;

        public override double Figure(double amount, double seconds) => seconds;

        // Two peaks a day, at half past ten and at four, half of it on Saturdays.
        private static double Need(int day, double hour) => day == 6 || hour is < 8 or > 20 ? 0
            : (day == 5 ? 60 : 120) * (0.35 + 0.65 * Math.Exp(-(hour - 10.5) * (hour - 10.5) / 3) + 0.4 * Math.Exp(-(hour - 16) * (hour - 16) / 4));
    }
}
