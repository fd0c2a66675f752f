using Capacity.ActorRuntime.Embedded;

namespace Orleans;

/// <summary>What can be asked of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainProxy proxy => proxy.Target,
        IGrainBase instance => instance.GrainContext.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString()!;

    /// <summary>A reference to this grain, to be given to others in place of the grain itself.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => grain switch
    {
        TGrainInterface reference when grain is GrainProxy => reference,
        GrainProxy proxy => (TGrainInterface)proxy.Runtime.Reference(typeof(TGrainInterface), proxy.Target),
        IGrainBase { GrainContext: Activation activation } => (TGrainInterface)activation.Runtime.Reference(typeof(TGrainInterface), activation.GrainId),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
