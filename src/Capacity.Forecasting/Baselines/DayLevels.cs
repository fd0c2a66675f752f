using Capacity.Numerics;

namespace Capacity.Forecasting.Baselines;

/// <summary>Daily values learnt by a Gaussian process: the joint normal law of the values of any other days.</summary>
/// <remarks>
/// Rasmussen &amp; Williams 2006, eqs. 2.25–2.26. Two things are fitted to the history, both from leave-one-out residuals (eq. 5.12): noise
/// and spell grow or shrink by the residuals' robust scale, and a day three deviations off gets the noise that explains it (weights as in a
/// Student law), so that a wild day does not move the level.
/// </remarks>
internal sealed class DayLevels
{
    private const int DefaultRounds = 5;
    private const int MostDays = 800;
    private const double Degrees = 4;

    /// <summary>Log density by which other beliefs must foretell better.</summary>
    private const double ClearlyBetter = 5;

    private readonly DayTraits[] _days;
    private readonly double _center;
    private DayKernel _kernel;
    private CholeskyFactor _factor = null!;
    private double[] _weights = [];
    private double _score;

    /// <summary>Learns from days in order.</summary>
    /// <param name="days">Traits; of more than 800 the last are taken.</param>
    /// <param name="values">One value a day.</param>
    /// <param name="sampling">Variance of each value that is known beforehand (a count's 1 ∕ N).</param>
    /// <param name="prior">Beliefs.</param>
    /// <param name="rounds">Times that noise is fitted; 0 keeps the beliefs.</param>
    public DayLevels(IReadOnlyList<DayTraits> days, IReadOnlyList<double> values, IReadOnlyList<double> sampling, DayPrior prior,
        int rounds = DefaultRounds)
    {
        var skipped = Math.Max(0, days.Count - MostDays);
        _days = [.. days.Skip(skipped)];
        double[] known = [.. sampling.Skip(skipped)];
        _center = Statistics.Median(values.Skip(skipped));
        double[] centered = [.. values.Skip(skipped).Select(value => value - _center)];
        var unusual = new double[_days.Length];
        Array.Fill(unusual, 1);
        _kernel = new DayKernel(prior);
        Prior = prior;
        for (var round = 0; ; round++)
        {
            Factorize(centered, known, unusual);
            if (round == rounds)
                break;
            var (far, score) = Standardized(known, unusual);
            _score = score;
            var scale = Rescale(prior, far);
            for (var i = 0; i < far.Length; i++)
            {
                var z = far[i] * far[i] / (scale * scale);
                unusual[i] = z > 9 ? Math.Min(1e4, unusual[i] * z) : Math.Max(1, (Degrees + z) / (Degrees + 1));
            }
        }
    }

    /// <summary>The beliefs with noise and spell as the history has them.</summary>
    public DayPrior Prior { get; private set; }

    /// <summary>The learner, of several beliefs, that foretells each day best from all others; the first unless another is clearly better.</summary>
    public static DayLevels Best(
        IReadOnlyList<DayTraits> days, IReadOnlyList<double> values, IReadOnlyList<double> sampling, params ReadOnlySpan<DayPrior> priors)
    {
        var best = new DayLevels(days, values, sampling, priors[0]);
        foreach (var prior in priors[1..])
            if (new DayLevels(days, values, sampling, prior) is var other && other._score > best._score + ClearlyBetter)
                best = other;
        return best;
    }

    /// <summary>Means of days.</summary>
    public double[] Means(IReadOnlyList<DayTraits> days) => [.. days.Select(day => _center + Dot(Column(day), _weights))];

    /// <summary>Means and covariances (lower triangle) of days, each day's own noise included.</summary>
    public (double[] Means, double[][] Covariances) Joint(IReadOnlyList<DayTraits> days)
    {
        var columns = days.Select(Column).ToArray();
        var means = Array.ConvertAll(columns, column => _center + Dot(column, _weights));
        var projected = Array.ConvertAll(columns, column => _factor.Forward(column));
        var covariances = _kernel.Lower(days);
        for (var i = 0; i < covariances.Length; i++)
        {
            for (var j = 0; j <= i; j++)
                covariances[i][j] -= Dot(projected[i], projected[j]);
            covariances[i][i] = Math.Max(covariances[i][i], 0) + Prior.Noise * Prior.Noise;
        }
        return (means, covariances);
    }

    private void Factorize(double[] centered, double[] known, double[] unusual)
    {
        var matrix = _kernel.Lower(_days);
        for (var i = 0; i < matrix.Length; i++)
            matrix[i][i] += Prior.Noise * Prior.Noise * unusual[i] + known[i];
        _factor = CholeskyFactor.Of(matrix);
        _weights = _factor.Solve(centered);
    }

    /// <summary>
    /// Leave-one-out residuals in units of their deviations, and the sum of their log densities under a Student law, each day's own noise
    /// taken as that of a usual day.
    /// </summary>
    private (double[] Far, double Score) Standardized(double[] known, double[] unusual)
    {
        var diagonal = _factor.InverseDiagonal();
        var (far, score) = (new double[diagonal.Length], 0.0);
        for (var i = 0; i < far.Length; i++)
        {
            far[i] = _weights[i] / Math.Sqrt(diagonal[i]);
            var residual = _weights[i] / diagonal[i];
            var usual = Math.Max(1 / diagonal[i] - Prior.Noise * Prior.Noise * (unusual[i] - 1), Prior.Noise * Prior.Noise + known[i]);
            score -= 0.5 * Math.Log(usual) + (Degrees + 1) / 2 * Math.Log(1 + residual * residual / usual / Degrees);
        }
        return (far, score);
    }

    private double Rescale(DayPrior prior, double[] far)
    {
        var scale = Math.Clamp(Statistics.Median(far.Select(Math.Abs)) / 0.6745, 0.6, 2);
        var total = Math.Clamp(Prior.Noise * scale / prior.Noise, 0.8, 8);
        var taken = total * prior.Noise / Prior.Noise;
        Prior = Prior with { Noise = prior.Noise * total, Spell = prior.Spell * total };
        _kernel = new DayKernel(Prior);
        return taken;
    }

    private double[] Column(DayTraits day) => Array.ConvertAll(_days, other => _kernel.Between(day, other));

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
