using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Capacity.Storage;
using Orleans.Storage;

namespace Capacity.Hosting;

/// <summary>Grain state in the rows that Orleans' ADO.NET provider reads and writes, through Capacity's own writer.</summary>
internal sealed class GrainStateStorage(CapacityDatabase database, string serviceId) : IGrainStorage
{
    private readonly GrainStateStore _store = new(database);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await _store.ReadAsync(KeyOf(stateName, grainId)).ConfigureAwait(false);
        grainState.State = row?.Payload is { } payload ? JsonSerializer.Deserialize<T>(payload, GrainStateJson.Options)! : Initial<T>();
        grainState.ETag = row?.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = row?.Payload is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(grainState.State, GrainStateJson.Options);
        var version = await _store.WriteAsync(KeyOf(stateName, grainId), VersionOf(grainState), payload).ConfigureAwait(false);
        grainState.ETag = Accepted(version, stateName, grainId, grainState);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (VersionOf(grainState) is { } current)
        {
            var version = await _store.ClearAsync(KeyOf(stateName, grainId), current).ConfigureAwait(false);
            grainState.ETag = Accepted(version, stateName, grainId, grainState);
        }

        grainState.State = Initial<T>();
        grainState.RecordExists = false;
    }

    private static int? VersionOf<T>(IGrainState<T> grainState) =>
        grainState.ETag is { Length: > 0 } etag ? int.Parse(etag, CultureInfo.InvariantCulture) : null;

    private static string Accepted<T>(int? version, string stateName, GrainId grainId, IGrainState<T> grainState) =>
        version?.ToString(CultureInfo.InvariantCulture)
        ?? throw new InconsistentStateException(
            $"State {stateName} of {grainId} was changed by somebody else after version {grainState.ETag ?? "none"} was read.",
            "another", grainState.ETag);

    // Orleans' provider keeps keys that read as hexadecimal numbers in other columns: here they are refused.
    private GrainStateKey KeyOf(string stateName, GrainId grainId)
    {
        var key = grainId.Key.ToString()!;
        return key.All(char.IsAsciiHexDigit) || Guid.TryParse(key, out _)
            ? throw new NotSupportedException($"The key of {grainId} reads as a number: prefix it with a word, such as queue:{key}.")
            : new GrainStateKey(serviceId, stateName, key);
    }

    // As Orleans does it: a new value, or an empty one where the type has no constructor without parameters.
    private static T Initial<T>() =>
        typeof(T).IsValueType ? default!
        : typeof(T).GetConstructor(Type.EmptyTypes) is null ? (T)RuntimeHelpers.GetUninitializedObject(typeof(T))
        : Activator.CreateInstance<T>();
}

/// <summary>How grain state is written as JSON: the same under both runtimes, for they share the rows.</summary>
internal static class GrainStateJson
{
    public static JsonSerializerOptions Options { get; } = new();
}
