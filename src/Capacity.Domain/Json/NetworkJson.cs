using System.Text.Json;
using Capacity.Domain.Networks;
using Capacity.Domain.Rules;

namespace Capacity.Domain.Json;

/// <summary>A network as JSON text, checked on reading.</summary>
public static class NetworkJson
{
    /// <summary>The network, or every error with line, column, reason and mend; nothing is thrown whatever the text.</summary>
    public static Parsed<Network> Parse(string text) => JsonText.Parse<Network>(text, NetworkRules.Check);

    public static string Write(Network network) => JsonSerializer.Serialize(network, CapacityJson.Indented);
}
