namespace Capacity.Numerics.Estimation;

/// <summary>Student's t law: distribution and quantile, for any number of degrees of freedom above zero.</summary>
public static class StudentLaw
{
    /// <summary>P(t ≤ x) = 1 − ½ I_z(ν/2, ½) with z = ν/(ν + x²), for x ≥ 0; DLMF 8.17 and symmetry.</summary>
    /// <param name="degreesOfFreedom">ν, above zero.</param>
    /// <param name="x">Any number.</param>
    public static double Cdf(double degreesOfFreedom, double x)
    {
        var square = x * x;
        var whole = degreesOfFreedom + square;
        var tail = 0.5 * GammaFunctions.RegularizedBeta(0.5 * degreesOfFreedom, 0.5, degreesOfFreedom / whole, square / whole);
        return x < 0 ? tail : 1.0 - tail;
    }

    /// <summary>The x with P(t ≤ x) = p, by bisection to the last bit from a bracket around the normal quantile.</summary>
    /// <param name="degreesOfFreedom">ν, above zero.</param>
    /// <param name="p">Strictly between 0 and 1.</param>
    public static double Quantile(double degreesOfFreedom, double p)
    {
        if (!(degreesOfFreedom > 0)) throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Must be above zero.");
        if (!(p > 0 && p < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "Must be strictly between 0 and 1.");
        if (p == 0.5) return 0;
        if (p < 0.5) return -Quantile(degreesOfFreedom, 1.0 - p);
        // The t quantile lies above the normal one.
        double low = 0, high = Math.Max(1.0, NormalLaw.Quantile(p));
        while (Cdf(degreesOfFreedom, high) < p) (low, high) = (high, 2.0 * high);
        while (true)
        {
            var middle = 0.5 * (low + high);
            if (middle <= low || middle >= high || high - low < 1e-14 * high) return middle;
            if (Cdf(degreesOfFreedom, middle) < p) low = middle;
            else high = middle;
        }
    }

    /// <summary>Multiplier of the standard error in a two-sided interval of the given level.</summary>
    /// <param name="degreesOfFreedom">ν, above zero.</param>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public static double TwoSided(double degreesOfFreedom, double level) => Quantile(degreesOfFreedom, 0.5 * (1.0 + level));
}
