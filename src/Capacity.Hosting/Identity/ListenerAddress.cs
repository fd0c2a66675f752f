using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Capacity.Hosting.Identity;

/// <summary>Where this process listens, and whether only this machine can reach it.</summary>
public static class ListenerAddress
{
    /// <summary>The addresses that the server bound, without a final slash.</summary>
    public static IReadOnlyList<string> All(IServer server) =>
        [.. server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(address => address.TrimEnd('/')) ?? []];

    /// <summary>True when every bound address is a loopback address.</summary>
    public static bool IsLoopbackOnly(IReadOnlyList<string> addresses) => addresses.Count > 0 && addresses.All(IsLoopback);

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip)));
}
