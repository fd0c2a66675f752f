namespace Capacity.Simulation.Results;

/// <summary>
/// What a run of consecutive replications counted, packed: the unit that workers hand back and checkpoints store. Equal seeds and
/// numbers give equal bytes on every machine.
/// </summary>
public sealed class ReplicationBlock
{
    const int Format = 3;

    internal ReplicationBlock(string engineVersion, ulong seed, int first, IReadOnlyList<ReplicationRecord> replications)
    {
        EngineVersion = engineVersion;
        Seed = seed;
        First = first;
        Replications = replications;
    }

    /// <summary>Version of the engine that computed the block; a block of another version is computed again.</summary>
    public string EngineVersion { get; }

    public ulong Seed { get; }

    /// <summary>Number of the first replication, from 0.</summary>
    public int First { get; }

    /// <summary>How many replications the block holds.</summary>
    public int Count => Replications.Count;

    /// <summary>Contacts offered in all its replications.</summary>
    public long Contacts => Replications.Sum(replication => replication.Contacts);

    internal IReadOnlyList<ReplicationRecord> Replications { get; }

    internal void RefuseOtherEngine(string version)
    {
        if (EngineVersion != version)
            throw new InvalidOperationException(
                $"The block was computed by engine {EngineVersion}; this is {version}. Compute it again.");
    }

    /// <summary>The block as bytes, the same for the same content.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Format);
        writer.Write(EngineVersion);
        writer.Write(Seed);
        writer.Write(First);
        writer.Write(Count);
        foreach (var replication in Replications)
        {
            writer.Write(replication.Course);
            writer.Write(replication.Contacts);
            WriteAll(writer, replication.Queues);
            WriteAll(writer, replication.Teams);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The block that bytes hold; bytes of another format are refused.</summary>
    public static ReplicationBlock FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var format = reader.ReadInt32();
        if (format != Format)
            throw new InvalidDataException($"The block has format {format}; this program reads format {Format}. Compute the block again.");
        var version = reader.ReadString();
        var seed = reader.ReadUInt64();
        var first = reader.ReadInt32();
        var replications = new ReplicationRecord[reader.ReadInt32()];
        for (var i = 0; i < replications.Length; i++)
            replications[i] = new ReplicationRecord(reader.ReadInt32(), reader.ReadInt64(), ReadAll(reader), ReadAll(reader));
        return new ReplicationBlock(version, seed, first, replications);
    }

    static void WriteAll(BinaryWriter writer, byte[][] parts)
    {
        writer.Write(parts.Length);
        foreach (var part in parts)
        {
            writer.Write(part.Length);
            writer.Write(part);
        }
    }

    static byte[][] ReadAll(BinaryReader reader)
    {
        var parts = new byte[reader.ReadInt32()][];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = reader.ReadBytes(reader.ReadInt32());
        return parts;
    }
}

/// <summary>One replication's sums, packed by queue and by team, with the course of events that was drawn.</summary>
internal sealed record ReplicationRecord(int Course, long Contacts, byte[][] Queues, byte[][] Teams);
