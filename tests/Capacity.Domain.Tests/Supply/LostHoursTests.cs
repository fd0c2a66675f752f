using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Tests.Supply;

/// <summary>What becomes of contract hours, kind by kind.</summary>
public class LostHoursTests
{
    private static readonly LocalDate Start = new(2020, 6, 1);

    private static readonly Team Plain = new()
    {
        Id = "team", Site = "lille", Headcount = 10,
        Shrinkage = new Shrinkage { Leave = 0.1, Training = 0.05, Cohesion = 0.02, Meetings = 0.03, Breaks = 0.08, Absence = 0.07, Adherence = 0.95 },
    };

    private static Scenario Plan(Team team, params Lever[] levers) =>
        new() { Start = Start, Weeks = 6, Levers = levers, Network = new Network { Sites = [new Site { Id = "lille" }], Teams = [team] } };

    [Fact]
    public void Each_kind_takes_its_share_of_what_those_before_it_left()
    {
        var week = LostHours.Of(Plan(Plain))[0];

        week.Contract.ShouldBe(350_000);
        week.Hours(SupplyLoss.Leave).ShouldBe(35m);
        week.Hours(SupplyLoss.Training).ShouldBe(315 * 0.05m);
        week.Hours(SupplyLoss.Cohesion).ShouldBe(315 * 0.95m * 0.02m);
        week.AtWork.ShouldBe((long)Math.Round(350_000 * Plain.Shrinkage.Remaining()));
    }

    [Fact]
    public void Time_that_a_decision_gives_back_is_lost_from_its_day_on()
    {
        var weeks = LostHours.Of(Plan(Plain, new ShrinkageChange { Id = "back", Team = "team", Training = 0.1, From = Start.PlusWeeks(1) }));

        weeks[0].Hours(SupplyLoss.Training).ShouldBe(315 * 0.05m);
        weeks[1].Hours(SupplyLoss.Training).ShouldBe(315 * 0.1m);
        weeks[1].Hours(SupplyLoss.Leave).ShouldBe(35m);
    }

    [Fact]
    public void Who_has_left_learns_or_is_on_short_time_has_a_line()
    {
        var plan = Plan(Plain with { Attrition = [new AttritionStep { PerYear = 0.5 }] }, new Hire { Team = "team", Heads = 2, From = Start.PlusWeeks(4), TrainingDays = 14 });
        var weeks = LostHours.Of(plan with { Furloughs = [new Furlough { Team = "team", Share = 0.4, During = new Capacity.Domain.Demand.Period() }] });

        weeks[0].Hours(SupplyLoss.Attrition).ShouldBe(0);
        weeks[5].Hours(SupplyLoss.Attrition).ShouldBeGreaterThan(weeks[4].Hours(SupplyLoss.Attrition));
        weeks[3].Hours(SupplyLoss.Newcomers).ShouldBeInRange(65m, 70m);
        weeks[5].Hours(SupplyLoss.Newcomers).ShouldBe(0);
        weeks[0].Hours(SupplyLoss.ShortTime).ShouldBe(140m);
    }

    [Fact]
    public void A_wave_is_absence_beside_sickness_and_shifts_bring_their_breaks()
    {
        var shift = new ShiftPattern { From = new LocalTime(9, 0), Until = new LocalTime(17, 0), Breaks = [new ShiftBreak { Minutes = 60 }, new ShiftBreak { At = new LocalTime(15, 0), Minutes = 21, Paid = true }] };
        var plan = Plan(Plain with { Shifts = [shift], Shrinkage = new Shrinkage { Leave = 0, Training = 0, Cohesion = 0, Breaks = 0.08, Absence = 0.1, Adherence = 1 } });
        var week = LostHours.Of(plan with
        {
            AbsenceWaves = [new AbsenceWave { Site = "lille", PeakShare = 0.4, During = new() { From = Start, Until = Start.PlusDays(7) } }],
        })[0];

        week.Hours(SupplyLoss.Breaks).ShouldBe(350 * 21m / 420);
        week.Hours(SupplyLoss.Sickness).ShouldBe(33.25m);
        week.Hours(SupplyLoss.Absence).ShouldBe(299.25m * 0.4m * (1 + 3 + 5 + 7 + 5 + 3 + 1) / 49, 0.001m);
    }

    /// <summary>The worked example, with hours that do not divide: every week, team and total adds up to the last thousandth.</summary>
    [Fact]
    public void Losses_and_work_add_up_exactly_for_weeks_and_teams_and_all()
    {
        var all = LostHours.Of(Horizons.Scenario());

        all.ShouldAllBe(week => week.Contract == week.Lost.Values.Sum() + week.AtWork && week.Lost.Count == Enum.GetValues<SupplyLoss>().Length);
        var total = LostHours.Sum(all);
        total.Contract.ShouldBe(total.Lost.Values.Sum() + total.AtWork);
        LostHours.Sum(all.GroupBy(week => week.Monday).Select(LostHours.Sum)).Lost.ShouldBe(total.Lost);
    }
}
