using System.Runtime.Intrinsics;
using Capacity.Numerics;
using Capacity.Simulation.Fluid;

namespace Capacity.Simulation.Tests.Fluid;

public class NormalTailsTests
{
    [Theory]
    [InlineData(9, 9, 9)]
    [InlineData(9, 4, 12)]
    [InlineData(9, 16, 5)]
    [InlineData(80, 80, 60)]
    [InlineData(0, 0.01, 0)]
    [InlineData(20, 25, 45)]
    public void The_overflow_of_a_normal_number_is_its_mean_above_the_room(double mean, double variance, double room)
    {
        var deviation = Math.Sqrt(variance);
        var x = (room - mean) / deviation;
        var exact = deviation * (Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) - x * NormalLaw.Tail(x));
        ((double)NormalTails.Overflow(Lanes(mean), Lanes(variance), Lanes(room))[5]).ShouldBe(exact, 0.004 * deviation);
    }

    static Vector256<float> Lanes(double value) => Vector256.Create((float)value);
}
