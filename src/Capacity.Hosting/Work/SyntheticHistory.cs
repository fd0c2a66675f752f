using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Contracts.History;
using Capacity.Domain.Samples;
using Capacity.Forecasting.History;
using Capacity.Planning.Replays;

namespace Capacity.Hosting.Work;

/// <summary>The worked example's history: what its own model makes of the weeks before, imported like any other and marked synthetic.</summary>
internal static class SyntheticHistory
{
    /// <summary>Long enough for forecasts from several origins, and for All Saints to New Year to be seen.</summary>
    private const int OrdinaryWeeks = 20;
    private const ulong Seed = 2020;

    /// <summary>The queues whose forecasts are measured at once: the one that comes first, and the one that drowns.</summary>
    private static readonly string[] Measured = ["booking-voice", "refund-voice"];

    /// <summary>Stores it; a file that is there already is left alone, so every step may be repeated.</summary>
    public static async Task ImportAsync(IGrainFactory grains, string author, CancellationToken cancellationToken)
    {
        var histories = await Task.Run(() => SyntheticPast.Histories(Horizons.Past(OrdinaryWeeks), Horizons.AsOf, Seed), cancellationToken);
        var history = grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString());
        foreach (var (queue, series) in histories)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await history.ImportFile(new HistoryFile
            {
                Queue = queue, FileName = $"horizons-{queue}.csv", Content = ImmutableArray.Create(PlainHistory.Write(series)), Author = author,
                IsSynthetic = true,
            });
        }
    }

    /// <summary>Starts measuring how right its forecasts would have been; that goes on by itself.</summary>
    public static async Task MeasureAsync(IGrainFactory grains, string author)
    {
        foreach (var queue in Measured) await grains.GetGrain<IBacktestGrain>(GrainKey.Backtest(queue).ToString()).Start(author);
    }
}
