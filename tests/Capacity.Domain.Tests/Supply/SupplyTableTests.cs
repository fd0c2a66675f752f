using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Tests.Supply;

/// <summary>Who is there, week by week: attrition, hires, training, learning, contracts.</summary>
public class SupplyTableTests
{
    private static readonly LocalDate Start = new(2020, 6, 1);
    private static readonly Team Plain = new() { Id = "team", Headcount = 100, ContractHours = 35, HourlyCost = 20 };
    private static readonly Hire Class = new() { Id = "class", Team = "team", Heads = 10, From = Start.PlusWeeks(6), TrainingDays = 28 };

    private static IReadOnlyList<TeamSupply> Weeks(Team team, int weeks, params Lever[] levers) =>
        SupplyTable.Of(new Scenario { Start = Start, Weeks = weeks, Network = new Network { Teams = [team] }, Levers = levers }).Team(0);

    [Fact]
    public void Without_anything_declared_everybody_stays_and_is_experienced()
    {
        var last = Weeks(Plain, 130)[129];

        last.ShouldBe(new TeamSupply
        {
            HeadsAtStart = 100, HeadsAtEnd = 100, Trained = 100, TrainedHours = 3500, TrainedCost = 70_000,
            HoursPerHead = 35, CostPerHour = 20, Efficiency = 1, Resolution = 1,
        });
    }

    [Fact]
    public void A_yearly_rate_takes_its_exponential_share()
    {
        var team = Plain with { Attrition = [new AttritionStep { PerYear = 0.3 }] };

        Weeks(team, 53)[52].HeadsAtStart.ShouldBe(100 * Math.Exp(-0.3 * 52 * 7 / 365.25), 1e-9);
    }

    [Fact]
    public void Replaced_leavers_are_the_rate_times_the_headcount()
    {
        var team = Plain with { Attrition = [new AttritionStep { PerYear = 0.3 }] };
        var leavers = Weeks(team, 1)[0].Leavers;

        (leavers * 365.25 / 7).ShouldBe(30, 0.1);
    }

    [Fact]
    public void Newcomers_leave_at_the_rate_of_their_tenure()
    {
        var team = Plain with
        {
            Tenure = [new TenureShare { Months = 0, Share = 0.4 }],
            Attrition = [new AttritionStep { PerYear = 2 }, new AttritionStep { FromMonth = 3, PerYear = 0.1 }],
        };

        var atEnd = Weeks(team, 14)[13].HeadsAtEnd;

        var stay = (double rate, int weeks) => Math.Exp(-rate * weeks * 7 / 365.25);
        atEnd.ShouldBe(60 * stay(0.1, 14) + 40 * stay(2, 14), 1e-9);
    }

    [Fact]
    public void A_class_is_paid_while_it_trains_and_serves_from_the_first_day_of_effect()
    {
        var weeks = Weeks(Plain, 10, Class);

        weeks.Select(w => w.InTraining).ShouldBe([0, 0, 10, 10, 10, 10, 0, 0, 0, 0]);
        weeks.Select(w => w.Trained).ShouldBe([100, 100, 100, 100, 100, 100, 110, 110, 110, 110]);
        weeks.Select(w => w.Joiners).ShouldBe([0, 0, 10, 0, 0, 0, 0, 0, 0, 0]);
        weeks[3].TrainingCost.ShouldBe(10 * 35 * 20);
    }

    [Fact]
    public void A_class_that_begins_on_a_Thursday_counts_four_days_of_its_first_week()
    {
        var weeks = Weeks(Plain, 10, Class with { From = Start.PlusDays(45) });

        weeks[2].InTraining.ShouldBe(10 * 4 / 7.0, 1e-12);
        weeks[6].InTraining.ShouldBe(10 * 3 / 7.0, 1e-12);
        weeks[6].Trained.ShouldBe(100 + 10 * 4 / 7.0, 1e-12);
        weeks[7].Trained.ShouldBe(110);
    }

    [Fact]
    public void A_class_from_before_the_start_is_there_with_its_tenure()
    {
        var team = Plain with { Headcount = 0, Learning = new LearningCurve() };

        var early = Weeks(team, 1, Class with { From = Start.PlusWeeks(-26) })[0];

        early.HeadsAtStart.ShouldBe(10);
        early.Efficiency.ShouldBe(new LearningCurve().Efficiency(26.5 * 7 / (365.25 / 12)), 1e-12);
    }

    [Fact]
    public void Newcomers_pull_efficiency_and_resolution_down_and_learn()
    {
        var weeks = Weeks(Plain with { Learning = new LearningCurve() }, 70, Class with { Heads = 100 });

        weeks[6].Efficiency.ShouldBe((1 + new LearningCurve().Efficiency(0.5 * 7 / (365.25 / 12))) / 2, 1e-12);
        weeks[6].Resolution.ShouldBeInRange(0.94, 0.96);
        weeks[69].Efficiency.ShouldBe(1);
        weeks[69].Resolution.ShouldBe(1);
    }

    [Fact]
    public void Contracts_have_their_hours_and_cost_and_end()
    {
        var team = Plain with
        {
            Contracts =
            [
                new Contract { Id = "full", Share = 0.8 },
                new Contract { Id = "temporary", Kind = ContractKind.Temporary, Share = 0.2, HoursPerWeek = 24, HourlyCost = 30, Until = Start.PlusWeeks(2) },
            ],
        };

        var weeks = Weeks(team, 3);

        weeks[0].TrainedHours.ShouldBe(80 * 35 + 20 * 24);
        weeks[0].CostPerHour.ShouldBe((80 * 35 * 20 + 20 * 24 * 30) / (80.0 * 35 + 20 * 24), 1e-12);
        weeks[1].Leavers.ShouldBe(20, 1e-9);
        weeks[2].TrainedHours.ShouldBe(80 * 35);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(23)]
    public void Heads_at_the_end_are_those_at_the_start_with_joiners_and_without_leavers(int seed)
    {
        var team = Plain with
        {
            Learning = new LearningCurve { Months = seed },
            Tenure = [new TenureShare { Months = seed / 2.0, Share = 0.3 }],
            Attrition = [new AttritionStep { PerYear = 0.9 }, new AttritionStep { FromMonth = seed, PerYear = 0.2 }],
        };

        var weeks = Weeks(team, 130, Class, Class with { Id = "late", From = Start.PlusDays(100 + seed), Until = Start.PlusWeeks(60) });

        weeks.ShouldAllBe(w => Math.Abs(w.HeadsAtStart + w.Joiners - w.Leavers - w.HeadsAtEnd) < 1e-9);
        Enumerable.Range(1, 129).ShouldAllBe(w => weeks[w].HeadsAtStart == weeks[w - 1].HeadsAtEnd);
        weeks.Sum(w => w.Joiners).ShouldBe(20);
        weeks[100].Trained.ShouldBe(weeks[100].HeadsAtStart, 1e-9);
    }

    [Fact]
    public void Full_time_equivalents_are_hours_on_the_contract_basis_of_the_site()
    {
        var week = Weeks(Plain with { ContractHours = 28 }, 1)[0];

        week.Heads.ShouldBe(100);
        week.FullTimeEquivalents(35).ShouldBe(80);
    }
}
