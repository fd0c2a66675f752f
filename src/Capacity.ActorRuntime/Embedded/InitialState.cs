using System.Runtime.CompilerServices;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>The value of a state of which nothing is stored: a new one, or an empty one where its type has no constructor without parameters.</summary>
internal static class InitialState
{
    public static T Of<T>() =>
        typeof(T).IsValueType ? default!
        : typeof(T).GetConstructor(Type.EmptyTypes) is null ? (T)RuntimeHelpers.GetUninitializedObject(typeof(T))
        : Activator.CreateInstance<T>();
}
