namespace Capacity.Numerics;

/// <summary>Counting laws: Poisson, binomial and Poisson-gamma (negative binomial), and the beta quantile they lean on.</summary>
public static class CountLaws
{
    /// <summary>P(N ≤ k) for a Poisson count.</summary>
    /// <param name="mean">Mean, zero or above.</param>
    /// <param name="k">Count; below zero gives 0.</param>
    public static double PoissonCdf(double mean, long k) => k < 0 ? 0 : GammaFunctions.UpperGamma(k + 1.0, mean);

    /// <summary>P(N > k) for a Poisson count, small values computed directly.</summary>
    /// <param name="mean">Mean, zero or above.</param>
    /// <param name="k">Count; below zero gives 1.</param>
    public static double PoissonTail(double mean, long k) => k < 0 ? 1 : GammaFunctions.LowerGamma(k + 1.0, mean);

    /// <summary>Smallest k with P(N ≤ k) ≥ p for a Poisson count.</summary>
    /// <remarks>
    /// Below a mean of 12 by summation. From there on by three terms of the normal expansion Q_N2 of M. B. Giles, <i>Approximation of the
    /// inverse Poisson cumulative distribution function</i>, ACM TOMS 42:7, 2016: where its error could move the count, by one value of
    /// the distribution function and steps of the probability.
    /// </remarks>
    /// <param name="mean">Mean, zero or above.</param>
    /// <param name="p">Between 0 and 1, 1 excluded.</param>
    public static long PoissonQuantile(double mean, double p)
    {
        RefuseBelowZero(mean, nameof(mean));
        RefuseNoShare(p);
        if (mean == 0) return 0;
        if (mean < 12)
        {
            var none = KernelMath.Exp(-mean);
            return WalkPoisson(0, none, none, mean, p);
        }

        var z = NormalLaw.Quantile(p);
        var root = Math.Sqrt(mean);
        var square = z * z;
        var place = mean + root * z + (2.0 + square) / 6.0 - z * (2.0 + square) / (72.0 * root)
            + (square * (3.0 * square + 7.0) - 16.0) / (810.0 * mean);
        var error = (0.05 + square * (0.025 + square / 80.0)) / mean;
        var count = Math.Floor(place);
        if (Math.Abs(z) <= 3 && place - count > error && place - count < 1.0 - error) return (long)count;
        var guess = Math.Max(0, (long)count);
        return WalkPoisson(guess, PoissonCdf(mean, guess), GammaFunctions.PoissonDensity(guess, mean), mean, p);
    }

    /// <summary>Walks from a guess to the smallest k with P(N ≤ k) ≥ p.</summary>
    static long WalkPoisson(long k, double cumulative, double density, double mean, double p)
    {
        while (cumulative < p)
        {
            density *= mean / (k + 1);
            // A density too small to move the sum ends the walk: p is nearer to 1 than the sum can come.
            if (cumulative + density == cumulative) return k;
            cumulative += density;
            k++;
        }

        while (k > 0 && cumulative - density >= p)
        {
            cumulative -= density;
            density *= k / mean;
            k--;
        }

        return k;
    }

