namespace Capacity.Numerics.Estimation;

/// <summary>The parameters under which what was observed is most likely, with intervals from the curvature there.</summary>
/// <remarks>
/// Newton steps on central differences, damped until the likelihood rises (Levenberg 1944); the covariance is the inverse of the observed
/// information (Efron &amp; Hinkley, Biometrika 65:457, 1978). Some 2p² + 1 evaluations a step, about ten steps.
/// </remarks>
public sealed class LikelihoodFit
{
    const double Step = 1e-3;
    const double GoodGain = 1e-6;
    const int MostSteps = 100;

    readonly Func<double[], double> _height;
    readonly double[] _parameters;
    readonly CholeskyFactor _information;

    LikelihoodFit(Func<double[], double> height, double[] parameters, CholeskyFactor information, double logLikelihood) =>
        (_height, _parameters, _information, LogLikelihood) = (height, parameters, information, logLikelihood);

    /// <summary>The parameters, in the order of the start.</summary>
    public IReadOnlyList<double> Parameters => _parameters;

    /// <summary>Logarithm of the likelihood there.</summary>
    public double LogLikelihood { get; }

    /// <summary>Climbs to the maximum; null where there is none that is curved in every direction.</summary>
    /// <param name="logLikelihood">Smooth in parameters of which every value is allowed: logarithms, log odds.</param>
    /// <param name="start">Where to begin.</param>
    public static LikelihoodFit? Maximize(Func<double[], double> logLikelihood, params double[] start)
    {
        ArgumentNullException.ThrowIfNull(logLikelihood);
        var (at, height, damping) = ((double[])start.Clone(), logLikelihood(start), 0.0);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, curvature) = Shape(logLikelihood, at, height);
            if (Factor(curvature, 0) is { } information && slope.Zip(information.Solve(slope), (g, d) => g * d).Sum() / 2 < GoodGain)
                return new LikelihoodFit(logLikelihood, at, information, height);
            while (true)
            {
                if (Factor(curvature, damping)?.Solve(slope) is { } move)
                {
                    double[] next = [.. at.Zip(move, (x, d) => x + Math.Clamp(d, -2, 2))];
                    var higher = logLikelihood(next);
                    if (higher > height)
                    {
                        (at, height, damping) = (next, higher, damping < 1e-3 ? 0 : damping / 10);
                        break;
                    }
                }
                damping = Math.Max(1e-3, 10 * damping);
                if (damping > 1e12)
                    return null;
            }
        }
        return null;
    }

    /// <summary>A positive figure of the parameters with its 95 % interval, by the delta method on its logarithm.</summary>
    /// <param name="figure">The figure.</param>
    public IntervalEstimate Positive(Func<double[], double> figure) =>
        IntervalEstimate.OfPositive(figure(_parameters), Error(parameters => Math.Log(figure(parameters))));

    /// <summary>A probability of the parameters with its 95 % interval, by the delta method on its log odds.</summary>
    /// <param name="figure">The figure, between 0 and 1.</param>
    public IntervalEstimate Probability(Func<double[], double> figure)
    {
        var value = figure(_parameters);
        return IntervalEstimate.OfProbability(value, Error(p => Math.Log(figure(p) / (1 - figure(p)))) * value * (1 - value), 1);
    }

    /// <summary>
    /// A rising function of one parameter with the 95 % interval in which the likelihood, the other parameters at their best, stays within
    /// 1.92 of its maximum (Venzon &amp; Moolgavkar, Applied Statistics 37:87, 1988): honest where the likelihood is lopsided.
    /// </summary>
    /// <param name="parameter">Place of the parameter.</param>
    /// <param name="figure">The function.</param>
    public IntervalEstimate Profile(int parameter, Func<double, double> figure)
    {
        var unit = new double[_parameters.Length];
        unit[parameter] = 1;
        var reach = IntervalEstimate.Z95 * Math.Sqrt(_information.Solve(unit)[parameter]);
        return new IntervalEstimate(figure(_parameters[parameter]), figure(End(parameter, -reach)), figure(End(parameter, reach)));
    }

    /// <summary>Where the signed root of twice the loss of likelihood, which is nearly straight, reaches 1.96; as far as a maximum is found.</summary>
    double End(int parameter, double reach)
    {
        var (from, good) = (_parameters[parameter], reach);
        var others = _parameters.Where((_, i) => i != parameter).ToArray();
        for (var step = 0; step < 12; step++)
        {
            var held = from + reach;
            if (Maximize(rest => _height([.. rest[..parameter], held, .. rest[parameter..]]), others) is not { } best)
                break;
            others = best._parameters;
            good = reach;
            var root = Math.Sqrt(Math.Max(1e-12, 2 * (LogLikelihood - best.LogLikelihood)));
            if (Math.Abs(root - IntervalEstimate.Z95) < 0.01)
                break;
            reach *= Math.Clamp(IntervalEstimate.Z95 / root, 0.5, 2);
        }
        return from + good;
    }

    double Error(Func<double[], double> figure)
    {
        var slope = new double[_parameters.Length];
        for (var i = 0; i < slope.Length; i++)
            slope[i] = (figure(Moved(_parameters, i, Step)) - figure(Moved(_parameters, i, -Step))) / (2 * Step);
        return Math.Sqrt(slope.Zip(_information.Solve(slope), (a, b) => a * b).Sum());
    }

    /// <summary>Gradient, and the lower triangle of minus the second derivatives.</summary>
    static (double[] Slope, double[][] Curvature) Shape(Func<double[], double> height, double[] at, double here)
    {
        var size = at.Length;
        var (up, down) = (new double[size], new double[size]);
        var (slope, curvature) = (new double[size], new double[size][]);
        for (var i = 0; i < size; i++)
        {
            (up[i], down[i]) = (height(Moved(at, i, Step)), height(Moved(at, i, -Step)));
            slope[i] = (up[i] - down[i]) / (2 * Step);
            curvature[i] = new double[i + 1];
            curvature[i][i] = (2 * here - up[i] - down[i]) / (Step * Step);
            for (var j = 0; j < i; j++)
            {
                var both = height(Moved(Moved(at, i, Step), j, Step)) + height(Moved(Moved(at, i, -Step), j, -Step));
                curvature[i][j] = (up[i] + down[i] + up[j] + down[j] - 2 * here - both) / (2 * Step * Step);
            }
        }
        return (slope, curvature);
    }

    static CholeskyFactor? Factor(double[][] lower, double damping)
    {
        double[][] damped = [.. lower.Select((row, i) => row.Select((value, j) => i == j ? value + damping * (1 + Math.Abs(value)) : value).ToArray())];
        if (damped.Any(row => row.Any(value => !double.IsFinite(value))))
            return null;
        try
        {
            return CholeskyFactor.Of(damped);
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    static double[] Moved(double[] at, int place, double by)
    {
        var moved = (double[])at.Clone();
        moved[place] += by;
        return moved;
    }
}
