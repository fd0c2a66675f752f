using System.Collections.Immutable;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Contracts.Queues;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Forecasting.Baselines;
using Capacity.Grains.Live;
using Capacity.Grains.Networks;
using Capacity.Storage;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Grains.Queues;

/// <summary>A queue: its definition, and its newest day pushed to whoever watches.</summary>
public sealed class QueueGrain(
    [PersistentState("queue", GrainStorageName.Capacity)] IPersistentState<PartState> state,
    IIntervalStore intervals,
    IIngestBatchStore batches,
    PublishedPlan plan,
    FittedSeries fits,
    TimeProvider time) : Grain, IQueueGrain
{
    private readonly Broadcast<QueueDay> broadcast = new();
    private StoredValue<PartState> stored = null!;
    private Queue? queue;
    private QueueDay day = new();
    private PlannedDay? planned;
    private SeriesForecast? fitted;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stored = new StoredValue<PartState>(state);
        queue = Read(stored.Current);

        // Milliseconds of the clock, so that revisions also grow over a reactivation.
        day = new QueueDay { Queue = Id, Revision = time.GetUtcNow().ToUnixTimeMilliseconds() };
        var marks = (await batches.WatermarksAsync(cancellationToken: cancellationToken)).Where(mark => mark.QueueId == Id).ToList();
        if (marks.Count == 0) return;
        await AdoptAsync(marks.Max(mark => mark.Watermark).AddTicks(-1), marks.Max(mark => mark.LastReceivedAt));
    }

    public Task<VersionedJson> Get() => Task.FromResult(new VersionedJson { Version = stored.Current.Version, Json = stored.Current.Json });

    public async Task Define(string queueJson, long networkVersion)
    {
        if (networkVersion <= stored.Current.Version) return;
        await stored.WriteAsync(new PartState { Version = networkVersion, Json = queueJson });
        queue = Read(stored.Current);
    }

    public async Task Record(ImmutableArray<LiveInterval> news)
    {
        if (news.IsDefaultOrEmpty) return;
        var zone = LiveDay.Zone(queue);
        var date = Iso(LiveDay.DateOf(news.Max(interval => interval.Start), zone));
        var now = time.GetUtcNow();
        if (string.CompareOrdinal(date, day.Date) > 0)
        {
            await AdoptAsync(news.Max(interval => interval.Start), now);
            await GrainFactory.GetGrain<ISeriesForecastGrain>(GrainKey.Forecast(Id).ToString()).Expect();
        }
        else
        {
            await ShowAsync(LiveDay.Merge(day.Intervals, news.Where(interval => Iso(LiveDay.DateOf(interval.Start, zone)) == day.Date)), now);
        }

        if (broadcast.HasReaders) broadcast.Publish(WithNowcast());
    }

    public Task<QueueDay> Today() => Task.FromResult(WithNowcast());

    public IAsyncEnumerable<QueueDay> Watch(CancellationToken cancellationToken)
    {
        broadcast.Publish(WithNowcast());
        return broadcast.ReadAsync(cancellationToken);
    }

    // Computed when somebody looks: a source that sends a year of records does not wait for it.
    private QueueDay WithNowcast() => day.Nowcast is not null || queue is null || day.Intervals.Length == 0 ? day
        : day = day with { Nowcast = NowcastView.Of(queue, LocalDatePattern.Iso.Parse(day.Date).Value, day.Intervals, planned, fitted) };

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    /// <summary>Turns to the day of an instant, as it is on disk.</summary>
    private async Task AdoptAsync(DateTimeOffset moment, DateTimeOffset seen)
    {
        var zone = LiveDay.Zone(queue);
        var date = LiveDay.DateOf(moment, zone);
        var (from, until) = LiveDay.Bounds(date, zone);
        var records = await intervals.OfQueueAsync(Id, from, until);
        day = day with { Date = Iso(date) };
        await ShowAsync(LiveDay.Merge([], records.Select(LiveDay.Of)), seen);
    }

    private async Task ShowAsync(ImmutableArray<LiveInterval> facts, DateTimeOffset seen)
    {
        planned = await plan.DayAsync(GrainFactory, Id, LocalDatePattern.Iso.Parse(day.Date).Value);
        fitted = await fits.OfAsync(GrainFactory, Id);
        var zone = LiveDay.Zone(queue);
        day = day with
        {
            Revision = day.Revision + 1,
            Intervals = [.. facts.Select(interval => interval with { PlannedOffered = Planned(planned, interval, zone) })],
            LastSeen = seen,
            PlannedOffered = planned?.Total,
            Nowcast = null,
        };
    }

    private static double? Planned(PlannedDay? planned, LiveInterval interval, DateTimeZone zone)
    {
        if (planned is null) return null;
        var start = Instant.FromDateTimeOffset(interval.Start).InZone(zone)
            .TimeOfDay.NanosecondOfDay / (60.0 * NodaConstants.NanosecondsPerSecond);
        return planned.Between(start, start + interval.Minutes);
    }

    private static Queue? Read(PartState part) =>
        part.Version > 0 ? JsonSerializer.Deserialize<Queue>(part.Json, CapacityJson.Options) : null;

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
