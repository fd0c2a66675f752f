using Capacity.Domain.Kpis;

namespace Capacity.Domain.Tests.Kpis;

public sealed class EndedWaitsTests
{
    [Fact]
    public void Bins_follow_one_another_each_an_eighth_of_a_second_and_the_wait_wide_at_most()
    {
        EndedWaits.StartOf(0).ShouldBe(0);
        for (var bin = 0; bin < EndedWaits.Bins; bin++)
        {
            var (start, end) = (EndedWaits.StartOf(bin), EndedWaits.StartOf(bin + 1));
            EndedWaits.BinOf(start).ShouldBe(bin);
            EndedWaits.BinOf(end - 1e-9 * (1 + end)).ShouldBe(bin);
            (end - start).ShouldBeInRange((1 + start) / 16, (1 + start) / 8);
        }
    }

    [Fact]
    public void The_last_bin_holds_whatever_is_longer()
    {
        EndedWaits.StartOf(EndedWaits.Bins).ShouldBeGreaterThan(4 * 365 * 86_400);
        EndedWaits.BinOf(1e12).ShouldBe(EndedWaits.Bins - 1);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(1)]
    public void A_quantile_of_evenly_spread_waits_is_theirs(double share)
    {
        var counts = new long[EndedWaits.Bins];
        for (var tenth = 0; tenth < 10_000; tenth++)
            counts[EndedWaits.BinOf((tenth + 0.5) / 10)]++;
        EndedWaits.Quantile(counts, 10_000, share).ShouldBe(1000 * share, share < 1 ? 2 : 30);
    }

    [Fact]
    public void Who_does_not_wait_counts_without_a_bin()
    {
        var counts = new long[EndedWaits.Bins];
        counts[EndedWaits.BinOf(100)] = 10;
        var (start, end) = (EndedWaits.StartOf(EndedWaits.BinOf(100)), EndedWaits.StartOf(EndedWaits.BinOf(100) + 1));

        EndedWaits.Quantile(counts, 100, 0.95).ShouldBe((start + end) / 2, 1e-9);
        EndedWaits.Quantile(counts, 199, 0.95).ShouldBeInRange(start, start + 0.01 * (end - start));
        EndedWaits.Quantile(counts, 200, 0.95).ShouldBe(0);
    }

    [Fact]
    public void Where_nobody_came_there_is_no_quantile() => EndedWaits.Quantile(new long[EndedWaits.Bins], 0, 0.95).ShouldBe(double.NaN);
}
