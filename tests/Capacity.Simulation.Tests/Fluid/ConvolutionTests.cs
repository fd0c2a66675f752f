using System.Runtime.Intrinsics;
using Capacity.Simulation.Fluid;

namespace Capacity.Simulation.Tests.Fluid;

public class ConvolutionTests
{
    [Fact]
    public void The_last_value_has_the_first_share()
    {
        for (var length = 0; length < 14; length++)
        {
            Vector256<float>[] values = [.. Enumerable.Range(0, length).Select(i => Vector256.Create(i + 1f) + Vector256<float>.Indices)];
            float[] shares = [.. Enumerable.Range(0, length).Select(j => 1f / (j + 2))];
            var sum = Convolution.Of(values, shares);
            for (var lane = 0; lane < 8; lane++)
                sum[lane].ShouldBe(Enumerable.Range(0, length).Sum(j => (length - j + lane) / (j + 2f)), 1e-4f, $"{length} values, lane {lane}");
        }
    }
}
