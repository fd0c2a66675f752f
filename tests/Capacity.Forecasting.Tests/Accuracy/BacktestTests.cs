using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Tests.Baselines;
using NodaTime;

namespace Capacity.Forecasting.Tests.Accuracy;

public class BacktestTests
{
    private static readonly Lazy<BacktestReport> Bank = new(() => Backtest.Run(SharedData.Read(SharedData.Bank).Series!, new BacktestPlan
    {
        IntervalMinutes = 30,
        Origins = 7,
        From = new LocalDate(2003, 6, 2),
        Opens = new LocalTime(7, 0),
        Closes = new LocalTime(21, 0),
    }));

    [Fact]
    public void On_the_bank_history_the_baseline_errs_by_at_most_five_and_a_half_percent()
    {
        Bank.Value.Origins.Count.ShouldBe(7);
        Bank.Value.MeanWape.ShouldBeLessThan(0.055);
    }

    [Fact]
    public void On_the_bank_history_the_simple_methods_err_as_published()
    {
        Bank.Value.MeanWapeOfSeasonalNaive.ShouldBe(0.088, 0.0005);
        Bank.Value.MeanWapeOfSixWeeks.ShouldBe(0.065, 0.0005);
    }

    [Fact]
    public void On_the_bank_history_the_80_percent_band_holds_75_to_85_percent() =>
        Bank.Value.Baseline.Coverage80!.Value.ShouldBeInRange(0.75, 0.85);

    [Fact]
    public void On_six_minute_counts_with_weekends_the_baseline_beats_both_simple_methods()
    {
        var report = Backtest.Run(SharedData.Read(SharedData.Technion).Series!, new BacktestPlan
        {
            IntervalMinutes = 6,
            Origins = 3,
            From = new LocalDate(1999, 7, 4),
            EveryDays = 42,
        });
        report.Baseline.Wape.ShouldBeLessThan(report.SeasonalNaive.Wape);
        report.Baseline.Wape.ShouldBeLessThan(report.MeanOfSixWeeks.Wape);
    }

    [Fact]
    public void Origins_follow_the_plan_as_far_as_the_history_reaches()
    {
        var plan = new BacktestPlan { IntervalMinutes = 60, Days = 7, Origins = 9, EveryDays = 7, From = new LocalDate(2020, 4, 20) };
        plan.FirstDays(BaselineForecastTests.Weeks(9)).ShouldBe([new(2020, 4, 20), new(2020, 4, 27), new(2020, 5, 4)]);
    }

    [Fact]
    public void Without_a_first_day_origins_are_as_late_as_possible()
    {
        var plan = new BacktestPlan { IntervalMinutes = 60, Days = 7, Origins = 2 };
        plan.FirstDays(BaselineForecastTests.Weeks(10)).ShouldBe([new(2020, 5, 3), new(2020, 5, 17)]);
    }

    [Fact]
    public void Errors_by_week_ahead_add_up_to_all() =>
        Bank.Value.ByWeekAhead.Sum(week => week.Baseline.Intervals).ShouldBe(Bank.Value.Baseline.Intervals);

    [Fact]
    public void Only_the_hours_asked_for_count()
    {
        var plan = new BacktestPlan { IntervalMinutes = 60, Days = 7, Origins = 1, Opens = new LocalTime(9, 0), Closes = new LocalTime(11, 0) };
        Backtest.Run(BaselineForecastTests.Weeks(8), plan).Baseline.Intervals.ShouldBe(6 * 2);
    }
}
