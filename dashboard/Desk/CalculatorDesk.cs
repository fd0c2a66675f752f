using Capacity.Contracts;
using Capacity.Contracts.Calculator;
using Capacity.Dashboard.Views;

namespace Capacity.Dashboard.Desk;

/// <summary>Has one queue simulated for the calculator.</summary>
public sealed class CalculatorDesk(IGrainFactory grains)
{
    /// <summary>Simulates the queue of a complete form until done or cancelled.</summary>
    public Task<SingleQueueReply> SimulateAsync(CalculatorForm form, CancellationToken cancellationToken) =>
        grains.GetGrain<ISingleQueueGrain>(GrainKey.Calculator("page").ToString()).Simulate(form.Request!, cancellationToken);
}
