using Capacity.Storage;
using Orleans.Storage;

namespace Capacity.Hosting;

/// <summary>Lets the writes of a grain storage provider pass the database's write gate, one at a time on SQLite.</summary>
internal sealed class GatedGrainStorage(IGrainStorage provider, WriteGate gate) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        provider.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var turn = await gate.EnterAsync().ConfigureAwait(false);
        await provider.WriteStateAsync(stateName, grainId, grainState).ConfigureAwait(false);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var turn = await gate.EnterAsync().ConfigureAwait(false);
        await provider.ClearStateAsync(stateName, grainId, grainState).ConfigureAwait(false);
    }
}
