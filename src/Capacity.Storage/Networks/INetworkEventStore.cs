namespace Capacity.Storage;

/// <summary>One version of the network as it was recorded.</summary>
public sealed record NetworkEvent(long Version, string Json, DateTimeOffset RecordedAt);

/// <summary>The events of the network, in order of version.</summary>
public interface INetworkEventStore
{
    /// <summary>Adds the event of a version that follows the newest one; the first may have any version. False, and nothing added, where another writer was faster.</summary>
    Task<bool> AppendAsync(long version, string json, CancellationToken cancellationToken = default);

    /// <summary>Every event, the oldest first.</summary>
    Task<IReadOnlyList<NetworkEvent>> ReadAsync(CancellationToken cancellationToken = default);
}
