using System.Runtime.Intrinsics;
using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Tests;

public class KernelMathTests
{
    static double[] Arguments(int count, Func<RandomStream, (RandomStream Next, double Value)> draw)
    {
        var stream = RandomStream.For(7, 0, StreamPurpose.Search);
        var values = new double[count];
        for (var i = 0; i < count; i++) (stream, values[i]) = draw(stream);
        return values;
    }

    static double[] AnyPositive(int count) => Arguments(count, stream =>
    {
        var bits = stream.NextUInt64() & 0x7FFFFFFFFFFFFFFFUL;
        var value = BitConverter.UInt64BitsToDouble(bits);
        return (stream, double.IsFinite(value) ? value : 1.0);
    });

    static double[] Between(double low, double high, int count) => Arguments(count, stream =>
    {
        var u = stream.NextUnit();
        return (stream, low + u * (high - low));
    });

    static long UnitsApart(double a, double b) =>
        Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));

    [Fact]
    public void Logarithm_is_within_one_unit_of_the_system_library() =>
        AnyPositive(200_000).Concat(Between(0.5, 2, 200_000)).Max(x => UnitsApart(KernelMath.Log(x), Math.Log(x))).ShouldBeLessThanOrEqualTo(1);

    [Fact]
    public void Exponential_is_within_one_unit_of_the_system_library() =>
        Between(-744, 709, 200_000).Concat(Between(-1, 1, 200_000)).Max(x => UnitsApart(KernelMath.Exp(x), Math.Exp(x))).ShouldBeLessThanOrEqualTo(1);

    [Fact]
    public void Vector_logarithm_equals_the_scalar_bit_for_bit()
    {
        var x = AnyPositive(100_000).Concat(Between(0, 1, 100_000)).Append(0).Append(double.NaN).Append(-1).Append(double.Epsilon).ToArray();
        for (var i = 0; i < x.Length; i += 4)
        {
            var lanes = KernelMath.Log(Vector256.Create(x[i], x[i + 1], x[i + 2], x[i + 3]));
            for (var lane = 0; lane < 4; lane++)
                if (BitConverter.DoubleToInt64Bits(lanes[lane]) != BitConverter.DoubleToInt64Bits(KernelMath.Log(x[i + lane])))
                    Assert.Fail($"lane {lane} of {x[i + lane]:R}: {lanes[lane]:R}");
        }
    }

    [Fact]
    public void Wide_vector_logarithm_equals_the_scalar_bit_for_bit()
    {
        var x = AnyPositive(100_000).Concat(Between(0, 1, 100_000)).Append(0).Append(double.NaN).Append(-1).Concat(Enumerable.Repeat(double.Epsilon, 5)).ToArray();
        for (var i = 0; i < x.Length; i += 8)
        {
            var lanes = KernelMath.Log(Vector512.Create(x.AsSpan(i, 8)));
            for (var lane = 0; lane < 8; lane++)
                if (BitConverter.DoubleToInt64Bits(lanes[lane]) != BitConverter.DoubleToInt64Bits(KernelMath.Log(x[i + lane])))
                    Assert.Fail($"lane {lane} of {x[i + lane]:R}: {lanes[lane]:R}");
        }
    }

    [Fact]
    public void Vector_exponential_equals_the_scalar_bit_for_bit()
    {
        var x = Between(-760, 720, 100_000).Concat(Between(-1, 1, 100_000)).ToArray();
        for (var i = 0; i < x.Length; i += 4)
        {
            var lanes = KernelMath.Exp(Vector256.Create(x[i], x[i + 1], x[i + 2], x[i + 3]));
            for (var lane = 0; lane < 4; lane++)
                if (BitConverter.DoubleToInt64Bits(lanes[lane]) != BitConverter.DoubleToInt64Bits(KernelMath.Exp(x[i + lane])))
                    Assert.Fail($"lane {lane} of {x[i + lane]:R}: {lanes[lane]:R}");
        }
    }

    [Fact]
    public void Wide_vector_exponential_equals_the_scalar_bit_for_bit()
    {
        var x = Between(-760, 720, 100_000).Concat(Between(-1, 1, 100_000)).ToArray();
        for (var i = 0; i < x.Length; i += 8)
        {
            var lanes = KernelMath.Exp(Vector512.Create(x.AsSpan(i, 8)));
            for (var lane = 0; lane < 8; lane++)
                if (BitConverter.DoubleToInt64Bits(lanes[lane]) != BitConverter.DoubleToInt64Bits(KernelMath.Exp(x[i + lane])))
                    Assert.Fail($"lane {lane} of {x[i + lane]:R}: {lanes[lane]:R}");
        }
    }

    /// <summary>The sum of all result bits is pinned: another machine that gives another bit fails here.</summary>
    [Fact]
    public void Gives_the_same_bits_on_every_machine()
    {
        ulong sum = 0;
        foreach (var x in AnyPositive(20_000)) sum = sum * 31 + BitConverter.DoubleToUInt64Bits(KernelMath.Log(x));
        foreach (var x in Between(-700, 700, 20_000)) sum = sum * 31 + BitConverter.DoubleToUInt64Bits(KernelMath.Exp(x));
        foreach (var x in Between(0, 1, 20_000)) sum = sum * 31 + BitConverter.DoubleToUInt64Bits(NormalLaw.Quantile(x));
        foreach (var x in Between(0, 50, 20_000)) sum = sum * 31 + BitConverter.DoubleToUInt64Bits(KernelMath.Pow(x, 1.7));
        sum.ShouldBe(15093757321090572444UL);
    }

    [Theory]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(-1.0, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(1.0, 0.0)]
    public void Logarithm_at_its_edges(double x, double expected) => KernelMath.Log(x).ShouldBe(expected);

    [Theory]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(-746.0, 0.0)]
    [InlineData(710.0, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(0.0, 1.0)]
    public void Exponential_at_its_edges(double x, double expected) => KernelMath.Exp(x).ShouldBe(expected);

    // Computed with 40 digits (mpmath).
    [Theory]
    [InlineData(2.0, 0.5, 1.4142135623730951)]
    [InlineData(1.0000001, 100000000.0, 22026.454910182532)]
    [InlineData(0.3, 50.0, 7.178979876918513e-27)]
    [InlineData(123.456, -7.5, 2.0590101513780642e-16)]
    [InlineData(1e-300, 0.1, 9.999999999999962e-31)]
    [InlineData(5.0, 400.0, 3.872591914849318e+279)]
    [InlineData(0.0, 2.0, 0.0)]
    [InlineData(0.0, -2.0, double.PositiveInfinity)]
    [InlineData(7.0, 0.0, 1.0)]
    public void Power(double x, double y, double expected) => UnitsApart(KernelMath.Pow(x, y), expected).ShouldBeLessThanOrEqualTo(8);

    [Theory]
    [InlineData(1e-10, 1.00000000005e-10)]
    [InlineData(0.2, 0.22140275816016985)]
    [InlineData(-0.3, -0.2591817793182821)]
    [InlineData(0.35, 0.41906754859325723)]
    [InlineData(-5.0, -0.9932620530009145)]
    public void Exponential_minus_one(double x, double expected) =>
        UnitsApart(KernelMath.ExpMinusOne(x), expected).ShouldBeLessThanOrEqualTo(4);

    [Theory]
    [InlineData(1e-10, 9.999999999500001e-11)]
    [InlineData(0.2, 0.18232155679395465)]
    [InlineData(-0.3, -0.35667494393873234)]
    [InlineData(-0.999, -6.907755278982136)]
    [InlineData(1e10, 23.025850930040455)]
    public void Logarithm_of_one_plus(double x, double expected) =>
        UnitsApart(KernelMath.LogOnePlus(x), expected).ShouldBeLessThanOrEqualTo(2);

    [Theory]
    [InlineData(1e-10, -4.999999999666667e-21)]
    [InlineData(0.001, -4.996669164668332e-07)]
    [InlineData(-0.01, -5.0335853501441186e-05)]
    [InlineData(0.39, -0.060696252857399616)]
    [InlineData(-0.29, -0.05249030894677594)]
    [InlineData(3.0, -1.6137056388801094)]
    public void Logarithm_of_one_plus_minus_its_argument(double x, double expected) =>
        UnitsApart(KernelMath.LogOnePlusMinus(x), expected).ShouldBeLessThanOrEqualTo(6);
}
