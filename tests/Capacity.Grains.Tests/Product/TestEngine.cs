using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using Capacity.Domain.Scenarios;
using Capacity.Grains.Engine;

namespace Capacity.Grains.Tests.Product;

/// <summary>
/// Scenarios whose id begins with "toy" get made-up figures at once; all others the contact-level simulator. Toys can be held
/// at a block, and told to fail.
/// </summary>
public sealed class TestEngine : IReplicationEngine
{
    private readonly ContactReplicationEngine real = new();

    public string Version { get; set; } = new ContactReplicationEngine().Version;

    /// <summary>Blocks computed, by first replication.</summary>
    public ConcurrentQueue<int> Computed { get; } = [];

    /// <summary>The first replication from which on toys wait; open it to let them go on.</summary>
    public int HeldFrom { get; set; } = int.MaxValue;

    public ManualResetEventSlim Open { get; } = new(true);

    /// <summary>What a toy's block says instead of figures.</summary>
    public string? Failure { get; set; }

    public IReplicationModel Prepare(Scenario scenario) =>
        scenario.Id.StartsWith("toy", StringComparison.Ordinal) ? new Toy(this) : real.Prepare(scenario);

    private sealed class Toy(TestEngine engine) : IReplicationModel
    {
        public byte[] Run(ulong seed, int firstReplication, int count, CancellationToken cancellationToken)
        {
            if (engine.Failure is { } failure) throw new InvalidOperationException(failure);
            if (firstReplication >= engine.HeldFrom) engine.Open.Wait(cancellationToken);

            // A wait that is opened before its thread has woken from the cancellation ends as if nothing had happened.
            cancellationToken.ThrowIfCancellationRequested();
            engine.Computed.Enqueue(firstReplication);
            var bytes = new byte[8 * count];
            for (var i = 0; i < count; i++)
                BinaryPrimitives.WriteUInt64LittleEndian(
                    bytes.AsSpan(8 * i), (seed + 1) * 0x9E3779B97F4A7C15UL * (ulong)(firstReplication + i + 1));
            return bytes;
        }

        public IBlockFold NewFold(double precision) => new ToyFold(precision);
    }

    /// <summary>A sum that depends on the order, so that a wrong order shows.</summary>
    private sealed class ToyFold(double precision) : IBlockFold
    {
        private ulong sum;
        private int replications;

        public (double Contacts, double ServiceLevel, double HalfWidth) Figures => (replications * 100, 0.8, 0.01);

        /// <summary>A toy's half-width is one over its replications.</summary>
        public bool IsDone => precision > 0 && replications > 0 && 1.0 / replications <= precision;

        public int Replications => replications;

        public void Add(byte[] block)
        {
            for (var i = 0; i < block.Length && !IsDone; i += 8, replications++)
                sum = ((sum << 7) | (sum >> 57)) ^ BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(i));
        }

        public string Build() => string.Create(CultureInfo.InvariantCulture, $"{{\"replications\":{replications},\"sum\":{sum}}}");
    }
}
