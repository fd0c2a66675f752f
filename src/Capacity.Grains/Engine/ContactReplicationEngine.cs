using System.Text.Json;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Grains.Engine;

/// <summary>The contact-level simulator behind the grains' seam.</summary>
public sealed class ContactReplicationEngine : IReplicationEngine
{
    public string Version => ContactEngine.Version;

    public IReplicationModel Prepare(Scenario scenario) => new ContactModel(SimulationModel.Compile(scenario));

    private sealed class ContactModel(SimulationModel model) : IReplicationModel
    {
        public byte[] Run(ulong seed, int firstReplication, int count, CancellationToken cancellationToken) =>
            ContactEngine.Run(model, seed, firstReplication, count, cancellationToken).ToBytes();

        public IBlockFold NewFold(double precision) => new ContactFold(new ResultFold(model, precision > 0 ? precision : null));
    }

    private sealed class ContactFold(ResultFold fold) : IBlockFold
    {
        public (double Contacts, double ServiceLevel, double HalfWidth) Figures =>
            fold.Progress() is var progress ? (progress.Contacts, progress.ServiceLevel, progress.HalfWidth) : default;

        public bool IsDone => fold.IsDone;

        public int Replications => fold.Replications;

        public void Add(byte[] block) => fold.Add(ReplicationBlock.FromBytes(block));

        public string Build() => JsonSerializer.Serialize(fold.Build(), CapacityJson.Options);
    }
}
