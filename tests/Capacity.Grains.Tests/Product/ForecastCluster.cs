using System.Collections.Immutable;
using System.Globalization;
using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Contracts.History;
using Capacity.Contracts.Ingest;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Hosting.Work;
using Capacity.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Capacity.Grains.Tests.Product;

/// <summary>The product's grains with the look-out for due work, on a calendar that tests move.</summary>
public sealed class ForecastCluster : ProductCluster
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public MovedTime Time { get; } = new(new DateTimeOffset(2020, 5, 5, 10, 0, 0, TimeSpan.Zero));

    public IBacktestGrain Backtest(string queue) => Grains.GetGrain<IBacktestGrain>(GrainKey.Backtest(queue).ToString());

    public ISeriesForecastGrain Forecast(string queue) => Grains.GetGrain<ISeriesForecastGrain>(GrainKey.Forecast(queue).ToString());

    /// <summary>Imports half-hour counts of working days, 8:00 to 18:00, from 3 February 2020 until a last day.</summary>
    public async Task<string> ImportAsync(string queue, DateOnly last, int perHalfHour = 20)
    {
        if ((await Network.Get()).Version == 0) (await Network.Define(NetworkJson.Write(Horizons.Network(1)), 0, "test", "")).Accepted.ShouldBeTrue();
        HistoryFile file = new() { Queue = queue, FileName = $"{queue}-{last:MM-dd}.csv", Content = Counts(last, perHalfHour), Author = "anna" };
        var report = await Grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString()).ImportFile(file);
        report.Result.Accepted.ShouldBeTrue();
        return report.Import;
    }

    /// <summary>Sends live half hours of one working day, from 8:00 UTC; twenty reach until 18:00.</summary>
    public async Task SendAsync(string queue, DateOnly day, int perHalfHour, int halfHours = 20, int first = 16)
    {
        var feed = Grains.GetGrain<IFeedGrain>(GrainKey.Feed("acd").ToString());
        var items = Enumerable.Range(first, halfHours).Select(half => new IntervalItem
        {
            Record = new IntervalRecord
            {
                Source = "acd", QueueId = queue, Channel = "voice", IntervalStart = new DateTimeOffset(day, new TimeOnly(half / 2, half % 2 * 30), TimeSpan.Zero),
                IntervalMinutes = 30, Offered = perHalfHour, Answered = perHalfHour, TalkSeconds = 240 * perHalfHour,
            },
        });
        (await feed.Accept(new IntervalBatch { Source = "acd", Items = [.. items] })).Accepted.ShouldBe(halfHours);
    }

    /// <summary>The status of a series once it holds; the look-out needs some seconds.</summary>
    public async Task<SeriesFitStatus> FittedAsync(string queue, Func<SeriesFitStatus, bool> holds)
    {
        using CancellationTokenSource limit = new(Limit);
        while (true)
        {
            var status = await Forecast(queue).Status();
            if (holds(status)) return status;
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>The progress with which a measurement ended.</summary>
    public static async Task<BacktestProgress> EndedAsync(IBacktestGrain backtest)
    {
        using CancellationTokenSource limit = new(Limit);
        var last = await backtest.Status();
        await foreach (var progress in backtest.Watch(limit.Token).WithCancellation(limit.Token)) last = progress;
        return last;
    }

    protected override void Configure(IHostApplicationBuilder silo)
    {
        base.Configure(silo);
        silo.Services.AddSingleton<TimeProvider>(Time);
        silo.Services.AddHostedService<Waker>();
        silo.Services.AddSingleton<IHistoryStore>(_ => new UnreadableHistory(new HistoryStore(Database, Time)));
    }

    private static ImmutableArray<byte> Counts(DateOnly last, int perHalfHour)
    {
        var rows = from day in Enumerable.Range(0, last.DayNumber - new DateOnly(2020, 2, 3).DayNumber + 1)
            let date = new DateTime(2020, 2, 3).AddDays(day)
            where date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            from half in Enumerable.Range(16, 20)
            select $"{date.AddMinutes(30 * half):yyyy-MM-dd HH:mm},{perHalfHour + (half * 7 + day * 3) % 5}";
        return [.. System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"start,count\n{string.Join("\n", rows)}\n"))];
    }
}

/// <summary>The real clock, set to another day; time runs on.</summary>
public sealed class MovedTime(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _moved = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _moved;

    public void MoveTo(DateTimeOffset moment) => _moved = moment - System.GetUtcNow();
}
