using Capacity.Contracts.Networks;
using Capacity.Domain.Labor;
using Capacity.Domain.Networks;

namespace Capacity.Dashboard.Views;

/// <summary>A version of the network in which labor rules changed.</summary>
/// <param name="Version">Who made it, when and why.</param>
/// <param name="Network">The network as it was then.</param>
/// <param name="Changes">What changed in the rules since the version before.</param>
public sealed record RuleHistoryLine(NetworkVersionView Version, Network Network, IReadOnlyList<RuleChange> Changes)
{
    /// <summary>The versions that changed rules, the newest first; the first version of all counts as a change from no rules.</summary>
    /// <param name="versions">Every version with its network, the newest first.</param>
    public static IReadOnlyList<RuleHistoryLine> Of(IReadOnlyList<(NetworkVersionView Version, Network Network)> versions) =>
    [
        .. versions.Select((one, i) => new RuleHistoryLine(one.Version, one.Network,
            RuleChange.Between(i + 1 < versions.Count ? versions[i + 1].Network : new Network(), one.Network)))
            .Where((line, i) => line.Changes.Count > 0 || i == versions.Count - 1),
    ];
}
