using System.Text.Json;
using System.Text.Json.Serialization;

namespace Capacity.Grains.Networks;

/// <summary>A version of the network, as its row keeps it: who made it, when and why, and the whole content, so that an earlier one is there bit for bit.</summary>
internal sealed record NetworkFact
{
    public long Version { get; init; }
    public string Author { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public string Note { get; init; } = "";

    /// <summary>Published JSON.</summary>
    public string Json { get; init; } = "";

    public static NetworkFact Read(string json) =>
        JsonSerializer.Deserialize(json, NetworkFactJson.Default.NetworkFact) ?? throw new InvalidDataException("A network event is empty.");

    public string Write() => JsonSerializer.Serialize(this, NetworkFactJson.Default.NetworkFact);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NetworkFact))]
internal sealed partial class NetworkFactJson : JsonSerializerContext;
