using Capacity.Forecasting.Baselines;
using NodaTime;

namespace Capacity.Forecasting.Tests.Baselines;

/// <summary>Reference case FC01: the bank's half-hour counts around their weekday profile.</summary>
public class OverdispersionTests
{
    [Fact]
    public void Finds_the_published_variance_to_mean_of_the_bank_history_FC01() =>
        Overdispersion.Of(SharedData.Read(SharedData.Bank).Series!.Resample(30)).MedianVarianceToMean.ShouldBe(7.321407170002435, 1e-6);

    /// <summary>The published daily figures leave the last day of the file out.</summary>
    [Fact]
    public void Finds_the_published_variation_of_daily_totals_FC01() =>
        Overdispersion.Of(SharedData.Read(SharedData.Bank).Series!.Before(new LocalDate(2003, 9, 26))).DailyVariationByWeekday.Values
            .Select(value => Math.Round(value, 6)).ShouldBe([0.063808, 0.088771, 0.056718, 0.055927, 0.053308]);

    [Fact]
    public void Finds_none_in_counts_that_never_change() => Overdispersion.Of(BaselineForecastTests.Weeks(6)).DailyVariation.ShouldBe(0);
}
