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

    /// <summary>An empty fold, to which blocks are added in their order.</summary>
    /// <param name="precision">Half-width (0–1) of every queue's service level at which the fold is done; 0: it takes every block.</param>
    IBlockFold NewFold(double precision);
}

/// <summary>The result of the blocks so far.</summary>
public interface IBlockFold
{
    /// <summary>Contacts simulated, and the service level (0–1) of all of them with its 95 % half-width.</summary>
    (double Contacts, double ServiceLevel, double HalfWidth) Figures { get; }

    /// <summary>The precision is reached: replications beyond are not taken.</summary>
    bool IsDone { get; }

    /// <summary>Replications that the fold has taken.</summary>
    int Replications { get; }

    /// <summary>Adds the next block.</summary>
    void Add(byte[] block);

    /// <summary>The result as published JSON; no wall-clock figure is in it.</summary>
    string Build();
}
