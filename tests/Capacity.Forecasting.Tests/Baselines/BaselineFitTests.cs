using Capacity.Domain.Rules;
using Capacity.Domain.Samples;
using Capacity.Forecasting.Baselines;
using NodaTime;

namespace Capacity.Forecasting.Tests.Baselines;

public class BaselineFitTests
{
    [Fact]
    public void Makes_a_baseline_of_the_bank_history_that_a_scenario_takes()
    {
        var baseline = BaselineFit.From(SharedData.Read(SharedData.Bank).Series!, "refund-voice", "bank");
        baseline.Days.Select(day => day.Day).ShouldBe([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday]);
        baseline.Days.ShouldAllBe(day => day.StepMinutes == 15 && day.ShapeStart == new LocalTime(7, 0) && day.Contacts > 20_000);
        baseline.DailyVariation.ShouldBeInRange(0.05, 0.09);
        var scenario = Horizons.Scenario();
        ScenarioRules.Check(scenario with { Baselines = [baseline, .. scenario.Baselines.Where(one => one.Queue != "refund-voice")] }).ShouldBeEmpty();
    }

    [Fact]
    public void Keeps_the_weekly_volume_of_the_last_weeks()
    {
        var history = SharedData.Read(SharedData.Bank).Series!;
        var days = history.Days().Where(day => day.Date > new LocalDate(2003, 7, 26)).ToList();
        var week = days.GroupBy(day => day.Date.DayOfWeek).Sum(group => group.Average(day => day.Total));
        BaselineFit.From(history, "q").Days.Sum(day => day.Contacts).ShouldBe(week, 0.04 * week);
    }

    [Fact]
    public void Leaves_the_shape_even_where_only_days_are_known()
    {
        var baseline = BaselineFit.From(SharedData.Read("osaka_covid_call_centre_daily_2020_until_0731.csv").Series!, "q");
        baseline.Days.Count.ShouldBe(7);
        baseline.Days.ShouldAllBe(day => day.Shape.Count == 0);
    }
}
