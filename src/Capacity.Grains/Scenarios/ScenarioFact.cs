using System.Text.Json;
using System.Text.Json.Serialization;
using Capacity.Contracts.Scenarios;

namespace Capacity.Grains.Scenarios;

/// <summary>What happened to a scenario, as its row keeps it.</summary>
internal enum ScenarioEventKind
{
    Saved,
    LeversAccepted,
    HistoryUsed,
    StateChanged,
    RunAttached,
    RecommendationAttached,
    Announced,
    AnnouncementCancelled,
    Restored,
    Merged,
    Copied,
    Noted,
    ActionRefused,
}

/// <summary>One event of a scenario. Content comes whole with each version, so that an earlier one is there bit for bit.</summary>
internal sealed record ScenarioFact
{
    public ScenarioEventKind Kind { get; init; }

    /// <summary>The version of the content that the event makes or concerns.</summary>
    public long Version { get; init; }
    public string Author { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public string Note { get; init; } = "";

    /// <summary>The content of a new version, as it was given.</summary>
    public string? Json { get; init; }
    public ScenarioState? State { get; init; }

    /// <summary>The run or the recommendation that is attached.</summary>
    public string? Attached { get; init; }

    /// <summary>Announcements that are new or changed in this version, or the one that it cancels.</summary>
    public string[]? Announcements { get; init; }

    /// <summary>The earlier version whose content came back whole.</summary>
    public long? Restores { get; init; }

    /// <summary>The scenario and version that was copied, or the action that was refused.</summary>
    public string? Subject { get; init; }

    /// <summary>The finished run of the version that was copied.</summary>
    public string? Run { get; init; }

    [JsonIgnore]
    public bool MakesVersion => Json is not null;

    public static ScenarioFact Of(ScenarioEventKind kind, string author, string note, long version = 0) =>
        new() { Kind = kind, Author = author, Note = note, Version = version };

    public static ScenarioFact Read(string json) =>
        JsonSerializer.Deserialize(json, ScenarioFactJson.Default.ScenarioFact)
            ?? throw new InvalidDataException("A scenario event is empty.");

    public string Write() => JsonSerializer.Serialize(this, ScenarioFactJson.Default.ScenarioFact);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScenarioFact))]
internal sealed partial class ScenarioFactJson : JsonSerializerContext;
