namespace Capacity.Grains.Networks;

/// <summary>The network's definition as it rests.</summary>
[GenerateSerializer, Immutable, Alias("capacity.state.network")]
public sealed record NetworkState
{
    [Id(0)] public long Version { get; init; }

    /// <summary>Published JSON; empty before the first definition.</summary>
    [Id(1)] public string Json { get; init; } = "";
    [Id(2)] public string Author { get; init; } = "";
    [Id(3)] public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>A part of the network as the network last told it.</summary>
[GenerateSerializer, Immutable, Alias("capacity.state.part")]
public sealed record PartState
{
    [Id(0)] public long Version { get; init; }
    [Id(1)] public string Json { get; init; } = "";
}
