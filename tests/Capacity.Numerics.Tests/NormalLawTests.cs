using System.Runtime.Intrinsics;
using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Tests;

/// <summary>Values computed with 40 digits (mpmath).</summary>
public class NormalLawTests
{
    [Theory]
    [InlineData(-37.0, 5.725571222524577e-300)]
    [InlineData(-20.0, 2.7536241186062337e-89)]
    [InlineData(-8.5, 9.479534822203318e-18)]
    [InlineData(-1.25, 0.10564977366685525)]
    [InlineData(-0.1, 0.460172162722971)]
    [InlineData(0.7, 0.758036347776927)]
    [InlineData(3.0, 0.9986501019683699)]
    public void Distribution_function(double x, double expected) => NormalLaw.Cdf(x).ShouldBe(expected, 2e-14 * expected);

    [Theory]
    [InlineData(1e-200, -30.20559417957964)]
    [InlineData(1e-20, -9.262340089798407)]
    [InlineData(0.001, -3.0902323061678136)]
    [InlineData(0.025, -1.9599639845400543)]
    [InlineData(0.3, -0.5244005127080408)]
    [InlineData(0.5000001, 2.506628273311648e-07)]
    [InlineData(0.999, 3.090232306167813)]
    public void Quantile(double p, double expected) => NormalLaw.Quantile(p).ShouldBe(expected, 1e-14 * Math.Abs(expected));

    [Fact]
    public void Vector_quantile_equals_the_scalar_bit_for_bit()
    {
        var stream = RandomStream.For(3, 0, StreamPurpose.Search);
        for (var i = 0; i < 50_000; i++)
        {
            var scale = i % 3 == 0 ? 1e-12 : i % 3 == 1 ? 0.05 : 1.0;
            var p = Vector256.Create(scale * stream.NextUnit(), Math.Min(1 - scale * stream.NextUnit(), 1 - 1.1e-16), stream.NextUnit(), 0.3 + 0.4 * stream.NextUnit());
            var lanes = NormalLaw.Quantile(p);
            for (var lane = 0; lane < 4; lane++)
                if (lanes[lane] != NormalLaw.Quantile(p[lane])) Assert.Fail($"lane {lane} of {p[lane]:R}: {lanes[lane]:R}");
        }
    }

    [Fact]
    public void Eight_vector_quantile_equals_the_scalar_bit_for_bit()
    {
        var stream = RandomStream.For(3, 0, StreamPurpose.Search);
        for (var i = 0; i < 50_000; i++)
        {
            var scale = i % 3 == 0 ? 1e-12 : i % 3 == 1 ? 0.05 : 1.0;
            var p = Vector512.Create(scale * stream.NextUnit(), Math.Min(1 - scale * stream.NextUnit(), 1 - 1.1e-16), stream.NextUnit(), 0.3 + 0.4 * stream.NextUnit(),
                0.1, 0.5, 0.9 * stream.NextUnit(), 1e-200);
            var lanes = NormalLaw.Quantile(p);
            for (var lane = 0; lane < 8; lane++)
                if (lanes[lane] != NormalLaw.Quantile(p[lane])) Assert.Fail($"lane {lane} of {p[lane]:R}: {lanes[lane]:R}");
        }
    }

    [Fact]
    public void Hazard_meets_in_the_middle_and_grows_like_its_argument()
    {
        NormalLaw.Hazard(1e-12).ShouldBe(NormalLaw.Hazard(-1e-12), 1e-11);
        NormalLaw.Hazard(1e6).ShouldBe(1e6, 1e-5);
        NormalLaw.Hazard(-40).ShouldBe(0);
    }
}
