using Capacity.Numerics.Estimation;
using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Tests.Estimation;

public class EstimationTests
{
    static RandomStream Stream(uint owner) => RandomStream.For(2026, 0, StreamPurpose.Search, owner);

    /// <summary>Tables of Student's law, to four digits.</summary>
    [Theory]
    [InlineData(1, 0.975, 12.7062)]
    [InlineData(5, 0.975, 2.5706)]
    [InlineData(30, 0.95, 1.6973)]
    [InlineData(63, 0.975, 1.9983)]
    [InlineData(1e7, 0.975, 1.95996)]
    [InlineData(5, 0.025, -2.5706)]
    public void Student_quantiles(double freedom, double p, double expected) =>
        StudentLaw.Quantile(freedom, p).ShouldBe(expected, 6e-5);

    [Fact]
    public void Moments_keep_their_digits_far_from_zero_and_merge()
    {
        RunningMoments all = new(), left = new(), right = new();
        for (var i = 0; i < 1000; i++)
        {
            var value = 1e9 + i % 10;
            all.Add(value);
            if (i < 300) left.Add(value);
            else right.Add(value);
        }

        left.Merge(right);
        all.Mean.ShouldBe(1e9 + 4.5, 1e-6);
        all.Variance.ShouldBe(8.25 * 1000 / 999, 1e-6);
        left.Count.ShouldBe(1000);
        left.Mean.ShouldBe(all.Mean, 1e-5);
        left.Variance.ShouldBe(all.Variance, 1e-6);
    }

    [Fact]
    public void Ratio_intervals_cover_as_often_as_they_say()
    {
        var stream = Stream(1);
        var covered = 0;
        for (var run = 0; run < 2000; run++)
        {
            var ratio = new RatioEstimator();
            for (var i = 0; i < 40; i++)
            {
                var volume = stream.NextPoisson(100);
                ratio.Add(stream.NextBinomial(volume, 0.8), volume);
            }

            if (ratio.ToEstimate().Covers(0.8)) covered++;
        }

        // 1,900 expected, standard deviation 9.7.
        covered.ShouldBeInRange(1860, 1940);
    }

    [Fact]
    public void Merged_ratios_are_those_of_all_pairs()
    {
        RatioEstimator all = new(), left = new(), right = new();
        for (var i = 1; i <= 20; i++)
        {
            all.Add(i * i, i);
            if (i % 2 == 0) left.Add(i * i, i);
            else right.Add(i * i, i);
        }

        left.Merge(right);
        left.Ratio.ShouldBe(all.Ratio, 1e-12);
        left.ToEstimate().HalfWidth.ShouldBe(all.ToEstimate().HalfWidth, 1e-9);
    }

    [Fact]
    public void A_control_takes_out_what_it_explains_and_leaves_the_level_honest()
    {
        var stream = Stream(2);
        var covered = 0;
        double plainWidth = 0, sharpWidth = 0;
        for (var run = 0; run < 1000; run++)
        {
            const int n = 40;
            var (control, x, y) = (new double[n], new double[n], new double[n]);
            for (var i = 0; i < n; i++)
            {
                control[i] = stream.NextNormal();
                x[i] = 10 + 2 * control[i] + 0.5 * stream.NextNormal();
                y[i] = 5;
            }

            var sharp = new ControlledRatio([control]).Of(x, y);
            plainWidth += new ControlledRatio([]).Of(x, y).HalfWidth;
            sharpWidth += sharp.HalfWidth;
            if (sharp.Covers(2)) covered++;
        }

        // Without the control the deviation is √4.25, with it 0.5.
        (plainWidth / sharpWidth).ShouldBe(Math.Sqrt(17), 0.2);
        covered.ShouldBeInRange(922, 978);
    }

    [Fact]
    public void Quantiles_of_a_histogram_are_right_to_a_bin_and_do_not_depend_on_order()
    {
        FixedBinHistogram whole = new(0, 1, 1000), left = new(0, 1, 1000), right = new(0, 1, 1000);
        for (var i = 0; i < 10_000; i++)
        {
            var value = (i * 7919 % 10_000 + 0.5) / 10_000;
            whole.Add(value);
            (i % 3 == 0 ? left : right).Add(value);
        }

        right.Merge(left);
        foreach (var p in new[] { 0.1, 0.5, 0.9 })
        {
            whole.Quantile(p).ShouldBe(p, 1e-3);
            right.Quantile(p).ShouldBe(whole.Quantile(p));
        }
    }

