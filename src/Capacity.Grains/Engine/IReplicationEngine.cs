using Capacity.Domain.Scenarios;

namespace Capacity.Grains.Engine;

/// <summary>Computes replications of a scenario: the seam between grains, which hand out blocks, and the mathematics.</summary>
public interface IReplicationEngine
{
    /// <summary>Changes whenever the same block would give other figures; stored blocks of another version are not used.</summary>
    string Version { get; }

    /// <summary>Makes a scenario ready to simulate; takes processor time.</summary>
    IReplicationModel Prepare(Scenario scenario);
}

/// <summary>A scenario ready to simulate; used by several threads at once.</summary>
public interface IReplicationModel
{
    /// <summary>Simulates consecutive replications; the bytes depend on the arguments and the engine's version only.</summary>
    byte[] Run(ulong seed, int firstReplication, int count, CancellationToken cancellationToken);

    /// <summary>What progress shows of a finished block.</summary>
    BlockFigures Figures(byte[] block);

    /// <summary>The result over all blocks, folded in their order, as published JSON. No wall-clock figure is in it.</summary>
    string Fold(IReadOnlyList<byte[]> blocks, ulong seed, int replications);
}

/// <summary>A few figures of one block.</summary>
/// <param name="Contacts">Contacts simulated.</param>
/// <param name="ServiceLevels">Service level (0–1) of all contacts of each replication.</param>
public sealed record BlockFigures(double Contacts, IReadOnlyList<double> ServiceLevels);
