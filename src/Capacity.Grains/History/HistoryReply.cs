using System.Text.Json;
using System.Text.Json.Nodes;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Domain.Json;
using Report = Capacity.Forecasting.History.HistoryReport;

namespace Capacity.Grains.History;

/// <summary>What reading a file found, as contracts and rows tell it.</summary>
internal static class HistoryReply
{
    private const string Author = "author";
    private const string Queue = "queue";
    private const string Synthetic = "synthetic";

    public static HistoryReport Refused(Problem problem) => new() { Result = CommandResult.Refused(Refusal.Invalid, 0, problem) };

    public static HistoryReport Of(Report report)
    {
        Problem[] problems = [.. report.Issues.Select(
            issue => new Problem
            {
                Line = issue.Line, Column = issue.Column, What = issue.Problem, Mend = issue.Mend, WhatFr = issue.ProblemFr, MendFr = issue.MendFr,
            })];
        var refused = CommandResult.Refused(Refusal.Invalid, 0, problems);
        return new HistoryReport
        {
            Result = report.Series is null ? refused : CommandResult.Done(1) with { Problems = [.. problems] },
            Rows = report.Used,
            IntervalMinutes = report.IntervalMinutes,
            First = report.First?.ToDateTimeUnspecified() ?? default,
            Last = report.Last?.ToDateTimeUnspecified() ?? default,
            Offered = report.Total,
            ReportJson = JsonSerializer.Serialize(report, CapacityJson.Options),
        };
    }

    /// <summary>The report as its row keeps it, with who imported it for which queue, and how it was read.</summary>
    public static string Note(Report report, HistoryFile file, string queue)
    {
        var note = JsonSerializer.SerializeToNode(report, CapacityJson.Options)!.AsObject();
        note[Author] = file.Author;
        note[Queue] = queue;
        note[Synthetic] = file.IsSynthetic;
        RememberedMapping.Keep(note, file.Mapping, file.Refused);
        return note.ToJsonString(CapacityJson.Options);
    }

    public static HistoryImportView View(Storage.HistoryImport import)
    {
        var note = JsonNode.Parse(import.ReportJson)!.AsObject();
        return new HistoryImportView
        {
            Id = import.ImportId,
            Queue = (string?)note[Queue] ?? "",
            FileName = import.FileName,
            Rows = import.RowCount,
            First = Moment(note["first"]),
            Last = Moment(note["last"]),
            ImportedAt = import.ImportedAt,
            Author = (string?)note[Author] ?? "",
            Undone = import.UndoneAt is not null,
            ReportJson = import.ReportJson,
            IsSynthetic = (bool?)note[Synthetic] ?? false,
        };
    }

    /// <summary>The imports of a queue that still count and that a simulator made.</summary>
    public static IEnumerable<HistoryImportView> SyntheticOf(string queue, IEnumerable<Storage.HistoryImport> imports) =>
        imports.Select(View).Where(view => view is { IsSynthetic: true, Undone: false } && view.Queue == queue);

    private static DateTime Moment(JsonNode? node) =>
        node is null ? default : node.Deserialize<NodaTime.LocalDateTime>(CapacityJson.Options).ToDateTimeUnspecified();
}
