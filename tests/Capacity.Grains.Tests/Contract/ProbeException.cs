namespace Capacity.Grains.Tests.Contract;

/// <summary>A fault of a probe, with a figure that must arrive.</summary>
[GenerateSerializer, Alias("capacity.tests.probe-exception")]
public sealed class ProbeException(string message, int figure) : Exception(message)
{
    [Id(0)]
    public int Figure { get; private set; } = figure;
}
