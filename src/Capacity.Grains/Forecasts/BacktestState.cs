using Capacity.Contracts.Runs;

namespace Capacity.Grains.Forecasts;

/// <summary>The measured accuracy of a queue's forecasts as it rests.</summary>
[GenerateSerializer, Immutable, Alias("capacity.state.backtest")]
public sealed record BacktestState
{
    [Id(0)] public RunState State { get; init; }
    [Id(1)] public string Author { get; init; } = "";
    [Id(2)] public Contracts.Problem? Failure { get; init; }

    /// <summary>JSON of the newest report; empty before the first.</summary>
    [Id(3)] public string Report { get; init; } = "";
    [Id(4)] public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>Last local day of the measured history, ISO.</summary>
    [Id(5)] public string Through { get; init; } = "";
}
