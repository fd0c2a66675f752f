using Capacity.Forecasting.Surges;
using Capacity.Forecasting.Tests.Accuracy;

namespace Capacity.Forecasting.Tests.Surges;

public class ChannelSplitTests
{
    private const string England = "nhs_covid_contacts_daily_england_2020_until_0630.csv";

    [Fact]
    public void Online_took_86_percent_of_Englands_contacts_in_the_first_days()
    {
        var (voice, online) = (SurgeBacktestTests.Counts(England, "111"), SurgeBacktestTests.Counts(England, "111_online"));
        ChannelSplit.Of(voice, online, 30)!.FirstWeek.ShouldBe(0.87, 0.015);
    }

    [Fact]
    public void A_share_that_stays_is_forecast_to_stay()
    {
        var split = ChannelSplit.Of(SyntheticWave.Of(30, _ => 300), SyntheticWave.Of(30, _ => 700, seed: 2), 30)!;
        split.LastWeek.ShouldBe(0.7, 0.02);
        0.7.ShouldBeInRange(split.P10, split.P90);
    }

    [Fact]
    public void Lines_without_a_common_week_have_no_split() =>
        ChannelSplit.Of(SyntheticWave.Of(30, _ => 300), SyntheticWave.Of(5, _ => 700), 30).ShouldBeNull();
}