    [Fact]
    public void A_histogram_counts_what_lies_outside_at_its_ends()
    {
        var histogram = new FixedBinHistogram(0, 10, 10);
        foreach (var value in new[] { -5, 3.5, double.PositiveInfinity }) histogram.Add(value);
        histogram.Counts.ShouldBe([1L, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
        double.IsNaN(new FixedBinHistogram(0, 1, 1).Quantile(0.5)).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => histogram.Add(double.NaN));
        Should.Throw<ArgumentException>(() => histogram.Merge(new FixedBinHistogram(0, 10, 9)));
    }

    [Fact]
    public void Batch_means_cover_the_mean_of_a_correlated_sequence()
    {
        var stream = Stream(3);
        var covered = 0;
        var sequence = new double[3000];
        for (var run = 0; run < 400; run++)
        {
            var state = 0.0;
            for (var i = 0; i < sequence.Length; i++) sequence[i] = state = 0.7 * state + stream.NextNormal();
            if (BatchMeans.Of(sequence, 20).Covers(0)) covered++;
        }

        covered.ShouldBeInRange(360, 397);
    }

    [Fact]
    public void Common_random_numbers_prove_a_small_difference_that_separate_ones_do_not()
    {
        var stream = Stream(4);
        PairedEstimator common = new(), separate = new();
        for (var i = 0; i < 50; i++)
        {
            var chance = stream.NextNormal();
            common.Add(100 + 10 * chance, 99.5 + 10 * chance + 0.2 * stream.NextNormal());
            separate.Add(100 + 10 * chance, 99.5 + 10 * stream.NextNormal());
        }

        common.Verdict().ShouldBe(DifferenceVerdict.Lower);
        separate.Verdict().ShouldBe(DifferenceVerdict.NoDifferenceProven);
        new PairedEstimator().Verdict().ShouldBe(DifferenceVerdict.NoDifferenceProven);
    }

    [Fact]
    public void Looking_again_and_again_breaks_ordinary_intervals_and_not_the_confidence_sequence()
    {
        var stream = Stream(5);
        int ordinary = 0, sequence = 0, spending = 0;
        const int runs = 300;
        for (var run = 0; run < runs; run++)
        {
            var moments = new RunningMoments();
            bool wrong = false, wrongSequence = false, wrongSpending = false;
            for (var n = 1; n <= 400; n++)
            {
                moments.Add(stream.NextNormal());
                if (n % 10 != 0 || n < 20) continue;
                wrong |= !moments.ToEstimate().Covers(0);
                wrongSequence |= !SequentialStopping.ConfidenceSequence(moments, 0.05, 100).Covers(0);
                wrongSpending |= !moments.ToEstimate(1 - SequentialStopping.ErrorAtLook(0.05, n / 10 - 1)).Covers(0);
            }

            ordinary += wrong ? 1 : 0;
            sequence += wrongSequence ? 1 : 0;
            spending += wrongSpending ? 1 : 0;
        }

        (ordinary / (double)runs).ShouldBeGreaterThan(0.15);
        // 5 % allowed; 300 runs add at most 3.8 points of chance.
        (sequence / (double)runs).ShouldBeLessThan(0.088);
        (spending / (double)runs).ShouldBeLessThan(0.088);
    }

    /// <summary>Clopper and Pearson's bounds: 0 of 10 at 95 % leaves up to 30.85 %, 8 of 10 covers 44.39 to 97.48 %.</summary>
    [Fact]
    public void Exact_bounds_of_a_proportion()
    {
        ProportionInterval.TwoSided(0, 10).High.ShouldBe(0.3085, 1e-4);
        var (low, high) = ProportionInterval.TwoSided(8, 10);
        (low, high).ShouldSatisfyAllConditions(() => low.ShouldBe(0.4439, 1e-4), () => high.ShouldBe(0.9748, 1e-4));
        // All of 59 met: the one-sided bound passes 95 %.
        ProportionInterval.LowerBound(59, 59).ShouldBe(0.95, 6e-4);
    }

    /// <summary>Hanley and Lippman-Hand's table: none of 100 leaves up to 3.0 %, none of 300 up to 1.0 %.</summary>
    [Fact]
    public void What_all_replications_agree_on_is_within_three_in_n()
    {
        ProportionInterval.UnanimousMargin(100).ShouldBe(0.0295, 5e-5);
        ProportionInterval.UnanimousMargin(300).ShouldBe(0.0099, 5e-5);
    }

    /// <summary>Independent trials: Student's width of 8 in 10 is that of the trials, so that the bounds are Clopper and Pearson's of 8 in 10.</summary>
    [Fact]
    public void A_width_of_a_share_is_that_of_as_many_independent_trials()
    {
        var normal = NormalLaw.Quantile(0.975) * Math.Sqrt(0.8 * 0.2 / 10);
        ProportionInterval.HalfWidth(0.8, normal).ShouldBe(0.8 - 0.4439, 1e-4);
        ProportionInterval.HalfWidth(0.3, 0.001).ShouldBe(0.001);
    }

    /// <summary>
    /// 40 batches of which one in twenty has a burst of contacts that wait: Student's interval holds the true share in 85 % of 2,000 runs, the
    /// wider one in 95 % or more.
    /// </summary>
    [Fact]
    public void Shares_that_rest_on_few_bursts_are_covered()
    {
        var random = RandomStream.For(5, 0, StreamPurpose.Search);
        int student = 0, wider = 0, runs = 0;
        while (runs < 2000)
        {
            var moments = new RunningMoments();
            for (var batch = 0; batch < 40; batch++) moments.Add(random.NextUnit() < 0.05 ? 0.2 * random.NextUnit() : 0);
            var estimate = moments.ToEstimate();
            if (estimate.HalfWidth == 0) continue;
            runs++;
            student += estimate.Covers(0.005) ? 1 : 0;
            wider += Math.Abs(estimate.Value - 0.005) <= ProportionInterval.HalfWidth(estimate.Value, estimate.HalfWidth) ? 1 : 0;
        }

        (student / (double)runs).ShouldBeLessThan(0.9);
        (wider / (double)runs).ShouldBeInRange(0.93, 0.99);
    }
}
