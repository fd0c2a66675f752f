using System.Data.Common;
using Capacity.Storage;
using Orleans.Storage;

namespace Capacity.Hosting;

/// <summary>
/// Lets the writes of a grain storage provider pass the database's write gate, one at a time on SQLite, and tells passing faults of the
/// database as the stores do.
/// </summary>
internal sealed class GatedGrainStorage(IGrainStorage provider, WriteGate gate) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ExplainedAsync(() => provider.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        InTurnAsync(() => provider.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        InTurnAsync(() => provider.ClearStateAsync(stateName, grainId, grainState));

    private async Task InTurnAsync(Func<Task> write)
    {
        using var turn = await gate.EnterAsync().ConfigureAwait(false);
        await ExplainedAsync(write).ConfigureAwait(false);
    }

    private static async Task ExplainedAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DbException e) when (StorageException.IsPassing(e))
        {
            throw StorageException.Passing(e);
        }
    }
}
