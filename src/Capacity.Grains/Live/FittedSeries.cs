using System.Collections.Concurrent;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Domain.Json;
using Capacity.Forecasting.Baselines;

namespace Capacity.Grains.Live;

/// <summary>The newest fit of each queue's history, kept once per process.</summary>
public sealed class FittedSeries(TimeProvider time)
{
    /// <summary>How old the knowledge of a fit may be.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, SeriesForecast? Forecast)> known = new();

    /// <summary>What a queue's history says; absent before its first fit.</summary>
    internal async Task<SeriesForecast?> OfAsync(IGrainFactory grains, string queue)
    {
        if (known.TryGetValue(queue, out var last) && time.GetUtcNow() - last.At < KnownFor) return last.Forecast;
        var json = await grains.GetGrain<ISeriesForecastGrain>(GrainKey.Forecast(queue).ToString()).Forecast();
        var forecast = Read(json);
        known[queue] = (time.GetUtcNow(), forecast);
        return forecast;
    }

    // What an earlier program fitted may have another form: it counts as absent until the series is fitted again.
    private static SeriesForecast? Read(string json)
    {
        try
        {
            return json.Length == 0 ? null : JsonSerializer.Deserialize<SeriesForecast>(json, CapacityJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
