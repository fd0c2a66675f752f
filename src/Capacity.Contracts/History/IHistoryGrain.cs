using System.Collections.Immutable;

namespace Capacity.Contracts.History;

/// <summary>Imported histories of queues and the baselines made of them. Key: <see cref="GrainKey.History"/>.</summary>
[Alias("capacity.IHistoryGrain")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>
    /// Reads a file of counts (CSV), reports gaps and odd rows, and stores it unless it is a dry run or nothing could be read.
    /// </summary>
    [Alias("ImportFile")]
    Task<HistoryReport> ImportFile(HistoryFile file);

    [Alias("Undo")]
    Task<CommandResult> Undo(string import, string author);

    [Alias("Imports")]
    Task<ImmutableArray<HistoryImportView>> Imports();

    /// <summary>
    /// JSON of <c>Capacity.Domain.Demand.Baseline</c> computed from what was imported for a queue; empty without history.
    /// </summary>
    [Alias("Baseline")]
    Task<string> Baseline(string queue);

    /// <summary>
    /// JSON of <c>Capacity.Forecasting.Calibration.HistoryHandleTime</c>: the mean handle time of a queue's newest weeks; empty where its
    /// history does not tell.
    /// </summary>
    [Alias("HandleTime")]
    Task<string> HandleTime(string queue);

    /// <summary>Every queue of which imported rows count, with how much there is.</summary>
    [Alias("Series")]
    Task<ImmutableArray<HistorySeriesView>> Series();

    /// <summary>Estimates the model's parameters from a log of single contacts, and puts them into the scenario that came with it.</summary>
    [Alias("Calibrate")]
    Task<CalibrationReply> Calibrate(ContactLogFile file);
}

/// <summary>How much imported history there is of a queue.</summary>
[GenerateSerializer, Immutable, Alias("capacity.history-series-view")]
public sealed record HistorySeriesView
{
    [Id(0)] public string Queue { get; init; } = "";
    [Id(1)] public int Intervals { get; init; }
    [Id(2)] public int IntervalMinutes { get; init; }

    /// <summary>First and last interval.</summary>
    [Id(3)] public DateTimeOffset First { get; init; }
    [Id(4)] public DateTimeOffset Last { get; init; }

    /// <summary>A simulator made it: nobody ever called.</summary>
    [Id(5)] public bool IsSynthetic { get; init; }
}

[GenerateSerializer, Immutable, Alias("capacity.history-import-view")]
public sealed record HistoryImportView
{
    [Id(0)] public string Id { get; init; } = "";
    [Id(1)] public string Queue { get; init; } = "";
    [Id(2)] public string FileName { get; init; } = "";
    [Id(3)] public int Rows { get; init; }
    [Id(4)] public DateTime First { get; init; }
    [Id(5)] public DateTime Last { get; init; }
    [Id(6)] public DateTimeOffset ImportedAt { get; init; }
    [Id(7)] public string Author { get; init; } = "";
    [Id(8)] public bool Undone { get; init; }
    [Id(9)] public string ReportJson { get; init; } = "";

    /// <summary>A simulator made it: nobody ever called.</summary>
    [Id(10)] public bool IsSynthetic { get; init; }
}

/// <summary>A file of counts as somebody handed it in.</summary>
[GenerateSerializer, Immutable, Alias("capacity.history-file")]
public sealed record HistoryFile
{
    [Id(0)] public string Queue { get; init; } = "";
    [Id(1)] public string FileName { get; init; } = "";

    /// <summary>The bytes as they came: UTF-8 or Windows-1252, <c>,</c> or <c>;</c>.</summary>
    [Id(2)] public ImmutableArray<byte> Content { get; init; } = [];
    [Id(3)] public string Author { get; init; } = "";

    /// <summary>Only reads and reports: nothing is stored.</summary>
    [Id(4)] public bool DryRun { get; init; }

    /// <summary>Which column is what, as in <c>start=Interval Start,count=Offer</c>; empty: found by itself.</summary>
    [Id(5)] public string Mapping { get; init; } = "";

    /// <summary>Names of the corrections of the cleaning list that are refused.</summary>
    [Id(6)] public ImmutableArray<string> Refused { get; init; } = [];

    /// <summary>A simulator made it: marked wherever it is seen, and taken back when the queue gets a history of its own.</summary>
    [Id(7)] public bool IsSynthetic { get; init; }
}

/// <summary>What a file of counts holds, and whether it was stored.</summary>
[GenerateSerializer, Immutable, Alias("capacity.history-report")]
public sealed record HistoryReport
{
    /// <summary>Problems by line and column; the command is refused only where no row could be used.</summary>
    [Id(0)] public CommandResult Result { get; init; } = new();

    /// <summary>Identifier of the import; empty for a dry run.</summary>
    [Id(1)] public string Import { get; init; } = "";
    [Id(2)] public int Rows { get; init; }
    [Id(3)] public int IntervalMinutes { get; init; }
    [Id(4)] public DateTime First { get; init; }
    [Id(5)] public DateTime Last { get; init; }
    [Id(6)] public double Offered { get; init; }

    /// <summary>The cleaning report as JSON: gaps, duplicates, odd rows.</summary>
    [Id(7)] public string ReportJson { get; init; } = "";

    /// <summary>The same file had been imported for the queue before; nothing was changed.</summary>
    [Id(8)] public bool AlreadyThere { get; init; }

    /// <summary>The mapping by which the file was read: the one given, or else the one of an earlier import with the same header.</summary>
    [Id(9)] public string Mapping { get; init; } = "";
}
