using Capacity.Contracts.Queues;
using Capacity.Dashboard.Charts;
using Capacity.Dashboard.Views;
using Capacity.Domain.Networks;

namespace Capacity.Dashboard.Tests;

/// <summary>Two half hours of a morning in Paris that came, steps of an hour and of quarters to come.</summary>
public class LiveChartTests
{
    private static readonly DateTimeOffset Eight = new(2020, 3, 20, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, 2, 4)]
    [InlineData(30, 4, 4)]
    [InlineData(15, 8, 4)]
    public void Steps_to_come_are_cut_like_the_intervals_that_came(double minutes, int steps, int points)
    {
        ChartModel chart = Chart(minutes, steps);
        chart.Points.Count.ShouldBe(2 + points);
        chart.Series.Single(series => series.Name == "Nowcast").Values.Sum(value => value ?? 0).ShouldBe(10 * steps, 1e-9);
        chart.Points.Take(3).ShouldBe(["08:00", "08:30", "09:00"]);
    }

    [Fact]
    public void The_plan_goes_on_over_the_whole_day()
    {
        ChartSeries plan = Chart(30, 4).Series.Single(series => series.Name == "Plan");
        plan.Values.ShouldBe([20, 20, 8, 8, 8, 8]);
    }

    private static ChartModel Chart(double minutes, int steps)
    {
        LiveNowcast nowcast = new()
        {
            Ahead = [.. Enumerable.Range(0, steps).Select(i => new NowcastStep
            {
                Start = Eight.AddHours(1).AddMinutes(minutes * i), Minutes = minutes, Expected = 8, Contacts = new NowcastFigure { Mean = 10, P10 = 8, P90 = 12 },
            })],
        };
        QueueDay day = new()
        {
            Date = "2020-03-20", Nowcast = nowcast,
            Intervals = [.. Enumerable.Range(0, 2).Select(i => new LiveInterval { Start = Eight.AddMinutes(30 * i), Minutes = 30, Offered = 25, PlannedOffered = 20 })],
        };
        return LiveChart.Of(LiveTile.Of(new Queue { Id = "q", TimeZone = "Europe/Paris" }, day, Eight), new KeyLocalizer());
    }
}
