using System.Reflection;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>A reference to a grain: turns the call of an interface method into a message.</summary>
internal class GrainProxy : DispatchProxy
{
    public EmbeddedRuntime Runtime { get; private set; } = null!;

    public GrainId Target { get; private set; }

    public static object Create(EmbeddedRuntime runtime, Type grainInterface, GrainId target)
    {
        var reference = DispatchProxy.Create(grainInterface, typeof(GrainProxy));
        var proxy = (GrainProxy)reference;
        proxy.Runtime = runtime;
        proxy.Target = target;
        return reference;
    }

    public override bool Equals(object? obj) => obj is GrainProxy other && other.Target.Equals(Target) && other.GetType() == GetType();

    public override int GetHashCode() => Target.GetHashCode();

    public override string ToString() => $"reference to {Target}";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => GrainMethod.Of(targetMethod!).Send(this, args ?? []);
}
