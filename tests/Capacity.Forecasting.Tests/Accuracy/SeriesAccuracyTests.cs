using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Tests.Baselines;

namespace Capacity.Forecasting.Tests.Accuracy;

public class SeriesAccuracyTests
{
    [Theory]
    [InlineData(7, 7)]
    [InlineData(8, 14)]
    [InlineData(10, 28)]
    public void Forecasts_as_far_ahead_as_the_history_allows(int weeks, int days) =>
        SeriesAccuracy.Plan(BaselineForecastTests.Weeks(weeks)).Value!.Days.ShouldBe(days);

    [Fact]
    public void Refuses_less_than_six_weeks_in_both_languages()
    {
        var error = SeriesAccuracy.Plan(BaselineForecastTests.Weeks(5)).Errors.ShouldHaveSingleItem();
        error.Problem.ShouldContain("shorter than six weeks");
        error.ProblemFr.ShouldContain("moins de six semaines");
    }

    [Fact]
    public void Tells_how_far_it_is_and_never_goes_back()
    {
        var history = BaselineForecastTests.Weeks(16);
        List<double> told = [];
        SeriesAccuracy.Of(history, SeriesAccuracy.Plan(history).Value!, told.Add, CancellationToken.None);
        told.Count.ShouldBeGreaterThan(3);
        told.ShouldBe(told.Order());
        told[^1].ShouldBeLessThan(1);
    }

    [Fact]
    public void Gives_up_between_two_origins()
    {
        var history = BaselineForecastTests.Weeks(16);
        using CancellationTokenSource end = new();
        List<double> told = [];
        void Tell(double done)
        {
            told.Add(done);
            end.Cancel();
        }

        Should.Throw<OperationCanceledException>(() => SeriesAccuracy.Of(history, SeriesAccuracy.Plan(history).Value!, Tell, end.Token));
        told.Count.ShouldBe(1);
    }

    [Fact]
    public void Shows_the_newest_forecast_beside_what_came_on_the_bank_history()
    {
        var bank = SharedData.Read(SharedData.Bank).Series!;
        var plan = SeriesAccuracy.Plan(bank).Value!;
        var accuracy = SeriesAccuracy.Of(bank, plan with { Origins = 1 }, null, CancellationToken.None);
        accuracy.Days.Sum(day => day.Actual).ShouldBe(bank.From(accuracy.Errors.Origins[0]).Counts.Sum());
        accuracy.DaysInBand.ShouldBeInRange(0.6, 1);
        accuracy.FirstWeek.ShouldAllBe(point => point.P10 <= point.Mean && point.Mean <= point.P90);
    }
}
