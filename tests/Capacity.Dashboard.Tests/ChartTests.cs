using Capacity.Dashboard.Charts;

namespace Capacity.Dashboard.Tests;

public class ChartTests
{
    [Theory]
    [InlineData(4_321, 5_000, 1_000)]
    [InlineData(0.97, 1, 0.2)]
    [InlineData(12, 12.5, 2.5)]
    public void Ends_the_axis_on_a_round_value_above_the_largest(double largest, double top, double step)
    {
        ChartScale scale = ChartScale.For(largest, 200);
        scale.Top.ShouldBe(top, 1e-9);
        scale.Step.ShouldBe(step, 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Draws_an_axis_even_without_anything_to_draw(double largest) => ChartScale.For(largest, 200).Top.ShouldBe(1);

    [Fact]
    public void Keeps_values_beyond_the_axis_at_its_ends()
    {
        ChartScale scale = new(1, 0.2, 100);
        scale.Y(1.7).ShouldBe(0);
        scale.Y(-3).ShouldBe(100);
    }

    [Fact]
    public void Never_draws_more_points_than_pixels()
    {
        ChartPaths paths = new(Daily(910), 720, 250);
        paths.Drawn.Points.Count.ShouldBeLessThanOrEqualTo(660);
    }

    [Fact]
    public void Keeps_the_widest_ends_of_an_interval_when_days_are_joined()
    {
        ChartSeries band = new("band", SeriesKind.Band, "band", [5, 9, 4, 6], [1, 3, 2, 0.5]);
        ChartSeries thinned = new ChartModel("m", ["a", "b", "c", "d"], [band]).Thinned(2).Series[0];
        thinned.Values.ShouldBe([9, 6]);
        thinned.Lower.ShouldBe([1, 0.5]);
    }

    [Fact]
    public void Stacks_areas_and_measures_the_axis_by_their_sum()
    {
        ChartModel model = new("m", ["a"], [new("fresh", SeriesKind.Area, "fresh", [30]), new("failure", SeriesKind.Area, "failure", [20])]);
        model.Largest().ShouldBe(50);
    }

    [Fact]
    public void Leaves_a_gap_where_a_value_is_absent()
    {
        ChartModel model = new("m", ["a", "b", "c", "d"], [new("line", SeriesKind.Line, "accent", [1, null, 1, 1])]);
        new ChartPaths(model, 720, 250).Path(model.Series[0]).Count(letter => letter == 'M').ShouldBe(2);
    }

    [Fact]
    public void Draws_a_bar_for_each_count_that_is_there()
    {
        ChartModel model = new("m", ["a", "b", "c"], [new("offered", SeriesKind.Bar, "fresh", [3, null, 0])]);
        new ChartPaths(model, 720, 250).Path(model.Series[0]).Count(letter => letter == 'Z').ShouldBe(2);
    }

    [Fact]
    public void Writes_coordinates_with_a_point_in_every_culture()
    {
        using InCulture _ = new("fr-FR");
        new ChartPaths(Daily(13), 720, 250).Path(Daily(13).Series[0]).ShouldNotContain(',');
    }

    [Fact]
    public void Gives_bars_that_would_touch_rows_of_their_own()
    {
        IReadOnlyList<TimelineBar> bars = TimelineBar.Arranged([new("one", 0, 10, ""), new("two", 5, 20, ""), new("three", 40, 50, "")], 0.5);
        bars.Select(bar => bar.Row).ShouldBe([0, 1, 0]);
    }

    private static ChartModel Daily(int days) =>
        new("m", [.. Enumerable.Range(0, days).Select(i => $"{i}")], [new("line", SeriesKind.Line, "accent", [.. Enumerable.Range(0, days).Select(i => (double?)(i % 7 + 0.5))])]);
}
