namespace Capacity.Hosting.Identity;

/// <summary>The five roles of an installation; a person may have several.</summary>
public static class PersonRole
{
    /// <summary>Edits the network and scenarios, runs simulations, imports history.</summary>
    public const string Planner = "planner";

    /// <summary>Reads everything and decides on recommendations.</summary>
    public const string Director = "director";

    /// <summary>Connects telephony platforms: imports, API keys, feeds.</summary>
    public const string Integrator = "integrator";

    /// <summary>Watches the live queues.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Manages people, roles and keys, and may do all that the others do.</summary>
    public const string Administrator = "administrator";

    /// <summary>Every role, in the order in which pages list them.</summary>
    public static IReadOnlyList<string> All { get; } = [Planner, Director, Integrator, Supervisor, Administrator];
}
