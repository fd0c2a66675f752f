using Capacity.Contracts.Scenarios;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Desk;

/// <summary>A version of a scenario with its content read.</summary>
/// <param name="View">What the list knows about the version.</param>
/// <param name="Scenario">The content.</param>
public sealed record ScenarioFile(ScenarioView View, Scenario Scenario)
{
    /// <summary>The version, from 1.</summary>
    public long Version => View.Version;

    /// <summary>The newest finished run of the version; empty: none.</summary>
    public string Run => View.Run;

    /// <summary>The newest recommendation of the version; empty: none.</summary>
    public string Recommendation => View.Recommendation;

    /// <summary>True for the version that everybody works by.</summary>
    public bool IsPublished => View.PublishedVersion == View.Version;
}
