using Capacity.Numerics.Estimation;
using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Tests.Estimation;

public class HistogramTableTests
{
    static readonly double[] s_deciles = [0.1, 0.5, 0.9];

    static double[] Normals(int count, uint owner = 1)
    {
        var stream = RandomStream.For(7, 0, StreamPurpose.Search, owner);
        return [.. Enumerable.Range(0, count).Select(_ => 100 + 10 * stream.NextNormal())];
    }

    static double[] Deciles(HistogramTable table, int figure = 0)
    {
        var quantiles = new double[3];
        table.Quantiles(figure, s_deciles, quantiles);
        return quantiles;
    }

    static HistogramTable Of(IEnumerable<double> values, int bins = 128)
    {
        var table = new HistogramTable(1, bins);
        foreach (var value in values) table.Add(0, value);
        return table;
    }

    [Fact]
    public void Few_values_have_exact_quantiles_between_neighbors() =>
        Deciles(Of([5, 1, 2, 4, 3, double.NaN, 6])).ShouldBe([1.5, 3.5, 5.5]);

    [Theory]
    [InlineData(129)]
    [InlineData(400)]
    [InlineData(20_000)]
    public void Many_values_have_quantiles_within_a_bin_of_those_of_the_sorted_values(int count)
    {
        var values = Normals(count);
        var sorted = values.Order().ToArray();
        var first = values.Take(128).ToArray();
        var bin = 2 * (first.Max() - first.Min()) / 128;
        var exact = s_deciles.Select(share => sorted[(int)(share * (count - 1))]).ToArray();
        Deciles(Of(values)).Zip(exact, (ours, sought) => Math.Abs(ours - sought)).Max().ShouldBeLessThan(bin);
    }

    [Fact]
    public void Moments_are_those_of_all_values()
    {
        var values = Normals(1000);
        var moments = new RunningMoments();
        foreach (var value in values) moments.Add(value);
        var table = Of(values);
        table.Mean(0).ShouldBe(moments.Mean);
        table.StandardError(0).ShouldBe(moments.StandardError);
        table.Count(0).ShouldBe(1000);
    }

    [Fact]
    public void What_never_changes_has_itself_as_every_quantile() =>
        Deciles(Of(Enumerable.Repeat(1234567.89, 300))).ShouldBe([1234567.89, 1234567.89, 1234567.89]);

    [Fact]
    public void Values_beyond_the_first_ones_widen_the_end_bins_to_the_largest()
    {
        var table = Of([.. Normals(128), .. Enumerable.Repeat(1e6, 400)]);
        Deciles(table)[2].ShouldBeInRange(1e5, 1e6);
        Deciles(table)[0].ShouldBeInRange(90, 130);
    }

    [Fact]
    public void Figures_do_not_touch_each_other()
    {
        var table = new HistogramTable(2, 8);
        foreach (var value in Normals(50)) table.Add(1, value);
        table.Count(0).ShouldBe(0);
        Deciles(table).ShouldAllBe(quantile => double.IsNaN(quantile));
        Deciles(table, 1)[1].ShouldBeInRange(90, 110);
    }
}