    /// <summary>Smallest k with P(N ≤ k) ≥ p for a binomial count.</summary>
    /// <param name="trials">Number of trials, zero or above.</param>
    /// <param name="probability">Probability of success.</param>
    /// <param name="p">Between 0 and 1, 1 excluded.</param>
    public static long BinomialQuantile(long trials, double probability, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        RefuseNoShare(p);
        if (double.IsNaN(probability)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability must be a number.");
        if (trials == 0 || probability <= 0) return 0;
        if (probability >= 1) return trials;
        // The rarer outcome is counted, so that the search starts near a small mean.
        if (probability > 0.5) return trials - BinomialQuantile(trials, 1.0 - probability, 1.0 - p);
        var odds = probability / (1.0 - probability);
        var mean = trials * probability;
        var z = NormalLaw.Quantile(p);
        var guess = (long)Math.Clamp(Math.Floor(mean + z * Math.Sqrt(mean * (1.0 - probability))), 0, trials);
        if (mean < 12) guess = 0;
        return Search(guess, BinomialCdf(trials, probability, guess), BinomialDensity(trials, probability, guess), p,
            k => odds * (trials - k) / (k + 1), k => k / (odds * (trials - k + 1)));
    }

    /// <summary>P(N ≤ k) for a binomial count, DLMF 8.17.24.</summary>
    /// <param name="trials">Number of trials, zero or above.</param>
    /// <param name="probability">Probability of success.</param>
    /// <param name="k">Count.</param>
    public static double BinomialCdf(long trials, double probability, long k) =>
        k < 0 ? 0 : k >= trials ? 1 : GammaFunctions.RegularizedBeta(trials - k, k + 1.0, 1.0 - probability, probability);

    /// <summary>P(N = k) for a binomial count.</summary>
    /// <param name="trials">Number of trials, zero or above.</param>
    /// <param name="probability">Probability of success, strictly between 0 and 1.</param>
    /// <param name="k">Count, from 0 to <paramref name="trials"/>.</param>
    public static double BinomialDensity(long trials, double probability, long k)
    {
        var q = 1.0 - probability;
        if (k == 0) return KernelMath.Exp(trials * KernelMath.LogOnePlus(-probability));
        if (k == trials) return KernelMath.Exp(trials * KernelMath.Log(probability));
        // BetaStep(k, n − k) = (n − k)/n · P(N = k).
        return GammaFunctions.BetaStep(k, trials - k, probability, q) * trials / (trials - k);
    }

    /// <summary>Walks from a guess to the smallest k with P(N ≤ k) ≥ p by the ratio of neighboring probabilities.</summary>
    static long Search(long k, double cumulative, double density, double p, Func<long, double> up, Func<long, double> down)
    {
        while (cumulative < p)
        {
            density *= up(k);
            // A density too small to move the sum ends the walk: p is nearer to 1 than the sum can come.
            if (cumulative + density == cumulative) return k;
            cumulative += density;
            k++;
        }

        while (k > 0 && cumulative - density >= p)
        {
            cumulative -= density;
            density *= down(k);
            k--;
        }

        return k;
    }

    /// <summary>P(N ≤ k) for a Poisson count whose mean is gamma with the given shape: the negative binomial law.</summary>
    /// <remarks>P(N ≤ k) = I_p(g, k+1), p = g/(g+m), DLMF 8.17.24. Variance m + m²/g. Jongbloed and Koole 2001.</remarks>
    /// <param name="mean">Mean m, above zero.</param>
    /// <param name="shape">Shape g of the gamma factor; its coefficient of variation is 1/√g.</param>
    /// <param name="k">Count.</param>
    public static double PoissonGammaCdf(double mean, double shape, long k) =>
        k < 0 ? 0 : GammaFunctions.RegularizedBeta(shape, k + 1.0, shape / (shape + mean), mean / (shape + mean));

    /// <summary>Variance m + m²/g of a Poisson-gamma count.</summary>
    /// <param name="mean">Mean m.</param>
    /// <param name="shape">Shape g of the gamma factor.</param>
    public static double PoissonGammaVariance(double mean, double shape) => mean + mean * mean / shape;

    /// <summary>Smallest k with P(N ≤ k) ≥ p for a Poisson-gamma count, by bisection.</summary>
    /// <param name="mean">Mean, above zero.</param>
    /// <param name="shape">Shape of the gamma factor, above zero.</param>
    /// <param name="p">Between 0 and 1, 1 excluded.</param>
    public static long PoissonGammaQuantile(double mean, double shape, double p)
    {
        RefuseBelowZero(mean, nameof(mean));
        RefuseNotPositive(shape, nameof(shape));
        RefuseNoShare(p);
        if (mean == 0) return 0;
        long low = -1, high = (long)mean + 1;
        while (PoissonGammaCdf(mean, shape, high) < p) (low, high) = (high, 2 * high);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (PoissonGammaCdf(mean, shape, middle) < p) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>The x with I_x(α, β) = p.</summary>
    /// <remarks>Newton steps inside a shrinking bracket, from the mean; about eight evaluations.</remarks>
    /// <param name="alpha">First shape, above zero.</param>
    /// <param name="beta">Second shape, above zero.</param>
    /// <param name="p">Between 0 and 1.</param>
    public static double BetaQuantile(double alpha, double beta, double p)
    {
        RefuseNotPositive(alpha, nameof(alpha));
        RefuseNotPositive(beta, nameof(beta));
        if (double.IsNaN(p)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability must be a number.");
        if (p <= 0) return 0;
        if (p >= 1) return 1;
        double low = 0, high = 1, x = alpha / (alpha + beta);
        for (var k = 0; k < 200; k++)
        {
            var y = 1.0 - x;
            var above = GammaFunctions.RegularizedBeta(alpha, beta, x, y) - p;
            if (above == 0) return x;
            if (above > 0) high = x;
            else low = x;
            // The density is α/(xy) times the step of the incomplete beta function.
            var next = x - above * x * y / (alpha * GammaFunctions.BetaStep(alpha, beta, x, y));
            if (!(next > low && next < high)) next = 0.5 * (low + high);
            if (Math.Abs(next - x) <= 4e-16 * x) return next;
            x = next;
        }

        return x;
    }

    static void RefuseBelowZero(double value, string name)
    {
        if (!(value >= 0 && value <= 1e15)) throw new ArgumentOutOfRangeException(name, value, "A mean count must be zero or above, at most 1e15.");
    }

    static void RefuseNotPositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value))) throw new ArgumentOutOfRangeException(name, value, "A shape must be a number above zero.");
    }

    static void RefuseNoShare(double p)
    {
        if (!(p is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability must lie between 0 and 1, 1 excluded.");
    }
}
