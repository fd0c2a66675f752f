using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Contracts.Queues;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.History;
using Capacity.Grains.Engine;
using Capacity.Storage;

namespace Capacity.Grains.History;

/// <summary>Imported histories: a file in, a report out; a baseline from what is there.</summary>
public sealed class HistoryGrain(IHistoryStore store, ComputeThreads threads, TimeProvider time) : Grain, IHistoryGrain
{
    public async Task<Contracts.History.HistoryReport> ImportFile(HistoryFile file)
    {
        if (await QueueAsync(file.Queue) is not { } queue)
            return HistoryReply.Refused($"There is no queue '{file.Queue}'.", "Choose a queue of the network, or add it there first.");
        var mapping = HistoryMapping.Parse(file.Mapping);
        if (!mapping.IsValid) return HistoryReply.Refused(mapping.Errors[0].Problem, mapping.Errors[0].Mend);
        var bytes = ImmutableCollectionsMarshal.AsArray(file.Content) ?? [];
        var report = await threads.RunAsync(() =>
            HistoryReader.Read(
                new MemoryStream(bytes, writable: false), mapping.Value with { TimeZone = mapping.Value.TimeZone ?? queue.TimeZone }));
        if (report.Series is null) return HistoryReply.Of(report);

        // The same file is another import for another queue.
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes)) + ":" + queue.Id;
        if (await store.FindByHashAsync(hash) is { } known)
            return HistoryReply.Of(report) with { Import = known.ImportId, AlreadyThere = true };
        if (file.DryRun) return HistoryReply.Of(report);
        var import = SortableId.At(time.GetUtcNow());
        await store.ImportAsync(
            import, file.FileName, hash, HistoryReply.Note(report, file.Author, queue.Id),
            [new HistoryImportSeries(queue.Id, queue.Id, HistoryRows.Of(report.Series, queue.TimeZone))]);
        return HistoryReply.Of(report) with { Import = import };
    }

    public async Task<CommandResult> Undo(string import, string author) => await store.UndoAsync(import)
        ? CommandResult.Done(1)
        : CommandResult.Refused(
            Refusal.NotFound, 0, new Problem { What = $"There is no import '{import}' to undo.", Mend = "Choose one that still counts." });

    public async Task<ImmutableArray<HistoryImportView>> Imports() => [.. (await store.ImportsAsync()).Select(HistoryReply.View)];

    public async Task<string> Baseline(string queue)
    {
        if (await QueueAsync(queue) is not { } definition) return "";
        var rows = await store.ReadAsync(queue);
        if (rows.Count == 0) return "";
        var baseline = await threads.RunAsync(
            () => BaselineFit.From(HistoryRows.Series(rows, definition.TimeZone), queue, "imported history"));
        return JsonSerializer.Serialize(baseline, CapacityJson.Options);
    }

    private async Task<Queue?> QueueAsync(string id)
    {
        var definition = await GrainFactory.GetGrain<IQueueGrain>(GrainKey.Queue(id).ToString()).Get();
        return definition.Version > 0 ? JsonSerializer.Deserialize<Queue>(definition.Json, CapacityJson.Options) : null;
    }
}
