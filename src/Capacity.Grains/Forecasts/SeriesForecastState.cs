using Capacity.Contracts;

namespace Capacity.Grains.Forecasts;

/// <summary>A queue's newest fit as it rests.</summary>
[GenerateSerializer, Immutable, Alias("capacity.state.series-forecast")]
public sealed record SeriesForecastState
{
    /// <summary>JSON of the forecast; empty before the first fit.</summary>
    [Id(0)] public string Forecast { get; init; } = "";
    [Id(1)] public DateTimeOffset? FittedAt { get; init; }

    /// <summary>Last complete local day that was fitted, ISO.</summary>
    [Id(2)] public string Through { get; init; } = "";

    /// <summary>When the series is looked at next.</summary>
    [Id(3)] public DateTimeOffset? NextAt { get; init; }

    /// <summary>Why the last look gave no fit.</summary>
    [Id(4)] public Problem? Problem { get; init; }

    /// <summary>What was fitted, told apart from what is there: intervals and contacts of the series.</summary>
    [Id(5)] public string Mark { get; init; } = "";
}
