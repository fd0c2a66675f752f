using System.Text.Json;
using Capacity.Contracts.Runs;
using Capacity.Domain.Json;
using Capacity.Forecasting.Accuracy;

namespace Capacity.Grains.Tests.Product;

public sealed class BacktestTests(ForecastCluster cluster) : IClassFixture<ForecastCluster>
{
    [Fact]
    public async Task Measures_a_series_in_the_background_and_keeps_the_report_over_a_restart()
    {
        await cluster.ImportAsync("refund-voice", new DateOnly(2020, 5, 1));
        var backtest = cluster.Backtest("refund-voice");
        (await backtest.Start("anna")).Accepted.ShouldBeTrue();
        var last = await ForecastCluster.EndedAsync(backtest);
        (last.State, last.Done, last.Through).ShouldBe((RunState.Finished, 1, "2020-05-01"));

        await cluster.RestartAsync();
        var report = JsonSerializer.Deserialize<SeriesAccuracy>(await cluster.Backtest("refund-voice").Report(), CapacityJson.Options)!;
        report.Errors.ByWeekAhead.Count.ShouldBe(4);
        report.Errors.Baseline.Wape.ShouldBeLessThan(0.2);
        report.Days.Count.ShouldBe(20);
        (await cluster.Backtest("refund-voice").Status()).MeasuredAt.ShouldBe(last.MeasuredAt);
    }

    [Fact]
    public async Task Cancelling_keeps_the_report_before()
    {
        await cluster.ImportAsync("booking-voice", new DateOnly(2020, 5, 1));
        var backtest = cluster.Backtest("booking-voice");
        await backtest.Start("anna");
        await ForecastCluster.EndedAsync(backtest);
        var report = await backtest.Report();
        await backtest.Start("anna");
        await backtest.Cancel();
        (await backtest.Status()).State.ShouldBe(RunState.Cancelled);
        (await backtest.Report()).ShouldBe(report);
    }

    [Theory]
    [InlineData("groups-voice", true, "shorter than six weeks", "moins de six semaines")]
    [InlineData("customer-email", false, "has no history", "n’a pas d’historique")]
    public async Task Says_in_both_languages_why_it_cannot_measure(string queue, bool import, string english, string french)
    {
        await cluster.ImportAsync(import ? queue : "refund-voice", new DateOnly(2020, 2, 21));
        var backtest = cluster.Backtest(queue);
        await backtest.Start("anna");
        var failure = (await ForecastCluster.EndedAsync(backtest)).Failure.ShouldNotBeNull();
        failure.In("en").ShouldContain(english);
        failure.In("fr").ShouldContain(french);
    }

    [Fact]
    public async Task A_fault_of_the_program_is_told_in_both_languages_and_without_its_words()
    {
        await cluster.ImportAsync(UnreadableHistory.Queue, new DateOnly(2020, 5, 1));
        var backtest = cluster.Backtest(UnreadableHistory.Queue);
        await backtest.Start("anna");
        var failure = (await ForecastCluster.EndedAsync(backtest)).Failure.ShouldNotBeNull();
        failure.In("fr").ShouldBe("Le calcul a échoué. Réessayez ; le journal du programme en dit plus.");
        failure.In("en").ShouldBe("The computation failed. Try again; the log of the program says more.");
    }
}
