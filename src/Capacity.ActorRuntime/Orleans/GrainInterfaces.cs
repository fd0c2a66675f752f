namespace Orleans.Runtime
{
    /// <summary>Whatever a message can be addressed to.</summary>
    public interface IAddressable;

    /// <summary>One activation of one grain, as the grain sees it.</summary>
    public interface IGrainContext : IEquatable<IGrainContext>
    {
        GrainId GrainId { get; }

        object? GrainInstance { get; }

        /// <summary>The services of this activation; disposed with it.</summary>
        IServiceProvider ActivationServices { get; }

        /// <summary>Completes when the activation has left memory.</summary>
        Task Deactivated { get; }

        /// <summary>Asks the activation to leave memory once its running calls are finished.</summary>
        void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    }
}

namespace Orleans
{
    /// <summary>A grain interface.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain interface whose grains are told apart by a text key.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>What the runtime asks of a grain class.</summary>
    public interface IGrainBase
    {
        IGrainContext GrainContext { get; }

        /// <summary>Runs before the first call, after the stored state was read.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Runs after the last call, before the activation leaves memory; not after a crash.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }
}
