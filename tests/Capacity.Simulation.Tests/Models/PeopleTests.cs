using Capacity.Domain.Kpis;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using Capacity.Simulation.Models;
using NodaTime;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Models;

/// <summary>What hires, recalls, training, tenure, shifts and closures make of positions, and of what is served.</summary>
public sealed class PeopleTests
{
    static readonly LocalDate s_start = new(2020, 6, 1);
    static readonly LearningCurve s_slow = new() { StartEfficiency = 0.5, StartResolution = 0.5, Months = 120 };

    static Scenario Plain(Team team, params Lever[] levers) => Scenario(
        4, [Voice("calls", 300, 180), Voice("files", 600, null, 86400) with { Channel = Channel.BackOffice }],
        [team, Team("other", 4, Skill("files"))], Baseline("calls", 1000), Baseline("files", 200)) with { Levers = levers };

    static double[] Agents(Scenario scenario, int team = 0) =>
        [.. Enumerable.Range(0, 28).Select(day => SimulationModel.Compile(scenario).Agents()[team][24 * day + 12])];

    static Team Usual => Team("team", 10, Skill("calls"));

    [Fact]
    public void A_class_is_paid_in_training_and_adds_positions_afterwards()
    {
        var scenario = Plain(Usual, new Hire { Id = "class", Team = "team", Heads = 5, From = s_start.PlusDays(14), TrainingDays = 7, FillDays = 7 });

        Agents(scenario)[13].ShouldBe(10, 1e-9);
        Agents(scenario)[14].ShouldBe(15, 1e-9);
        var model = SimulationModel.Compile(scenario);
        Enumerable.Range(0, 4).Select(week => model.PaidWeek(0, week).PaidHours / 168).ShouldBe([10, 15, 15, 15], 1e-9);
    }

    [Fact]
    public void Who_is_called_back_works_again_and_no_more_than_were_away()
    {
        var scenario = Plain(Usual, new Recall { Id = "some", Team = "team", Heads = 3, From = s_start.PlusDays(7), Until = s_start.PlusDays(14) },
            new Recall { Id = "many", Team = "team", Heads = 30, From = s_start.PlusDays(14) }) with
        {
            Furloughs = [new Furlough { Team = "team", Share = 0.4 }],
        };

        new[] { 0, 7, 14 }.Select(day => Agents(scenario)[day]).ShouldBe([6, 9, 10], 1e-9);
    }

    [Fact]
    public void Cross_training_costs_capacity_and_then_gives_a_pool_with_both_skills()
    {
        var scenario = Plain(Usual, new CrossTraining
        {
            Id = "learn", Team = "team", Queue = "files", Heads = 4, From = s_start.PlusDays(14), TrainingDays = 7, TrainingShare = 0.5,
        });
        var model = SimulationModel.Compile(scenario);

        new[] { 6, 7, 14 }.Select(day => Agents(scenario)[day]).ShouldBe([10, 8, 10], 1e-9);
        model.PaidWeek(0, 1).PaidHours.ShouldBe(1680, 1e-6);
        new[] { 0, 1 }.Select(queue => model.Network.Pools[2].HandleFactor[queue]).ShouldBe([1, 1.25]);
        model.CourseOf(0).Supply.AgentsAt(2, 24 * 14, 14).ShouldBe(4, 1e-9);
    }

    [Fact]
    public void Breaks_and_team_time_given_back_cost_positions_on_their_days_and_no_pay()
    {
        var hurried = Usual with { Shrinkage = NoShrinkage with { Breaks = 0.02 } };
        var scenario = Plain(hurried, new ShrinkageChange
        {
            Id = "back", Team = "team", Breaks = 0.1, Cohesion = 0.5, From = s_start.PlusDays(7), Until = s_start.PlusDays(9),
        });

        new[] { 6, 7, 8, 9 }.Select(day => Agents(scenario)[day]).ShouldBe([9.8, 4.5, 4.5, 9.8], 1e-9);
        SimulationModel.Compile(scenario).TotalCost().ShouldBe(SimulationModel.Compile(Plain(hurried)).TotalCost());
    }

    [Fact]
    public void Shifts_say_when_people_are_there_and_breaks_are_theirs()
    {
        var team = Usual with
        {
            ContractHours = 35, Shrinkage = NoShrinkage with { Breaks = 0.5 },
            Shifts = [new ShiftPattern { Id = "day", Breaks = [new ShiftBreak { At = new LocalTime(12, 0), Minutes = 60 }] }],
        };
        var agents = SimulationModel.Compile(Plain(team)).Agents()[0];

        agents[..24].ShouldBe([.. Enumerable.Repeat(0.0, 9), 10, 10, 10, 0, 10, 10, 10, 10, .. Enumerable.Repeat(0.0, 7)], 1e-9);
        agents[(5 * 24)..(7 * 24)].ShouldAllBe(x => x == 0);
    }

    [Fact]
    public void A_closed_site_leaves_those_who_work_from_home()
    {
        var plain = Plain(Usual);
        var closed = plain with
        {
            Network = plain.Network with { Sites = [new Site { Id = "site", RemoteShare = 0.25 }] },
            SiteClosures = [new SiteClosure { Site = "site", During = new() { From = s_start.PlusDays(7), Until = s_start.PlusDays(14) } }],
        };

        new[] { 6, 7, 14 }.Select(day => Agents(closed)[day]).ShouldBe([10, 2.5, 10], 1e-9);
    }

    [Fact]
    public void Newcomers_take_longer_and_settle_less_in_the_simulation()
    {
        var novices = Usual with { Headcount = 40, Learning = s_slow, Tenure = [new TenureShare { Months = 0, Share = 1 }] };
        var open = Plain(novices);
        var scenario = open with { Network = open.Network with { Reasons = [new Reason { Id = "settled", FirstContactResolution = 0.8 }] } };
        var run = Run(scenario, 20);
        var efficiency = SupplyTable.Of(scenario)[0, 2].Efficiency;

        efficiency.ShouldBeInRange(0.5, 0.51);
        run.Values(0, ContactKpis.AverageHandleTime).ShouldAgreeWith(300 / efficiency, 3);
        run.Values(0, ContactKpis.Resolution).ShouldAgreeWith(0.8 * efficiency, 0.01);
    }

    [Fact]
    public void Experience_changes_nothing()
    {
        var plain = Plain(Usual);
        var learned = Plain(Usual with { Learning = s_slow, Attrition = [new AttritionStep { PerYear = 0 }] });

        Run(learned, 2).Tallies(0).ShouldBe(Run(plain, 2).Tallies(0));
    }
}
