using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.History;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using NodaTime;

namespace Capacity.Forecasting.Tests.Baselines;

/// <summary>The simulator draws its volume as the forecast foretells it: the same spread of days, the same bonds between days and within a day.</summary>
public class SimulatedPathsTests
{
    private const int Paths = 300, Days = 28, Slots = 12;
    private static readonly LocalDate Monday = new(2020, 1, 6);

    private static readonly IsoDayOfWeek[] Week =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    private static readonly Lazy<(List<double[]> Forecast, List<double[]> Simulated)> Both = new(() =>
    {
        var history = History();
        var fit = BaselineForecast.Fit(history, 60).Value!;
        var forecast = fit.Paths(fit.From, Days, Paths, 1).ToList();
        return (forecast, Simulate(history));
    });

    /// <summary>Twenty weeks of hours from 8 to 20, a level that wanders by 10 %, intervals that go together.</summary>
    private static HistorySeries History()
    {
        var stream = RandomStream.For(11, 0, StreamPurpose.Arrivals);
        var (starts, counts, level) = (new List<LocalDateTime>(), new List<double>(), 0.0);
        for (var day = 0; day < 140; day++)
        {
            level = 0.95 * level + 0.03 * stream.NextNormal();
            var (own, hour) = (0.04 * stream.NextNormal(), 0.0);
            for (var slot = 0; slot < Slots; slot++)
            {
                hour = 0.6 * hour + 0.8 * stream.NextNormal();
                starts.Add(Monday.PlusDays(day).AtMidnight().PlusHours(8 + slot));
                counts.Add(stream.NextPoisson(100 * Math.Exp(level + own + 0.15 * hour)));
            }
        }
        return new HistorySeries { IntervalMinutes = 60, Starts = starts, Counts = counts };
    }

    private static List<double[]> Simulate(HistorySeries history)
    {
        var start = Monday.PlusDays(140);
        var hours = OpeningHours.Weekly(new LocalTime(8, 0), new LocalTime(20, 0), Week);
        var model = SimulationModel.Compile(new Scenario
        {
            Id = "paths",
            AsOf = start,
            Start = start,
            Weeks = 4,
            IntervalMinutes = 60,
            CommonDailyVariation = 0,
            Network = new Network
            {
                Sites = [new Site { Id = "site" }],
                Queues = [new Queue { Id = "line", OpeningHours = hours, Reasons = [new ReasonShare { Reason = "any", Share = 1 }], HandleTime = new HandleTime { MeanSeconds = 1 } }],
                Teams = [new Team { Id = "team", Site = "site", Headcount = 20, WorkingHours = hours, Skills = [new Skill { Queue = "line" }] }],
                Reasons = [new Reason { Id = "any", FirstContactResolution = 1 }],
            },
            Baselines = [BaselineFit.From(history, "line")],
        });
        return [.. Enumerable.Range(0, Paths).Select(path =>
        {
            var counts = new double[Days * Slots];
            ContactRecording.Run(model, 5, path, new RecordingOptions(), record =>
            {
                var local = (model.Timeline.Start + Duration.FromSeconds(record.Offered)).InZone(model.Timeline.Zone).LocalDateTime;
                counts[Period.DaysBetween(start, local.Date) * Slots + local.Hour - 8]++;
            });
            return counts;
        })];
    }

    private static double[] Totals(double[] path) => [.. path.Chunk(Slots).Select(day => day.Sum())];

    /// <summary>Relative covariance of two things over paths, averaged over places.</summary>
    private static double Covariance(List<double[]> paths, Func<double[], double[]> figures, int apart, Func<int, bool> isPlace)
    {
        var rows = paths.ConvertAll(path => figures(path));
        double[] means = [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];
        return Enumerable.Range(0, rows[0].Length - apart).Where(isPlace).Average(
            i => rows.Average(row => (row[i] / means[i] - 1) * (row[i + apart] / means[i + apart] - 1)));
    }

    [Fact]
    public void Means_are_the_forecast_s() =>
        Both.Value.Simulated.Average(path => path.Sum()).ShouldBe(Both.Value.Forecast.Average(path => path.Sum()), 0.02 * Both.Value.Forecast.Average(path => path.Sum()));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(14)]
    public void Daily_totals_vary_and_go_together_as_in_the_forecast(int apart)
    {
        var forecast = Covariance(Both.Value.Forecast, Totals, apart, _ => true);
        Covariance(Both.Value.Simulated, Totals, apart, _ => true).ShouldBe(forecast, 0.25 * Covariance(Both.Value.Forecast, Totals, 0, _ => true));
        forecast.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Intervals_of_a_day_vary_and_go_together_as_in_the_forecast(int apart)
    {
        var forecast = Covariance(Both.Value.Forecast, path => path, apart, slot => slot % Slots + apart < Slots);
        Covariance(Both.Value.Simulated, path => path, apart, slot => slot % Slots + apart < Slots).ShouldBe(forecast, 0.2 * forecast + 0.0005);
    }
}
