using System.Reflection;

namespace Capacity.ActorRuntime;

/// <summary>Settings of the in-process actor runtime; the defaults are those of Orleans.</summary>
public sealed class EmbeddedActorRuntimeOptions
{
    /// <summary>How long a caller waits for an answer where the method says nothing else.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation stays in memory without a call.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation may take to come into memory before its token is cancelled.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a leaving activation waits for its running calls, and then for its own farewell.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Copies every argument and result that is not marked immutable, to catch whoever changes a message after sending.</summary>
    public bool DeepCopyMessages { get; set; }

    /// <summary>Assemblies with grain classes; the program's own is always among them.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];
}
