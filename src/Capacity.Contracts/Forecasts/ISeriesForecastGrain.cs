using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Capacity.Contracts.Forecasts;

/// <summary>One queue's history fitted anew after each day: forecast, spread, wave. Key: <see cref="GrainKey.Forecast"/>.</summary>
[Alias("capacity.ISeriesForecastGrain")]
public interface ISeriesForecastGrain : IGrainWithStringKey
{
    /// <summary>Says that intervals have come in or were taken back: the series is looked at now, and again after each day.</summary>
    [Alias("Expect"), AlwaysInterleave]
    Task Expect();

    /// <summary>Fits where a complete day has come since the last fit, and says when it looks again.</summary>
    [Alias("Resume")]
    Task Resume();

    [Alias("Status"), AlwaysInterleave]
    Task<SeriesFitStatus> Status();

    /// <summary>JSON of <c>Capacity.Forecasting.Baselines.SeriesForecast</c> as last fitted; empty before.</summary>
    [Alias("Forecast"), AlwaysInterleave]
    Task<string> Forecast();

    /// <summary>Fits the history as a wave with the announcements of the question.</summary>
    [Alias("Surge")]
    Task<SurgeReply> Surge(SurgeRequest request, CancellationToken cancellationToken);
}

/// <summary>When a series was fitted and when it is looked at next.</summary>
[GenerateSerializer, Immutable, Alias("capacity.series-fit-status")]
public sealed record SeriesFitStatus
{
    [Id(0)] public string Queue { get; init; } = "";
    [Id(1)] public bool Running { get; init; }

    /// <summary>Absent before the first fit.</summary>
    [Id(2)] public DateTimeOffset? FittedAt { get; init; }

    /// <summary>Absent where nobody ever said that data came in.</summary>
    [Id(3)] public DateTimeOffset? NextAt { get; init; }

    /// <summary>Last complete local day that was fitted, ISO; empty before.</summary>
    [Id(4)] public string Through { get; init; } = "";

    /// <summary>Why the last look gave no fit; absent where it did.</summary>
    [Id(5)] public Problem? Problem { get; init; }
}

/// <summary>From where a queue's history is looked at as a wave, and what its cohort is called.</summary>
[GenerateSerializer, Immutable, Alias("capacity.surge-request")]
public sealed record SurgeRequest
{
    /// <summary>Days on which something was or will be announced.</summary>
    [Id(0)] public ImmutableArray<DateOnly> Announcements { get; init; } = [];

    /// <summary>The last day to use; absent: all that is there.</summary>
    [Id(1)] public DateOnly? Until { get; init; }

    /// <summary>Days to forecast, 1 to 366.</summary>
    [Id(2)] public int Days { get; init; } = 30;

    /// <summary>Identifier of the cohort that is made of the wave.</summary>
    [Id(3)] public string Cohort { get; init; } = "wave";

    /// <summary>Why its customers come.</summary>
    [Id(4)] public string Reason { get; init; } = "";
}

/// <summary>A fitted wave, or why there is none.</summary>
[GenerateSerializer, Immutable, Alias("capacity.surge-reply")]
public sealed record SurgeReply
{
    /// <summary>JSON of <c>Capacity.Forecasting.Accuracy.SurgeReading</c>; empty where it was refused.</summary>
    [Id(0)] public string Json { get; init; } = "";
    [Id(1)] public Problem? Refused { get; init; }
}
