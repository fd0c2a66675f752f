using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Contracts.History;
using Capacity.Contracts.Networks;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Baselines;

namespace Capacity.Dashboard.Desk;

/// <summary>What the pages of demand ask: which series there are, how right their forecasts were, what they say today, what wave they show.</summary>
public sealed class ForecastDesk(IGrainFactory grains)
{
    /// <summary>The queues with imported history, by the network's order; names are those of the network.</summary>
    public async Task<IReadOnlyList<ImportedSeries>> SeriesAsync()
    {
        VersionedJson known = await grains.GetGrain<INetworkGrain>(GrainKey.Network.ToString()).Get();
        Network network = known.Json.Length == 0 ? new Network() : JsonSerializer.Deserialize<Network>(known.Json, CapacityJson.Options)!;
        List<string> order = [.. network.Queues.Select(queue => queue.Id)];
        return
        [
            .. (await grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString()).Series()).OrderBy(series => order.IndexOf(series.Queue))
                .Select(series => new ImportedSeries(series, network.Queues.FirstOrDefault(queue => queue.Id == series.Queue))),
        ];
    }

    /// <summary>Measures how right the forecasts of a queue were.</summary>
    public Task<CommandResult> MeasureAsync(string queue, string author) => Backtest(queue).Start(author);

    /// <summary>Ends the measuring.</summary>
    public Task CancelMeasuringAsync(string queue) => Backtest(queue).Cancel();

    /// <summary>Where the measuring stands.</summary>
    public Task<BacktestProgress> MeasuringAsync(string queue) => Backtest(queue).Status();

    /// <summary>The same, pushed until it ends.</summary>
    public IAsyncEnumerable<BacktestProgress> WatchMeasuring(string queue, CancellationToken end) => Backtest(queue).Watch(end);

    /// <summary>What was measured last; absent before.</summary>
    public async Task<SeriesAccuracy?> AccuracyAsync(string queue) => Read<SeriesAccuracy>(await Backtest(queue).Report());

    /// <summary>When the series was fitted, and when it is looked at next.</summary>
    public Task<SeriesFitStatus> FitAsync(string queue) => Forecast(queue).Status();

    /// <summary>What the series says today; absent before the first fit.</summary>
    public async Task<SeriesForecast?> ForecastAsync(string queue) => Read<SeriesForecast>(await Forecast(queue).Forecast());

    /// <summary>Fits a queue's history as a wave.</summary>
    public async Task<(SurgeReading? Reading, Problem? Refused)> SurgeAsync(string queue, SurgeRequest request, CancellationToken end)
    {
        SurgeReply reply = await Forecast(queue).Surge(request, end);
        return (Read<SurgeReading>(reply.Json), reply.Refused);
    }

    // What an earlier program stored may have another form: it counts as not there yet.
    private static T? Read<T>(string json) where T : class
    {
        try
        {
            return json.Length == 0 ? null : JsonSerializer.Deserialize<T>(json, CapacityJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IBacktestGrain Backtest(string queue) => grains.GetGrain<IBacktestGrain>(GrainKey.Backtest(queue).ToString());

    private ISeriesForecastGrain Forecast(string queue) => grains.GetGrain<ISeriesForecastGrain>(GrainKey.Forecast(queue).ToString());
}

/// <summary>The imported history of a queue; the queue is absent where the network lost it since.</summary>
public sealed record ImportedSeries(HistorySeriesView Series, Queue? Queue)
{
    /// <summary>The queue's name in the reader's language.</summary>
    public string Name => Queue?.Name.In(Preferences.SupportedCultures.Language) is { Length: > 0 } name ? name : Series.Queue;
}
