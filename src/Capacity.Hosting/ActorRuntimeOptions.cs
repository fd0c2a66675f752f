using System.Reflection;

namespace Capacity.Hosting;

/// <summary>What a process does among the actors.</summary>
public enum ActorRole
{
    /// <summary>Holds grains, and calls them.</summary>
    Silo,

    /// <summary>Calls grains that other processes hold; needs a cluster.</summary>
    Client,
}

/// <summary>Settings of section <c>ActorRuntime</c>: where grains run and how long callers wait for them.</summary>
public sealed class ActorRuntimeOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "ActorRuntime";

    public ActorRole Role { get; set; } = ActorRole.Silo;

    /// <summary>Several processes find each other through tables in the PostgreSQL database; otherwise this process is alone.</summary>
    public bool Cluster { get; set; }

    /// <summary>The name under which grain state is stored: the same everywhere and for good.</summary>
    public string ServiceId { get; set; } = "capacity";

    public string ClusterId { get; set; } = "capacity";

    /// <summary>The IP address at which other processes reach this silo of a cluster; null: its first network address.</summary>
    public string? Address { get; set; }

    /// <summary>The port at which silos reach this one.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port at which clients reach this silo.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>On a machine without a cluster: the port of the silo that the others join; null: this one.</summary>
    public int? PrimarySiloPort { get; set; }

    /// <summary>How long a caller waits for a grain's answer.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain stays in memory without a call.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle grains are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Tests only, without effect under Orleans, which copies anyway: catches whoever changes a message after sending it.</summary>
    public bool DeepCopyMessages { get; set; }

    /// <summary>Assemblies with grain classes beside those that the program references.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];
}
