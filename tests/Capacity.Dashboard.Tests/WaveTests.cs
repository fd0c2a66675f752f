using Capacity.Dashboard.Charts;
using Capacity.Dashboard.Views;
using Capacity.Domain.Rules;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Surges;
using NodaTime;

namespace Capacity.Dashboard.Tests;

/// <summary>A wave that halves every ten days: thirty ordinary days, then sixty of the wave.</summary>
public class WaveTests
{
    private static readonly LocalDate First = new(2020, 2, 3);
    private static readonly Scenario Example = Horizons.Scenario(13);
    private static readonly SurgeReading Reading = Read(First.PlusDays(90));

    [Fact]
    public void Is_a_cohort_that_the_scenario_accepts()
    {
        WaveCohort change = WaveCohort.In(Example, Reading.Cohort, "Strike of March", Example.Network.Reasons[0].Id);
        change.Id.ShouldBe("strike-of-march");
        ScenarioRules.Check(change.Scenario).ShouldBeEmpty();
        change.Scenario.Cohorts.Count.ShouldBe(Example.Cohorts.Count + 1);
    }

    [Fact]
    public void Gets_a_number_where_its_name_is_taken()
    {
        WaveCohort first = WaveCohort.In(Example, Reading.Cohort, "Wave", "r");
        WaveCohort.In(first.Scenario, Reading.Cohort, "Wave", "r").Id.ShouldBe("wave-2");
    }

    [Fact]
    public void Keeps_the_fit_s_names_in_both_languages_until_somebody_names_it()
    {
        WaveCohort.In(Example, Reading.Cohort, Reading.Cohort.Name.Fr, "r").Scenario.Cohorts[^1].Name.ShouldBe(Reading.Cohort.Name);
        WaveCohort.In(Example, Reading.Cohort, "Grève", "r").Scenario.Cohorts[^1].Name.In("en").ShouldBe("Grève");
    }

    [Fact]
    public void Draws_what_came_until_today_and_every_method_after()
    {
        ChartModel chart = new WaveView(Reading, new KeyLocalizer()).Chart([First.PlusDays(40)]);
        int today = chart.Points.Count - Reading.Ahead.Count;
        foreach (ChartSeries series in chart.Series)
        {
            bool came = series.Name == "Came";
            (series.At(today - 1) is not null, series.At(today) is not null).ShouldBe((came, !came), series.Name);
        }

        chart.Markers.ShouldHaveSingleItem().Position.ShouldBe(40 - 2);
    }

    [Fact]
    public void Says_whether_earlier_forecasts_of_it_beat_the_simple_methods()
    {
        WaveView old = new(Reading, new KeyLocalizer());
        old.Backtest().ShouldStartWith(Reading.Errors!.Improvement >= 0 ? "Better(" : "Worse(");
        WaveView young = new(Read(First.PlusDays(50)), new KeyLocalizer());
        (young.Backtest(), young.Level).ShouldBe(("TooYoung", Level.Neutral));
    }

    private static SurgeReading Read(LocalDate until)
    {
        LocalDate[] dates = [.. Enumerable.Range(0, 91).Select(First.PlusDays)];
        DailyCounts counts = new(dates, [.. dates.Select((_, day) => day < 30 ? 100 + day % 3 : Math.Round(100 + 900 * Math.Pow(0.5, (day - 30) / 10.0)))]);
        string queue = Example.Network.Queues[0].Id;
        return SurgeReading.Of(counts, new SurgeQuestion([], until, 30, "wave", queue, "")).Value!;
    }
}
