namespace Capacity.Numerics.Estimation;

/// <summary>
/// A ratio of sums over batches, sharpened by control variates: quantities drawn in each batch whose expectation is known. What chance put
/// into the controls (a batch with more work than expected) is taken out of the ratio by regression.
/// </summary>
/// <remarks>
/// S. S. Lavenberg and P. D. Welch, Management Science 27:322, 1981: the estimate is the intercept of the regression of the delta-method
/// residuals (x − R·y)/ȳ on the centered controls, the interval Student's with n − q − 1 degrees of freedom. Controls that do not vary are
/// left out. With three controls and 64 batches the price of a useless control is a variance 5 % larger.
/// </remarks>
public sealed class ControlledRatio
{
    readonly double[][] _controls;
    readonly int _count;

    /// <summary>Takes the controls of every batch.</summary>
    /// <param name="controls">For each control its value in every batch minus its expectation; all of one length.</param>
    public ControlledRatio(IReadOnlyList<double[]> controls)
    {
        ArgumentNullException.ThrowIfNull(controls);
        _count = controls.Count == 0 ? 0 : controls[0].Length;
        _controls = [.. controls.Where(Varies)];
    }

    static bool Varies(double[] control)
    {
        var scale = control.Max(Math.Abs);
        return double.IsFinite(scale) && control.Max() - control.Min() > 1e-12 * scale;
    }

    /// <summary>The estimate of Σ numerators ÷ Σ denominators.</summary>
    /// <param name="numerators">One for each batch.</param>
    /// <param name="denominators">One for each batch.</param>
    /// <param name="level">Level of the interval.</param>
    public Estimate Of(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(numerators);
        ArgumentNullException.ThrowIfNull(denominators);
        var n = numerators.Count;
        var plain = new RatioEstimator();
        for (var i = 0; i < n; i++) plain.Add(numerators[i], denominators[i]);
        var freedom = n - _controls.Length - 1;
        if (_controls.Length == 0 || _count != n || freedom < 2) return plain.ToEstimate(level);
        var meanDenominator = denominators.Average();
        if (meanDenominator == 0) return new Estimate(0, 0);

        var residuals = new double[n];
        for (var i = 0; i < n; i++) residuals[i] = (numerators[i] - plain.Ratio * denominators[i]) / meanDenominator;
        return Regress(plain.Ratio, residuals, freedom, level);
    }

    Estimate Regress(double ratio, double[] residuals, int freedom, double level)
    {
        var q = _controls.Length;
        var n = residuals.Length;
        var means = _controls.Select(control => control.Average()).ToArray();
        var products = new double[q, q];
        var cross = new double[q];
        for (var j = 0; j < q; j++)
            for (var i = 0; i < n; i++)
            {
                var deviation = _controls[j][i] - means[j];
                cross[j] += deviation * residuals[i];
                for (var k = 0; k < q; k++) products[j, k] += deviation * (_controls[k][i] - means[k]);
            }

        var slopes = LinearSystem.SolveSymmetric(products, cross);
        var leverage = LinearSystem.SolveSymmetric(products, means);
        double shift = 0, spread = 0, squares = 0;
        for (var j = 0; j < q; j++)
        {
            shift += slopes[j] * means[j];
            spread += leverage[j] * means[j];
        }

        for (var i = 0; i < n; i++)
        {
            var error = residuals[i];
            for (var j = 0; j < q; j++) error -= slopes[j] * (_controls[j][i] - means[j]);
            squares += error * error;
        }

        var variance = squares / freedom * (1.0 / n + spread);
        return new Estimate(ratio - shift, StudentLaw.TwoSided(freedom, level) * Math.Sqrt(variance));
    }
}
