using System.Collections.Immutable;
using System.Text.Json;
using Capacity.Contracts.Networks;
using Capacity.Contracts.Runs;
using Capacity.Storage;

namespace Capacity.Grains.Runs;

/// <summary>
/// Everything that a run's figures depend on, kept with the run from its start: the request, the scenario and how it is cut into blocks.
/// </summary>
internal sealed record RunSnapshot
{
    public RunRequest Request { get; init; } = new();

    /// <summary>Published JSON of the scenario, with its network.</summary>
    public string Scenario { get; init; } = "";

    /// <summary>The versions of network, sites, teams and queues when the snapshot was taken.</summary>
    public ImmutableArray<SnapshotVersion> Versions { get; init; } = [];

    /// <summary>Replications of a block; the last one may have fewer.</summary>
    public int BlockSize { get; init; } = 16;
    public int Workers { get; init; } = 1;

    public int Blocks => (Request.Replications + BlockSize - 1) / BlockSize;

    public BlockOrder Order(int block) => new()
    {
        Block = block,
        FirstReplication = block * BlockSize,
        Count = Math.Min(BlockSize, Request.Replications - (block * BlockSize)),
        Seed = Request.Seed,
    };

    /// <summary>The row that a run begins with.</summary>
    public NewRun Row(string run, string engineVersion) => new(
        run, Request.Scenario, (int)Request.Version, (int)Versions[0].Version, engineVersion, Request.Seed, Request.Replications, Write());

    public static RunSnapshot Read(string json) => JsonSerializer.Deserialize<RunSnapshot>(json, JsonSerializerOptions.Web)!;

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
