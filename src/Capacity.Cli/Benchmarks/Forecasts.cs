using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.History;
using Capacity.Numerics.Randomness;
using NodaTime;

namespace Capacity.Cli.Benchmarks;

/// <summary>A year of half-hour counts of many queues, each fitted and forecast for four weeks.</summary>
internal sealed class Forecasts() : Workload(
    "forecast", "a year of half-hour counts of 200 queues, each fitted and forecast for 28 days with deciles", "queues/s")
{
    private const int Queues = 200, Days = 365;

    private static readonly LocalDate First = new(2019, 3, 1);

    private HistorySeries[] _histories = [];

    public static Workload Workload { get; } = new Forecasts();

    public override int Threads => Environment.ProcessorCount;

    public override void Prepare() => _histories = [.. Enumerable.Range(0, Queues).Select(Year)];

    public override double Run(CancellationToken cancellation)
    {
        Parallel.ForEach(_histories, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Threads }, history =>
        {
            var fit = BaselineForecast.Fit(history, 30).Value!;
            fit.Days(fit.From, 28);
        });
        return Queues;
    }

    /// <summary>Ten to two hundred contacts in the busiest half hour, quieter weekends, days that vary by 8 %.</summary>
    private static HistorySeries Year(int queue)
    {
        var stream = RandomStream.For(1, (ulong)queue, StreamPurpose.Volume);
        var (starts, counts) = (new List<LocalDateTime>(Days * 48), new List<double>(Days * 48));
        for (var day = 0; day < Days; day++)
        {
            var date = First.PlusDays(day);
            var level = (10 + queue) * (date.DayOfWeek >= IsoDayOfWeek.Saturday ? 0.4 : 1) * stream.NextLognormal(0, 0.08);
            for (var slot = 0; slot < 48; slot++)
            {
                starts.Add(date.AtMidnight().PlusMinutes(30 * slot));
                counts.Add(stream.NextPoisson(level * Math.Exp(-Math.Pow((slot - 24) / 8.0, 2))));
            }
        }
        return new HistorySeries { IntervalMinutes = 30, Starts = starts, Counts = counts };
    }
}
