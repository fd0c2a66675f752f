namespace Capacity.Numerics.Tests;

public class CountLawsTests
{
    [Fact]
    public void Poisson_quantile_is_the_smallest_count_that_reaches_the_probability()
    {
        foreach (var mean in new[] { 0.01, 1, 11.9, 12.1, 300, 1e6 })
            foreach (var p in new[] { 1e-9, 0.01, 0.5, 0.9, 0.99999999 })
            {
                var k = CountLaws.PoissonQuantile(mean, p);
                CountLaws.PoissonCdf(mean, k).ShouldBeGreaterThanOrEqualTo(p * (1 - 1e-12));
                CountLaws.PoissonCdf(mean, k - 1).ShouldBeLessThan(p);
            }
    }

    [Fact]
    public void Poisson_quantile_changes_exactly_where_the_probability_of_the_count_is_reached()
    {
        foreach (var mean in new[] { 12, 12.7, 17.3, 31.5, 88.8, 250.1, 4000.7 })
            for (var k = Math.Max(0, (long)(mean - 4 * Math.Sqrt(mean))); k < mean + 4 * Math.Sqrt(mean); k++)
            {
                var reached = CountLaws.PoissonCdf(mean, k);
                CountLaws.PoissonQuantile(mean, reached * (1 - 1e-11)).ShouldBe(k, $"mean {mean}");
                CountLaws.PoissonQuantile(mean, reached * (1 + 1e-11)).ShouldBe(k + 1, $"mean {mean}");
            }
    }

    [Fact]
    public void Poisson_quantile_allocates_nothing()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0L;
        for (var i = 1; i < 1000; i++) sum += CountLaws.PoissonQuantile(i / 20.0, i / 1000.0);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
        sum.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Binomial_quantile_is_the_smallest_count_that_reaches_the_probability()
    {
        foreach (var trials in new long[] { 1, 7, 400, 100_000 })
            foreach (var chance in new[] { 0.001, 0.3, 0.5, 0.85 })
                foreach (var p in new[] { 0.0123, 0.4567, 0.9876 })
                {
                    var k = CountLaws.BinomialQuantile(trials, chance, p);
                    CountLaws.BinomialCdf(trials, chance, k).ShouldBeGreaterThanOrEqualTo(p * (1 - 1e-12));
                    CountLaws.BinomialCdf(trials, chance, k - 1).ShouldBeLessThan(p);
                }
    }

    [Fact]
    public void Binomial_densities_add_up_to_the_distribution_function()
    {
        var sum = 0.0;
        for (var k = 0; k <= 20; k++)
        {
            sum += CountLaws.BinomialDensity(20, 0.3, k);
            CountLaws.BinomialCdf(20, 0.3, k).ShouldBe(sum, 1e-13);
        }
    }

    [Fact]
    public void Poisson_gamma_quantile_inverts_its_distribution_function()
    {
        foreach (var p in new[] { 0.1, 0.5, 0.9 })
        {
            var k = CountLaws.PoissonGammaQuantile(300, 25, p);
            CountLaws.PoissonGammaCdf(300, 25, k).ShouldBeGreaterThanOrEqualTo(p);
            CountLaws.PoissonGammaCdf(300, 25, k - 1).ShouldBeLessThan(p);
        }
    }

    [Fact]
    public void Beta_quantile_inverts_the_incomplete_beta()
    {
        foreach (var p in new[] { 0.001, 0.25, 0.5, 0.99 })
        {
            var x = CountLaws.BetaQuantile(2.5, 7, p);
            GammaFunctions.RegularizedBeta(2.5, 7, x, 1 - x).ShouldBe(p, 1e-13);
        }
    }

    [Theory]
    [InlineData(-1, 25, 0.5)]
    [InlineData(1e300, 25, 0.5)]
    [InlineData(300, 0, 0.5)]
    [InlineData(300, double.NaN, 0.5)]
    [InlineData(300, 25, 1)]
    [InlineData(300, 25, double.NaN)]
    public void Nonsense_is_refused_instead_of_searched_for_without_end(double mean, double shape, double p)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => CountLaws.PoissonGammaQuantile(mean, shape, p));
        Should.Throw<ArgumentOutOfRangeException>(() => CountLaws.BetaQuantile(mean, shape - 25, p == 1 ? double.NaN : p));
        if (shape == 25) Should.Throw<ArgumentOutOfRangeException>(() => CountLaws.PoissonQuantile(mean, p));
        if (!(p < 1)) Should.Throw<ArgumentOutOfRangeException>(() => CountLaws.BinomialQuantile(300, 0.5, p));
    }
}
