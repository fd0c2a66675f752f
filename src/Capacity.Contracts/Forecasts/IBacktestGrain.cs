using Capacity.Contracts.Runs;
using Orleans.Concurrency;

namespace Capacity.Contracts.Forecasts;

/// <summary>The accuracy of one queue's forecasts, measured on its history. Key: <see cref="GrainKey.Backtest"/>.</summary>
[Alias("capacity.IBacktestGrain")]
public interface IBacktestGrain : IGrainWithStringKey
{
    /// <summary>Starts measuring; where it is under way already, nothing changes.</summary>
    [Alias("Start")]
    Task<CommandResult> Start(string author);

    /// <summary>Goes on where a stopped process left it.</summary>
    [Alias("Resume")]
    Task Resume();

    /// <summary>Ends the measuring; the report before stays.</summary>
    [Alias("Cancel"), AlwaysInterleave]
    Task Cancel();

    [Alias("Status"), AlwaysInterleave]
    Task<BacktestProgress> Status();

    /// <summary>The status, pushed until the measuring ends.</summary>
    [Alias("Watch")]
    IAsyncEnumerable<BacktestProgress> Watch(CancellationToken cancellationToken);

    /// <summary>JSON of <c>Capacity.Forecasting.Accuracy.SeriesAccuracy</c> as last measured; empty before.</summary>
    [Alias("Report"), AlwaysInterleave]
    Task<string> Report();
}

/// <summary>Where the measuring of a queue's accuracy stands.</summary>
[GenerateSerializer, Immutable, Alias("capacity.backtest-progress")]
public sealed record BacktestProgress
{
    [Id(0)] public string Queue { get; init; } = "";
    [Id(1)] public RunState State { get; init; }

    /// <summary>0–1.</summary>
    [Id(2)] public double Done { get; init; }

    /// <summary>Seconds still to come, by the pace so far; absent before the first forecast was met.</summary>
    [Id(3)] public double? RemainingSeconds { get; init; }

    /// <summary>Why it failed; absent otherwise.</summary>
    [Id(4)] public Problem? Failure { get; init; }

    /// <summary>When the report that is there was measured; absent before the first.</summary>
    [Id(5)] public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>Last local day of the history that was measured, ISO; empty before.</summary>
    [Id(6)] public string Through { get; init; } = "";
}
