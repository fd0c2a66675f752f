using Capacity.Domain.Kpis;

namespace Capacity.Domain.Tests.Kpis;

public sealed class BacklogAgesTests
{
    [Fact]
    public void Bins_follow_one_another_each_no_wider_than_a_minute_or_an_eighth_of_its_age()
    {
        for (var bin = 0; bin < BacklogAges.Bins; bin++)
        {
            var (start, end) = (BacklogAges.StartOf(bin), BacklogAges.StartOf(bin + 1));
            BacklogAges.BinOf(start).ShouldBe(bin);
            BacklogAges.BinOf(Math.BitDecrement(end)).ShouldBe(bin);
            (end - start).ShouldBeInRange(60, Math.Max(60, start / 8));
        }
    }

    [Fact]
    public void The_last_bin_holds_whatever_is_older_and_the_first_whatever_is_not_yet_a_minute_old()
    {
        BacklogAges.BinOf(1e12).ShouldBe(BacklogAges.Bins - 1);
        BacklogAges.BinOf(-5).ShouldBe(0);
        BacklogAges.StartOf(BacklogAges.Bins).ShouldBeGreaterThan(3.9 * 365 * 86_400);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_quantile_of_evenly_spread_ages_is_theirs(double share)
    {
        var counts = new long[BacklogAges.Bins];
        for (var minute = 0; minute < 10_000; minute++)
            counts[BacklogAges.BinOf(60 * minute)]++;
        BacklogAges.Quantile(counts, share).ShouldBe(600_000 * share, 60);
    }

    [Fact]
    public void Quantiles_of_one_pass_are_those_of_each_share_alone()
    {
        var counts = new long[BacklogAges.Bins];
        (counts[3], counts[40], counts[90]) = (4, 9, 7);
        double[] shares = [0.1, 0.2, 0.5, 0.65, 0.9, 1], ages = new double[shares.Length];

        BacklogAges.Quantiles(counts, shares, ages);

        ages.ShouldBe(shares.Select(share => BacklogAges.Quantile(counts, share)));
        ages.ShouldBeInOrder();
    }

    [Fact]
    public void Where_nothing_is_counted_there_is_no_quantile() => BacklogAges.Quantile(new long[BacklogAges.Bins], 0.5).ShouldBe(double.NaN);
}
