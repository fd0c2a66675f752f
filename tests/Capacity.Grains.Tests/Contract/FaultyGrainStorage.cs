using System.Collections.Concurrent;
using Orleans.Storage;

namespace Capacity.Grains.Tests.Contract;

/// <summary>Faults that wait for the next write of a grain.</summary>
public sealed class StorageFaults
{
    private readonly ConcurrentDictionary<string, Exception> _faults = new();

    public void FailNextWriteOf(string key, Exception fault) => _faults[key] = fault;

    public void ThrowIfWanted(GrainId grain)
    {
        if (_faults.TryRemove(grain.Key.ToString()!, out var fault))
        {
            throw fault;
        }
    }
}

/// <summary>The product's grain storage, except that a write fails where a test wants it.</summary>
internal sealed class FaultyGrainStorage(IGrainStorage storage, StorageFaults faults) : IGrainStorage
{
    public const string Name = "faulty";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        faults.ThrowIfWanted(grainId);
        return storage.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, grainId, grainState);
}
