using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Tests.Baselines;

public class BaselineForecastTests
{
    private static readonly LocalDate[] Origins = [.. Enumerable.Range(0, 9).Select(i => new LocalDate(2003, 5, 16).PlusDays(14 * i))];

    [Fact]
    public void Beats_last_week_and_the_mean_of_four_weeks_on_the_bank_history()
    {
        var history = SharedData.Read(SharedData.Bank).Series!.Resample(30);
        var (own, lastWeek, fourWeeks) = (new Errors(), new Errors(), new Errors());
        foreach (var origin in Origins)
        {
            var past = history.Before(origin.PlusDays(1));
            var forecast = BaselineForecast.Fit(past, 30).Value!.Days(origin.PlusDays(1), 28).ToDictionary(point => point.Start, point => point.Mean);
            foreach (var day in history.Days().Where(day => day.Date > origin && day.Date <= origin.PlusDays(28)))
            {
                var same = past.Days().Where(one => one.Date.DayOfWeek == day.Date.DayOfWeek).Select(one => one.Counts).ToList();
                for (var slot = 0; slot < 48; slot++)
                {
                    own.Add(forecast.GetValueOrDefault(day.Date.AtMidnight().PlusMinutes(slot * 30)), day.Counts[slot]);
                    lastWeek.Add(same[^1][slot], day.Counts[slot]);
                    fourWeeks.Add(same.TakeLast(4).Average(counts => counts[slot]), day.Counts[slot]);
                }
            }
        }
        own.Wape.ShouldBeLessThan(0.066);
        own.Wape.ShouldBeLessThan(fourWeeks.Wape);
        own.Wape.ShouldBeLessThan(0.8 * lastWeek.Wape);
    }

    [Fact]
    public void Covers_four_of_five_half_hours_of_the_bank_history_with_its_80_percent_band()
    {
        var history = SharedData.Read(SharedData.Bank).Series!.Resample(30);
        double inside = 0, all = 0;
        foreach (var origin in Origins)
        {
            var actual = history.Starts.Zip(history.Counts).ToDictionary(pair => pair.First, pair => pair.Second);
            foreach (var point in BaselineForecast.Fit(history.Before(origin.PlusDays(1)), 30).Value!.Days(origin.PlusDays(1), 28))
                if (actual.TryGetValue(point.Start, out var count))
                {
                    all++;
                    inside += count >= point.P10 && count <= point.P90 ? 1 : 0;
                }
        }
        (inside / all).ShouldBeInRange(0.72, 0.88);
    }

    [Fact]
    public void Gives_no_interval_when_the_queue_is_closed()
    {
        var points = BaselineForecast.Fit(Weeks(6), 30).Value!.Days(new LocalDate(2020, 4, 27), 7);
        points.Select(point => point.Start.DayOfWeek).Distinct().ShouldNotContain(IsoDayOfWeek.Sunday);
        points.Select(point => point.Start.Hour).ShouldAllBe(hour => hour >= 8 && hour < 12);
    }

    [Fact]
    public void Returns_the_level_of_a_history_that_never_changes()
    {
        var point = BaselineForecast.Fit(Weeks(6), 60).Value!.Days(new LocalDate(2020, 4, 27), 1)[0];
        point.Mean.ShouldBe(20, 1e-9);
        (point.P10 <= point.P50 && point.P50 <= point.P90).ShouldBeTrue();
    }

    [Fact]
    public void Is_not_misled_by_one_wild_day()
    {
        var history = Weeks(12);
        var wild = history with { Counts = [.. history.Starts.Zip(history.Counts, (start, count) => start.Date == new LocalDate(2020, 6, 1) ? count * 5 : count)] };
        BaselineForecast.Fit(wild, 60).Value!.Days(new LocalDate(2020, 6, 8), 1)[0].Mean.ShouldBe(20, 1);
    }

    [Fact]
    public void Draws_paths_whose_deciles_agree_with_its_own()
    {
        var fit = BaselineForecast.Fit(Weeks(6), 60).Value!;
        var (exact, simulated) = (fit.Days(new LocalDate(2020, 4, 27), 1)[0], fit.Simulated(new LocalDate(2020, 4, 27), 1, 2000, 1)[0]);
        simulated.P10.ShouldBe(exact.P10, 1.5);
        simulated.P90.ShouldBe(exact.P90, 1.5);
    }

    [Theory]
    [InlineData(45)]
    [InlineData(15)]
    [InlineData(2880)]
    public void Refuses_an_interval_that_does_not_fit(int minutes) => BaselineForecast.Fit(Weeks(6), minutes).Errors.ShouldHaveSingleItem().Mend.ShouldNotBeEmpty();

    [Fact]
    public void Refuses_less_than_two_weeks() => BaselineForecast.Fit(Weeks(1), 30).Errors.ShouldHaveSingleItem().Problem.ShouldContain("two weeks");

    /// <summary>Ten contacts in each half hour from 8:00 to 12:00, Monday to Saturday, from 16 March 2020.</summary>
    internal static HistorySeries Weeks(int weeks)
    {
        var starts = Enumerable.Range(0, 7 * weeks).Select(day => new LocalDate(2020, 3, 16).PlusDays(day))
            .Where(date => date.DayOfWeek != IsoDayOfWeek.Sunday)
            .SelectMany(date => Enumerable.Range(0, 8).Select(slot => date.At(new LocalTime(8, 0)).PlusMinutes(30 * slot)))
            .ToList();
        return new HistorySeries { IntervalMinutes = 30, Starts = starts, Counts = [.. starts.Select(_ => 10.0)] };
    }

    private sealed class Errors
    {
        private double _absolute, _actual;

        public double Wape => _absolute / _actual;

        public void Add(double forecast, double actual)
        {
            if (double.IsNaN(actual))
                return;
            _absolute += Math.Abs(forecast - actual);
            _actual += actual;
        }
    }
}
