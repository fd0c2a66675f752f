using Capacity.Contracts.Scenarios;

namespace Capacity.Hosting.Identity;

/// <summary>The five roles of an installation; a person may have several.</summary>
public static class PersonRole
{
    /// <summary>Edits the network and scenarios, runs simulations, imports history, publishes what was approved.</summary>
    public const string Planner = ScenarioRole.Planner;

    /// <summary>Reads everything, decides on recommendations, approves and publishes scenarios.</summary>
    public const string Director = ScenarioRole.Director;

    /// <summary>Connects telephony platforms: imports, API keys, feeds.</summary>
    public const string Integrator = "integrator";

    /// <summary>Watches the live queues.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Manages people, roles and keys, and may do all that the others do.</summary>
    public const string Administrator = ScenarioRole.Administrator;

    /// <summary>Every role, in the order in which pages list them.</summary>
    public static IReadOnlyList<string> All { get; } = [Planner, Director, Integrator, Supervisor, Administrator];
}
