using System.Collections.Concurrent;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Grains.Engine;
using Capacity.Simulation.Fluid;

namespace Capacity.Grains.Tests.Product;

/// <summary>The fluid, which tests can hold before it computes a base, and tell to fail.</summary>
public sealed class TestPreviewEngine : IPreviewEngine
{
    private readonly FluidPreviewEngine real = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> begun = [], givenUp = [];

    /// <summary>Bases begun, by scenario.</summary>
    public ConcurrentQueue<string> Bases { get; } = [];

    /// <summary>Closed: bases wait; open it to let them go on.</summary>
    public ManualResetEventSlim Open { get; } = new(true);

    /// <summary>What a base says instead of figures.</summary>
    public string? Failure { get; set; }

    public FluidPreview Simulated(Scenario scenario, ScenarioResult known, CancellationToken cancellationToken) =>
        Compute(scenario, () => real.Simulated(scenario, known, cancellationToken), cancellationToken);

    public FluidPreview Calibrated(Scenario scenario, CancellationToken cancellationToken) =>
        Compute(scenario, () => real.Calibrated(scenario, cancellationToken), cancellationToken);

    /// <summary>Waits until a base of a scenario has begun.</summary>
    public Task BegunAsync(string scenario) => Of(begun, scenario).Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Waits until a base of a scenario that was held has been given up.</summary>
    public Task GivenUpAsync(string scenario) => Of(givenUp, scenario).Task.WaitAsync(TimeSpan.FromMinutes(2));

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> signals, string scenario) =>
        signals.GetOrAdd(scenario, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private FluidPreview Compute(Scenario scenario, Func<FluidPreview> compute, CancellationToken cancellationToken)
    {
        Bases.Enqueue(scenario.Id);
        Of(begun, scenario.Id).TrySetResult();
        if (Failure is { } failure) throw new InvalidOperationException(failure);
        try
        {
            Open.Wait(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Of(givenUp, scenario.Id).TrySetResult();
            throw;
        }

        return compute();
    }
}
