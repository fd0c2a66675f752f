using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.History;
using Capacity.Forecasting.Surges;

namespace Capacity.Forecasting.Tests.Accuracy;

/// <summary>Five waves of 2020, from 10, 20, 30 and 45 days in, 30 days ahead.</summary>
public class SurgeBacktestTests
{
    private static readonly (string File, string Column)[] Waves =
    [
        ("osaka_covid_call_centre_daily_2020_until_0731.csv", "calls"),
        ("scotland_nhs24_calls_daily_2020.csv", "nhs24_111_calls"),
        ("scotland_nhs24_calls_daily_2020.csv", "coronavirus_helpline_calls"),
        ("nhs_covid_contacts_daily_england_2020_until_0630.csv", "111"),
        ("nhs_covid_contacts_daily_england_2020_until_0630.csv", "111_online"),
    ];

    private static readonly Lazy<List<SurgeErrors>> Errors = new(() => [.. Waves.Select(wave => SurgeBacktest.Run(Counts(wave.File, wave.Column)))]);

    [Fact]
    public void The_pooled_loss_is_a_fifth_below_the_better_simple_method() =>
        Errors.Value.Aggregate((a, b) => a + b).Improvement.ShouldBeGreaterThan(0.2);

    [Fact]
    public void Pooled_with_equal_weight_for_every_wave_it_is_so_too() =>
        Errors.Value.Select(errors => errors with
        {
            Loss = errors.Loss / errors.Contacts,
            LastWeekLoss = errors.LastWeekLoss / errors.Contacts,
            DecayLoss = errors.DecayLoss / errors.Contacts,
        }).Aggregate((a, b) => a + b).Improvement.ShouldBeGreaterThan(0.2);

    [Fact]
    public void The_80_percent_band_holds_70_to_90_percent() =>
        Errors.Value.Aggregate((a, b) => a + b).Coverage80.ShouldBeInRange(0.7, 0.9);

    [Fact]
    public void Twenty_forecasts_of_thirty_days_are_met() => Errors.Value.Sum(errors => errors.Days).ShouldBe(600);

    internal static DailyCounts Counts(string file, string column)
    {
        using var stream = File.OpenRead(SharedData.PathOf(file));
        return DailyCounts.Of(HistoryReader.Read(stream, HistoryMapping.Parse($"count={column}").Value).Series!);
    }
}
