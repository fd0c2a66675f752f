using Capacity.Simulation.Contacts;
using Capacity.Simulation.Fluid;

namespace Capacity.Simulation.Results;

/// <summary>An engine whose sums are folded into results.</summary>
/// <param name="Name">Name in results: contact or fluid.</param>
/// <param name="Version">Changes with every change that changes a result.</param>
/// <param name="Unit">What a one in the sums stands for: a contact, or the part of one that expected numbers are rounded to.</param>
/// <param name="CountsTimes">Counts open cases by their age and waits by their length, too, so that quantiles of both are known.</param>
public sealed record EngineKind(string Name, string Version, double Unit, bool CountsTimes)
{
    public static EngineKind Contact { get; } = new("contact", ContactEngine.Version, 1, CountsTimes: true);

    public static EngineKind Fluid { get; } = new("fluid", FluidEngine.Version, 1.0 / 1024, CountsTimes: false);
}
