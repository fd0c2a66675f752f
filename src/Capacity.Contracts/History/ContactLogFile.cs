using System.Collections.Immutable;

namespace Capacity.Contracts.History;

/// <summary>A log of single contacts as somebody handed it in, and the scenario whose parameters it is to tell.</summary>
[GenerateSerializer, Immutable, Alias("capacity.contact-log-file")]
public sealed record ContactLogFile
{
    [Id(0)] public string FileName { get; init; } = "";

    /// <summary>The bytes as they came: UTF-8 or Windows-1252, <c>,</c> or <c>;</c>.</summary>
    [Id(1)] public ImmutableArray<byte> Content { get; init; } = [];

    /// <summary>JSON of the scenario; empty: hours are told from the log, and no scenario is made.</summary>
    [Id(2)] public string ScenarioJson { get; init; } = "";

    /// <summary>The queue of a file that names none.</summary>
    [Id(3)] public string Queue { get; init; } = "";
}

/// <summary>What a log of contacts tells about the model. Nothing is stored: the scenario is saved as any other version.</summary>
[GenerateSerializer, Immutable, Alias("capacity.calibration-reply")]
public sealed record CalibrationReply
{
    /// <summary>Problems by line and column; refused only where no row could be used.</summary>
    [Id(0)] public CommandResult Result { get; init; } = new();

    /// <summary>JSON of <c>Capacity.Forecasting.Calibration.CalibrationReport</c>: estimates with 95 % intervals; empty where refused.</summary>
    [Id(1)] public string ReportJson { get; init; } = "";

    /// <summary>JSON of the scenario with the estimates and where they come from; empty where the log names none of its queues and reasons.</summary>
    [Id(2)] public string ScenarioJson { get; init; } = "";
}
