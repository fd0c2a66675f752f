using Capacity.Dashboard.Views;
using Capacity.Forecasting.Accuracy;

namespace Capacity.Dashboard.Tests;

public class AccuracyTableTests
{
    [Theory]
    [InlineData(0.05, 0.08, 0.07, Level.Good)]
    [InlineData(0.075, 0.08, 0.07, Level.Warn)]
    [InlineData(0.09, 0.08, 0.07, Level.Bad)]
    public void A_forecast_is_judged_by_the_simple_methods_that_it_beats(double own, double lastWeek, double sixWeeks, Level level) =>
        AccuracyTable.Level(Report(own, lastWeek, sixWeeks)).ShouldBe(level);

    [Theory]
    [InlineData(0.8, Level.Good)]
    [InlineData(0.7, Level.Warn)]
    [InlineData(0.97, Level.Bad)]
    public void A_band_may_be_too_narrow_and_too_wide(double share, Level level) => AccuracyTable.Coverage(share).ShouldBe(level);

    [Fact]
    public void Rows_are_the_weeks_ahead_and_all_of_them()
    {
        IReadOnlyList<AccuracyRow> rows = AccuracyTable.Rows(Report(0.05, 0.08, 0.07), new KeyLocalizer());
        rows.Select(row => row.IsBest).ShouldBe([false, true]);
    }

    private static BacktestReport Report(double own, double lastWeek, double sixWeeks) => new(
        30, 7, [], own, lastWeek, sixWeeks, Errors(own), Errors(lastWeek), Errors(sixWeeks), [new HorizonErrors(1, Errors(0.2), Errors(0.1), Errors(0.3))], []);

    private static ErrorFigures Errors(double wape) => new(100, wape, 0, 0.02, 0.8);
}
