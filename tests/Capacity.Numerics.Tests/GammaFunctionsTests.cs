namespace Capacity.Numerics.Tests;

/// <summary>Values computed with 40 digits (mpmath).</summary>
public class GammaFunctionsTests
{
    [Theory]
    [InlineData(0.001, 6.907178885383853)]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(1.5, -0.12078223763524522)]
    [InlineData(2.0000001, 4.227843666532498e-08)]
    [InlineData(7.3, 7.147892523022248)]
    [InlineData(100.25, 360.28455963776423)]
    [InlineData(123456.7, 1323900.9753909183)]
    public void Logarithm_of_gamma(double x, double expected) =>
        GammaFunctions.LogGamma(x).ShouldBe(expected, 2e-15 + 2e-15 * Math.Abs(expected) + (x < 10 ? 1e-14 : 0));

    [Theory]
    [InlineData(0.01, -100.56088545786868)]
    [InlineData(0.5, -1.9635100260214235)]
    [InlineData(1.5, 0.03648997397857652)]
    [InlineData(9.7, 2.219694753518864)]
    [InlineData(1000.5, 6.907755320648796)]
    [InlineData(1e9, 20.723265836446412)]
    public void Digamma(double x, double expected) =>
        GammaFunctions.Digamma(x).ShouldBe(expected, 2e-15 + 1e-14 * Math.Abs(expected));

    [Theory]
    [InlineData(0.0, 10.0, 2.9289682539682538)]
    [InlineData(27.0, 100.0, 1.53387783933709)]
    [InlineData(1e8, 1000.0, 9.99994995033383e-06)]
    [InlineData(0.3, 1e6, 13.984702246830796)]
    [InlineData(1e12, 5.0, 4.999999999985e-12)]
    public void Harmonic_gap(double c, double m, double expected) =>
        GammaFunctions.HarmonicGap(c, m).ShouldBe(expected, 1e-14 * expected);

    [Theory]
    [InlineData(0.3, 0.01, 0.27924099635901484)]
    [InlineData(2.5, 1.25, 0.2235049288766773)]
    [InlineData(100.0, 80.0, 0.017108313035133115)]
    [InlineData(100.0, 140.0, 0.9998389428252874)]
    [InlineData(5000.0, 4900.0, 0.07794495622651391)]
    public void Lower_incomplete_gamma(double a, double x, double expected) =>
        GammaFunctions.LowerGamma(a, x).ShouldBe(expected, 2e-14 * expected);

    [Theory]
    [InlineData(2.5, 40.0, 8.391825114831611e-16)]
    [InlineData(100.0, 200.0, 1.843893649711574e-15)]
    [InlineData(5000.0, 5300.0, 1.5545115785517565e-05)]
    [InlineData(1.0, 700.0, 9.85967654375977e-305)]
    public void Upper_incomplete_gamma(double a, double x, double expected) =>
        GammaFunctions.UpperGamma(a, x).ShouldBe(expected, 5e-14 * expected);

    [Theory]
    [InlineData(0.5, 0.5, 0.3, 0.36901011956554536)]
    [InlineData(2.0, 3.0, 0.0001, 5.999200030000001e-08)]
    [InlineData(50.0, 30.0, 0.5, 0.011909896429000633)]
    [InlineData(1.0, 135.5, 0.1, 0.9999993692459772)]
    [InlineData(400.5, 300.0, 0.6, 0.9354090034463197)]
    [InlineData(100000.0, 100000.0, 0.501, 0.8144532554424433)]
    public void Incomplete_beta(double a, double b, double x, double expected) =>
        GammaFunctions.RegularizedBeta(a, b, x, 1 - x).ShouldBe(expected, 2e-13 * expected);

    [Theory]
    [InlineData(0.5, 2.0, 0.2159638660527522)]
    [InlineData(12345.0, 12421.0, 0.0028443132850972065)]
    [InlineData(1000000.0, 1010000.0, 1.071207586285639e-25)]
    public void Poisson_density(double a, double x, double expected) =>
        GammaFunctions.PoissonDensity(a, x).ShouldBe(expected, 1e-13 * expected);

    [Fact]
    public void Inverse_of_the_incomplete_gamma_returns_to_where_it_started()
    {
        foreach (var shape in new[] { 0.05, 0.5, 1, 2.7, 25, 1e4 })
            foreach (var p in new[] { 1e-6, 0.01, 0.3, 0.5, 0.9, 0.999999 })
                GammaFunctions.LowerGamma(shape, GammaFunctions.LowerGammaInverse(shape, p)).ShouldBe(p, 1e-11 * p);
    }
}
