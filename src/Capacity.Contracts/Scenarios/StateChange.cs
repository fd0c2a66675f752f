using System.Collections.Immutable;

namespace Capacity.Contracts.Scenarios;

/// <summary>A person approves, publishes or takes back an approval.</summary>
[GenerateSerializer, Immutable, Alias("capacity.scenario-state-change")]
public sealed record StateChange
{
    [Id(0)] public ScenarioState State { get; init; }
    [Id(1)] public long ExpectedVersion { get; init; }
    [Id(2)] public string Author { get; init; } = "";

    /// <summary>The person's roles, as <see cref="ScenarioRole"/> names them.</summary>
    [Id(3)] public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Why, for the decision log.</summary>
    [Id(4)] public string Reason { get; init; } = "";
}

/// <summary>Roles that decide about scenarios.</summary>
public static class ScenarioRole
{
    public const string Planner = "planner";
    public const string Director = "director";
    public const string Administrator = "administrator";

    /// <summary>Who may approve and take back an approval; a planner proposes, and publishes what was approved.</summary>
    public static bool MayApprove(IEnumerable<string> roles) => roles.Any(role => role is Director or Administrator);

    /// <summary>Who may make an approved version the one that everybody works by.</summary>
    public static bool MayPublish(IEnumerable<string> roles) => roles.Any(role => role is Planner or Director or Administrator);
}
