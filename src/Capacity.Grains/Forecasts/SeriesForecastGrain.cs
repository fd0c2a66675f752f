using System.Globalization;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Domain.Json;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.Surges;
using Capacity.Grains.Engine;
using Capacity.Grains.History;
using Capacity.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using HistorySeries = Capacity.Forecasting.History.HistorySeries;

namespace Capacity.Grains.Forecasts;

/// <summary>One queue's fit: made anew after each day, found again after a stop by its row of due work.</summary>
public sealed class SeriesForecastGrain(
    [PersistentState("series-forecast", GrainStorageName.Capacity)] IPersistentState<SeriesForecastState> state,
    QueueHistory history,
    ComputeThreads threads,
    IDueWorkStore due,
    TimeProvider time,
    ILogger<SeriesForecastGrain> log) : Grain, ISeriesForecastGrain
{
    /// <summary>Local time at which a day is complete: late intervals of the evening are in.</summary>
    private static readonly LocalTime DayIsComplete = new(0, 30);

    /// <summary>Form of the stored forecast: another one is fitted anew.</summary>
    private const int Form = 1;

    private StoredValue<SeriesForecastState> stored = null!;
    private Task fitting = Task.CompletedTask;

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stored = new StoredValue<SeriesForecastState>(state);
        return Task.CompletedTask;
    }

    public Task Expect() => due.ScheduleAsync(DueKind.Refit, Id, time.GetUtcNow());

    public Task Resume()
    {
        if (fitting.IsCompleted) fitting = FitAsync();
        return Task.CompletedTask;
    }

    public Task<SeriesFitStatus> Status() => Task.FromResult(new SeriesFitStatus
    {
        Queue = Id, Running = !fitting.IsCompleted, FittedAt = stored.Current.FittedAt, NextAt = stored.Current.NextAt,
        Through = stored.Current.Through, Problem = stored.Current.Problem,
    });

    public Task<string> Forecast() => Task.FromResult(stored.Current.Forecast);

    public async Task<SurgeReply> Surge(SurgeRequest request, CancellationToken cancellationToken)
    {
        if (request.Days is < 1 or > 366)
            return new SurgeReply { Refused = Problem.Of(
                ($"{request.Days} days were asked for.", $"{request.Days} jours ont été demandés."), ("Ask for 1 to 366.", "Demandez-en 1 à 366.")) };
        if (await history.ReadAsync(GrainFactory, Id) is not { } days) return new SurgeReply { Refused = SeriesProblems.NoHistory(Id) };
        SurgeQuestion question = new(
            [.. request.Announcements.Select(LocalDate.FromDateOnly)], request.Until is { } until ? LocalDate.FromDateOnly(until) : null, request.Days,
            request.Cohort, Id, request.Reason);
        var reading = await threads.RunAsync(() => SurgeReading.Of(DailyCounts.Of(days.Series), question), cancellationToken);
        return reading.IsValid
            ? new SurgeReply { Json = JsonSerializer.Serialize(reading.Value, CapacityJson.Options) }
            : new SurgeReply { Refused = reading.Errors.AsProblems()[0] };
    }

    private async Task FitAsync()
    {
        var zone = DateTimeZone.Utc;
        var next = stored.Current;
        try
        {
            if (await history.ReadAsync(GrainFactory, Id) is not { } days)
            {
                next = new SeriesForecastState { Problem = SeriesProblems.NoHistory(Id) };
            }
            else
            {
                zone = DateTimeZoneProviders.Tzdb[days.TimeZone];
                if (Mark(days) is var mark && mark != next.Mark) next = await FittedAsync(days, mark);
            }
        }
        catch (Exception e) when (e is not (StorageException or TimeoutException or OrleansException or OperationCanceledException))
        {
            ComputationLog.Failed(log, this.GetPrimaryKeyString(), e);
            next = next with { Problem = SeriesProblems.Fault() };
        }

        // The row of due work first: a process that stops in between only looks once more.
        next = next with { NextAt = NextDay(zone) };
        await due.ScheduleAsync(DueKind.Refit, Id, next.NextAt.Value);
        await stored.WriteAsync(next);
    }

    private async Task<SeriesForecastState> FittedAsync(QueueDays days, string mark)
    {
        var fitted = await threads.RunAsync(() => SeriesForecast.Of(days.Series, days.TimeZone, days.Refused));
        return fitted.IsValid
            ? new SeriesForecastState
            {
                Forecast = JsonSerializer.Serialize(fitted.Value, CapacityJson.Options), FittedAt = time.GetUtcNow(),
                Through = LocalDatePattern.Iso.Format(fitted.Value.Through), Mark = mark,
            }
            : stored.Current with { Problem = fitted.Errors.AsProblems()[0], Mark = mark };
    }

    private DateTimeOffset NextDay(DateTimeZone zone)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(zone).LocalDateTime;
        var day = now.TimeOfDay < DayIsComplete ? now.Date : now.Date.PlusDays(1);
        return day.At(DayIsComplete).InZoneLeniently(zone).ToDateTimeOffset();
    }

    private static string Mark(QueueDays days) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Form}/{days.Series.Starts.Count}/{days.Series.Counts.Sum():R}/{Last(days.Series)}/{string.Join(',', days.Refused)}");

    private static string Last(HistorySeries series) => series.Starts.Count == 0 ? "" : LocalDateTimePattern.GeneralIso.Format(series.Starts[^1]);
}
