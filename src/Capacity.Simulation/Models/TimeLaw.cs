using System.Runtime.CompilerServices;
using Capacity.Domain.Networks;
using Capacity.Numerics;

namespace Capacity.Simulation.Models;

/// <summary>Shapes of the laws of patience and handle time that the contact-level engine draws from.</summary>
internal enum TimeShape : byte
{
    Endless,
    Deterministic,
    Exponential,
    Lognormal,
    Hyperexponential,
    Uniform,
    Empirical,
}

/// <summary>A law of nonnegative seconds that turns one uniform number into one draw, by inversion.</summary>
/// <remarks>
/// First and Second are: value; mean; mean and deviation of the logarithm; two means, with the weight of the first in Weight; both
/// ends. An empirical law has its quantiles in Table. The default value is an endless time.
/// </remarks>
internal readonly struct TimeLaw
{
    readonly TimeShape _shape;
    readonly double _first;
    readonly double _second;
    readonly double _weight;
    readonly double[]? _table;

    TimeLaw(TimeShape shape, double mean, double first, double second = 0, double weight = 1, double[]? table = null)
    {
        _table = table;
        _shape = shape;
        Mean = mean;
        _first = first;
        _second = second;
        _weight = weight;
    }

    /// <summary>Mean in seconds.</summary>
    public double Mean { get; }

    /// <summary>Whether draws are infinite.</summary>
    public bool IsEndless => _shape == TimeShape.Endless;

    /// <summary>Mean and deviation of the logarithm; null for laws that are not lognormal.</summary>
    public (double Mean, double Deviation)? Logarithm => _shape == TimeShape.Lognormal ? (_first, _second) : null;

    public static TimeLaw Deterministic(double seconds) => new(TimeShape.Deterministic, seconds, seconds);

    public static TimeLaw Exponential(double mean) => new(TimeShape.Exponential, mean, mean);

    public static TimeLaw Uniform(double low, double high) => new(TimeShape.Uniform, (low + high) / 2, low, high);

    public static TimeLaw Lognormal(double mean, double variation)
    {
        if (variation <= 0 || mean <= 0)
            return Deterministic(mean);
        var variance = KernelMath.LogOnePlus(variation * variation);
        return new(TimeShape.Lognormal, mean, KernelMath.Log(mean) - variance / 2, Math.Sqrt(variance));
    }

    /// <summary>Two exponential phases with balanced means; a variation of 1 or less is exponential.</summary>
    public static TimeLaw Hyperexponential(double mean, double variation)
    {
        if (variation <= 1)
            return Exponential(mean);
        var square = variation * variation;
        var weight = (1 + Math.Sqrt((square - 1) / (square + 1))) / 2;
        return new(TimeShape.Hyperexponential, mean, mean / (2 * weight), mean / (2 * (1 - weight)), weight);
    }

    /// <summary>Quantiles at equal steps of probability, linear in between, scaled to the mean.</summary>
    public static TimeLaw Empirical(double mean, IReadOnlyList<double> quantiles)
    {
        var sum = 0.0;
        for (var i = 1; i < quantiles.Count; i++)
            sum += (quantiles[i - 1] + quantiles[i]) / 2;
        var scale = mean * (quantiles.Count - 1) / sum;
        return new(TimeShape.Empirical, mean, 0, table: [.. quantiles.Select(quantile => quantile * scale)]);
    }

    public static TimeLaw Of(HandleTime time) => time.Law switch
    {
        HandleTimeLaw.Lognormal => Lognormal(time.MeanSeconds, time.CoefficientOfVariation),
        HandleTimeLaw.Exponential => Exponential(time.MeanSeconds),
        HandleTimeLaw.Empirical => Empirical(time.MeanSeconds, time.Quantiles),
        _ => throw new ArgumentOutOfRangeException(nameof(time), time.Law, "Not a law of handle time."),
    };

    public static TimeLaw Of(Patience? patience) => patience is null ? default : patience.Law switch
    {
        PatienceLaw.Exponential => Exponential(patience.MeanSeconds),
        PatienceLaw.Lognormal => Lognormal(patience.MeanSeconds, patience.CoefficientOfVariation),
        PatienceLaw.Hyperexponential => Hyperexponential(patience.MeanSeconds, patience.CoefficientOfVariation),
        PatienceLaw.Deterministic => Deterministic(patience.MeanSeconds),
        PatienceLaw.Empirical => Empirical(patience.MeanSeconds, patience.Quantiles),
        _ => throw new ArgumentOutOfRangeException(nameof(patience), patience.Law, "Not a law of patience."),
    };

    /// <summary>The draw that a uniform number in (0, 1) stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Draw(double uniform) => _shape switch
    {
        TimeShape.Lognormal => KernelMath.Exp(Math.FusedMultiplyAdd(_second, NormalLaw.Quantile(uniform), _first)),
        TimeShape.Exponential => -_first * KernelMath.Log(uniform),
        _ => DrawOther(uniform),
    };

    /// <summary>P(time &gt; seconds).</summary>
    public double Survival(double seconds) => _shape switch
    {
        _ when seconds <= 0 => 1,
        TimeShape.Deterministic => seconds < _first ? 1 : 0,
        TimeShape.Exponential => KernelMath.Exp(-seconds / _first),
        TimeShape.Lognormal => NormalLaw.Tail((KernelMath.Log(seconds) - _first) / _second),
        TimeShape.Hyperexponential =>
            _weight * KernelMath.Exp(-seconds / _first) + (1 - _weight) * KernelMath.Exp(-seconds / _second),
        TimeShape.Uniform => Math.Clamp((_second - seconds) / (_second - _first), 0, 1),
        TimeShape.Empirical => SurvivalOfTable(seconds),
        _ => 1,
    };

    /// <summary>
    /// The draw that a uniform number in (0, 1) stands for among times above some seconds: where the survival beyond them has fallen to that
    /// share of its value there. It is those seconds where no time is above them.
    /// </summary>
    public double DrawBeyond(double seconds, double uniform)
    {
        if (seconds <= 0 || IsEndless)
            return Draw(uniform);
        if (_shape == TimeShape.Exponential)
            return seconds + Draw(uniform);
        var share = uniform * Survival(seconds);
        if (share <= 0)
            return seconds;
        var (below, above) = (seconds, 2 * seconds + 1);
        while (Survival(above) > share)
            (below, above) = (above, 2 * above);
        while (above - below > 1e-9 * above)
        {
            var middle = (below + above) / 2;
            (below, above) = Survival(middle) > share ? (middle, above) : (below, middle);
        }

        return above;
    }

    double SurvivalOfTable(double seconds)
    {
        var table = _table!;
        var above = Array.FindIndex(table, quantile => quantile > seconds);
        if (above <= 0)
            return above < 0 ? 0 : 1;
        var place = above - 1 + (seconds - table[above - 1]) / (table[above] - table[above - 1]);
        return 1 - place / (table.Length - 1);
    }

    double DrawOther(double uniform) => _shape switch
    {
        TimeShape.Deterministic => _first,
        TimeShape.Uniform => _first + uniform * (_second - _first),
        TimeShape.Hyperexponential => uniform < _weight
            ? -_first * KernelMath.Log(uniform / _weight)
            : -_second * KernelMath.Log((1 - uniform) / (1 - _weight)),
        TimeShape.Empirical => DrawEmpirical(uniform),
        _ => double.PositiveInfinity,
    };

    double DrawEmpirical(double uniform)
    {
        var table = _table!;
        var place = uniform * (table.Length - 1);
        var below = Math.Min((int)place, table.Length - 2);
        return table[below] + (place - below) * (table[below + 1] - table[below]);
    }
}
