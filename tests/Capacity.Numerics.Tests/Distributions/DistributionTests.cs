using Capacity.Numerics.Distributions;
using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Tests.Distributions;

/// <summary>Identities that every law obeys, whatever its shape.</summary>
public class DistributionTests
{
    static readonly Dictionary<string, Distribution> Instances = new()
    {
        ["exponential"] = new ExponentialDistribution(180),
        ["lognormal"] = new LognormalDistribution(300, 1.5),
        ["lognormal by median"] = LognormalDistribution.OfMedian(100, 0.4),
        ["gamma"] = new GammaDistribution(0.7, 300),
        ["erlang-2"] = new GammaDistribution(2, 180),
        ["gamma by cv"] = GammaDistribution.OfMeanAndVariation(180, 0.5),
        ["weibull rising"] = new WeibullDistribution(1.8, 200),
        ["weibull falling"] = new WeibullDistribution(0.8, 100),
        ["uniform"] = new UniformDistribution(20, 120),
        ["triangular"] = new TriangularDistribution(0, 30, 200),
        ["hyperexponential"] = MixtureDistribution.Hyperexponential((0.5, 36), (0.5, 324)),
        ["balanced hyperexponential"] = MixtureDistribution.BalancedHyperexponential(180, 1.7),
    };

    public static TheoryData<string> Names => new(Instances.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Quantile_inverts_the_distribution_function(string name)
    {
        var law = Instances[name];
        foreach (var p in new[] { 1e-4, 0.1, 0.5, 0.9, 0.9999 }) law.Cdf(law.Quantile(p)).ShouldBe(p, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Survival_integral_is_the_integral_of_survival_and_ends_at_the_mean(string name)
    {
        var law = Instances[name];
        foreach (var x in new[] { 10.0, 95, 250 })
        {
            const int panels = 4000;
            var sum = 0.0;
            for (var i = 0; i < panels; i++) sum += law.Survival((i + 0.5) * x / panels) * x / panels;
            law.SurvivalIntegral(x).ShouldBe(sum, 2e-5 * x);
        }

        law.SurvivalIntegral(double.PositiveInfinity).ShouldBe(law.Mean, 1e-12 * law.Mean);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Density_is_the_slope_of_the_distribution_function_and_hazard_its_share(string name)
    {
        var law = Instances[name];
        foreach (var x in new[] { 25.0, 97, 110 })
        {
            law.Density(x).ShouldBe((law.Cdf(x + 1e-3) - law.Cdf(x - 1e-3)) / 2e-3, 1e-8);
            law.Hazard(x).ShouldBe(law.Density(x) / law.Survival(x), 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Samples_have_the_mean_and_the_variance(string name)
    {
        var law = Instances[name];
        var stream = RandomStream.For(8, 0, StreamPurpose.HandleTime);
        const int n = 30_000;
        double sum = 0, squares = 0;
        for (var i = 0; i < n; i++)
        {
            var x = law.Sample(ref stream) - law.Mean;
            sum += x;
            squares += x * x;
        }

        (sum / n).ShouldBe(0, 4 * Math.Sqrt(law.Variance / n));
        (squares / n).ShouldBe(law.Variance, 0.25 * law.Variance);
    }

    [Fact]
    public void A_gamma_draw_from_the_table_is_the_quantile()
    {
        foreach (var shape in new[] { 1, 2, 7.3, 400 })
        {
            var law = new GammaDistribution(shape, 300);
            var units = RandomStream.For(4, 0, StreamPurpose.HandleTime);
            var draws = units;
            for (var i = 0; i < 500; i++)
            {
                var exact = law.Quantile(units.NextUnit());
                law.Sample(ref draws).ShouldBe(exact, (shape < 25 ? 1e-9 : 1e-14) * exact);
            }
        }
    }

    [Fact]
    public void A_single_value_has_no_spread_and_may_be_without_end()
    {
        var law = new DeterministicDistribution(60);
        (law.Survival(59.9), law.Survival(60), law.SurvivalIntegral(100), law.Quantile(0.3)).ShouldBe((1, 0, 60, 60));
        DeterministicDistribution.Never.Survival(1e9).ShouldBe(1);
        DeterministicDistribution.Never.CoefficientOfVariation.ShouldBe(0);
    }

    [Fact]
    public void An_empirical_law_takes_its_values_with_their_weights()
    {
        var law = new EmpiricalDistribution([(10, 1), (40, 2), (0, 1)]);
        law.Mean.ShouldBe(22.5);
        law.MassAtZero.ShouldBe(0.25);
        (law.Quantile(0.2), law.Quantile(0.5), law.Quantile(0.51), law.Quantile(0.999)).ShouldBe((0, 10, 40, 40));
        (law.Cdf(-1), law.Cdf(9.9), law.Cdf(10), law.Cdf(1e9)).ShouldBe((0, 0.25, 0.5, 1));
        (law.SurvivalIntegral(5), law.SurvivalIntegral(20), law.SurvivalIntegral(99)).ShouldBe((3.75, 12.5, 22.5));
    }

    [Fact]
    public void A_share_that_balks_has_patience_zero()
    {
        var law = MixtureDistribution.WithZeros(0.1, new ExponentialDistribution(180));
        (law.MassAtZero, law.Quantile(0.05)).ShouldBe((0.1, 0));
        law.Mean.ShouldBe(162, 1e-12);
        law.Survival(0).ShouldBe(0.9, 1e-15);
    }

    [Fact]
    public void Laws_by_mean_and_coefficient_of_variation_have_them()
    {
        foreach (Distribution law in new Distribution[]
                 {
                     new LognormalDistribution(300, 1.5), GammaDistribution.OfMeanAndVariation(300, 1.5),
                     MixtureDistribution.BalancedHyperexponential(300, 1.5),
                 })
        {
            law.Mean.ShouldBe(300, 1e-10);
            law.CoefficientOfVariation.ShouldBe(1.5, 1e-12);
        }
    }

    [Fact]
    public void Refuses_parameters_that_describe_no_law()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ExponentialDistribution(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new LognormalDistribution(10, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => new UniformDistribution(5, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => new TriangularDistribution(1, 9, 5));
        Should.Throw<ArgumentException>(() => new EmpiricalDistribution(Array.Empty<double>()));
        Should.Throw<ArgumentOutOfRangeException>(() => MixtureDistribution.BalancedHyperexponential(10, 0.9));
    }

    [Fact]
    public void A_share_that_never_ends_has_no_quantile_no_mean_and_no_variance()
    {
        var law = new MixtureDistribution([0.5, 0.5], [DeterministicDistribution.Never, new ExponentialDistribution(3)]);
        law.Quantile(0.4).ShouldBe(new ExponentialDistribution(3).Quantile(0.8), 1e-12);
        law.Quantile(0.6).ShouldBe(double.PositiveInfinity);
        law.Mean.ShouldBe(double.PositiveInfinity);
        law.Variance.ShouldBe(double.PositiveInfinity);
        law.SurvivalIntegral(1e6).ShouldBe(0.5 * 1e6 + 1.5, 1e-6);
    }
}
