using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Contacts;

/// <summary>The contact-level engine: numbered replications of a model in, a block of their sums out.</summary>
public static class ContactEngine
{
    /// <summary>Changes with every change that changes a result; checkpoints of another version are computed again.</summary>
    public const string Version = "contact-10";

    /// <summary>Runs consecutive replications on the calling thread.</summary>
    /// <param name="model">The compiled scenario.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="first">Number of the first replication, from 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    public static ReplicationBlock Run(
        SimulationModel model, ulong seed, int first, int count, CancellationToken cancellationToken = default) =>
        Run(new Replication(model), model, seed, first, count, cancellationToken);

    internal static ReplicationBlock Run(
        Replication replication, SimulationModel model, ulong seed, int first, int count, CancellationToken cancellationToken)
    {
        var records = new ReplicationRecord[count];
        for (var i = 0; i < count; i++)
        {
            replication.Run(seed, first + i, cancellationToken);
            records[i] = new ReplicationRecord(
                replication.Course, replication.Contacts,
                PackedSums.Pack(replication.ContactSums, replication.OpenAges, replication.Waits, model.Timeline.Days),
                PackedSums.Pack(replication.AgentSums, model.Scenario.Network.Teams.Count, model.Timeline.Days));
        }

        return new ReplicationBlock(Version, seed, first, records);
    }
}
