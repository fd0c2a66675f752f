using System.Collections.Concurrent;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Storage;
using NodaTime;

namespace Capacity.Grains.Live;

/// <summary>What the published scenario expects, kept once per process for all queues.</summary>
public sealed class PublishedPlan(IRunStore runs, TimeProvider time)
{
    /// <summary>How old the knowledge of what is published may be.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly ConcurrentDictionary<(string Queue, LocalDate Date), PlannedDay?> days = new();
    private (string Scenario, long Version, string Run) published;
    private Scenario? scenario;
    private ScenarioResult? result;
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    internal async Task<PlannedDay?> DayAsync(IGrainFactory grains, string queue, LocalDate date)
    {
        await RefreshAsync(grains);
        return days.GetOrAdd((queue, date), key => Find(key.Queue, key.Date));
    }

    private async Task RefreshAsync(IGrainFactory grains)
    {
        if (time.GetUtcNow() - readAt < KnownFor) return;
        await reading.WaitAsync();
        try
        {
            if (time.GetUtcNow() - readAt < KnownFor) return;
            var current = await grains.GetGrain<IScenarioCatalogGrain>(GrainKey.Catalog.ToString()).Current();
            if ((current.Id, current.Version, current.Run) != published) await AdoptAsync(current);
            readAt = time.GetUtcNow();
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task AdoptAsync(ScenarioView current)
    {
        var json = current.Run.Length > 0 ? await runs.ResultAsync(current.Run) : null;
        scenario = current.Version > 0 ? ScenarioJson.Parse(current.Json).Value : null;
        result = json is null ? null : JsonSerializer.Deserialize<ScenarioResult>(json, CapacityJson.Options);
        published = (current.Id, current.Version, current.Run);
        days.Clear();
    }

    private PlannedDay? Find(string queueId, LocalDate date)
    {
        if (scenario?.Network.Queues.FirstOrDefault(queue => queue.Id == queueId) is not { } queue) return null;
        var baseline = scenario.Baselines.FirstOrDefault(baseline => baseline.Queue == queueId);
        var profile = baseline?.Days.FirstOrDefault(day => day.Day == date.DayOfWeek);
        var expected = result?.Queues.FirstOrDefault(one => one.Queue == queueId)?.Days.FirstOrDefault(
            day => day.Date == date)?.Kpis["offered"];
        return PlannedDay.Of(queue, profile, expected, baseline?.VariationOfDay() ?? 0);
    }
}
