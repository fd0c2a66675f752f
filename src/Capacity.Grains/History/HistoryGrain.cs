using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Contracts.History;
using Capacity.Contracts.Queues;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.Calibration;
using Capacity.Forecasting.History;
using Capacity.Forecasting.Persons;
using Capacity.Grains.Engine;
using Capacity.Storage;

namespace Capacity.Grains.History;

/// <summary>Imported histories: a file in, a report out; a baseline from what is there.</summary>
public sealed class HistoryGrain(IHistoryStore store, ComputeThreads threads, TimeProvider time) : Grain, IHistoryGrain
{
    public async Task<Contracts.History.HistoryReport> ImportFile(HistoryFile file)
    {
        if (await QueueAsync(file.Queue) is not { } queue)
            return HistoryReply.Refused(Problem.Of(
                ($"There is no queue '{file.Queue}'.", $"Il n’y a pas de file « {file.Queue} »."),
                ("Choose a queue of the network, or add it there first.", "Choisissez une file du réseau, ou ajoutez-l’y d’abord.")));
        if (HistoryMapping.Parse(file.Mapping) is { IsValid: false } wrong)
            return HistoryReply.Refused(wrong.Errors.AsProblems()[0]);
        var bytes = ImmutableCollectionsMarshal.AsArray(file.Content) ?? [];
        var report = await ReadAsync(bytes, file, queue.TimeZone);
        if (file.Mapping.Length == 0 && RememberedMapping.For(report.Header, await store.ImportsAsync()) is { Length: > 0 } remembered)
        {
            file = file with { Mapping = remembered };
            report = await ReadAsync(bytes, file, queue.TimeZone);
        }
        var reply = HistoryReply.Of(report) with { Mapping = file.Mapping };
        if (report.Series is null) return reply;

        // The same file is another import for another queue, or read in another way.
        var hash = string.Join(':', [Convert.ToHexStringLower(SHA256.HashData(bytes)), queue.Id, file.Mapping, .. file.Refused.Order()])
            .TrimEnd(':');
        if (await store.FindByHashAsync(hash) is { } known)
            return reply with { Import = known.ImportId, AlreadyThere = true };
        if (file.DryRun) return reply;
        var import = SortableId.At(time.GetUtcNow());
        await store.ImportAsync(
            import, file.FileName, hash, HistoryReply.Note(report, file, queue.Id),
            [new HistoryImportSeries(queue.Id, queue.Id, HistoryRows.Of(report.Series, queue.TimeZone))]);
        if (!file.IsSynthetic)
            foreach (var invented in HistoryReply.SyntheticOf(queue.Id, await store.ImportsAsync()).ToList())
                await store.UndoAsync(invented.Id);
        await GrainFactory.GetGrain<ISeriesForecastGrain>(GrainKey.Forecast(queue.Id).ToString()).Expect();
        return reply with { Import = import };
    }

    public async Task<CommandResult> Undo(string import, string author)
    {
        if (!await store.UndoAsync(import))
            return CommandResult.Refused(
                Refusal.NotFound, 0, Problem.Of(
                    ($"There is no import '{import}' to undo.", $"Il n’y a pas d’import « {import} » à annuler."),
                    ("Choose one that still counts.", "Choisissez-en un qui compte encore.")));
        foreach (var view in (await Imports()).Where(view => view.Id == import))
            await GrainFactory.GetGrain<ISeriesForecastGrain>(GrainKey.Forecast(view.Queue).ToString()).Expect();
        return CommandResult.Done(1);
    }

    public async Task<ImmutableArray<HistoryImportView>> Imports() => [.. (await store.ImportsAsync()).Select(HistoryReply.View)];

    public async Task<ImmutableArray<HistorySeriesView>> Series()
    {
        var imports = await store.ImportsAsync();
        return
        [
            .. (await store.SeriesAsync()).Select(series => new HistorySeriesView
            {
                Queue = series.QueueId, Intervals = series.Intervals, IntervalMinutes = series.IntervalMinutes, First = series.First,
                Last = series.Last, IsSynthetic = HistoryReply.SyntheticOf(series.QueueId, imports).Any(),
            }),
        ];
    }

    public async Task<string> Baseline(string queue)
    {
        if (await QueueAsync(queue) is not { } definition) return "";
        var rows = await store.ReadAsync(queue);
        if (rows.Count == 0) return "";
        var imports = await store.ImportsAsync();
        var refused = RememberedMapping.RefusedFor(queue, imports);
        var source = HistoryReply.SyntheticOf(queue, imports).Any() ? "synthetic history of the worked example" : "imported history";
        var baseline = await threads.RunAsync(() =>
        {
            var persons = PersonHistory.Of(HistoryRows.Series(rows, definition.TimeZone), new ReturnLaws(RedialLaw.Of(definition.Redial)));
            return BaselineFit.From(
                HistoryCleaning.Clean(persons.Series, definition.TimeZone, refused).Series, queue,
                persons.Basis == PersonBasis.Attempts ? source : $"{source}, persons by {persons.Basis.ToString().ToLowerInvariant()}");
        });
        return JsonSerializer.Serialize(baseline, CapacityJson.Options);
    }

    public async Task<string> HandleTime(string queue)
    {
        if (await QueueAsync(queue) is not { } definition) return "";
        var rows = await store.ReadAsync(queue);
        return rows.Count > 0 && HistoryHandleTime.Of(HistoryRows.Series(rows, definition.TimeZone)) is { } told
            ? JsonSerializer.Serialize(told, CapacityJson.Options) : "";
    }

    public Task<CalibrationReply> Calibrate(ContactLogFile file) => threads.RunAsync(() => CalibrationOfLog.Reply(file));

    private Task<Forecasting.History.HistoryReport> ReadAsync(byte[] bytes, HistoryFile file, string timeZone)
    {
        var mapping = HistoryMapping.Parse(file.Mapping).Value!;
        mapping = mapping with { TimeZone = mapping.TimeZone ?? timeZone, Refused = file.Refused };
        return threads.RunAsync(() => HistoryReader.Read(new MemoryStream(bytes, writable: false), mapping));
    }

    private async Task<Queue?> QueueAsync(string id)
    {
        var definition = await GrainFactory.GetGrain<IQueueGrain>(GrainKey.Queue(id).ToString()).Get();
        return definition.Version > 0 ? JsonSerializer.Deserialize<Queue>(definition.Json, CapacityJson.Options) : null;
    }
}
