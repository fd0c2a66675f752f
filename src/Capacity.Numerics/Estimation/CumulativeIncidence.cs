namespace Capacity.Numerics.Estimation;

/// <summary>How many have met with something by a time, though others were lost from sight or met with something else before.</summary>
/// <remarks>
/// O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5:141, 1978; with one cause, one minus the curve of E. L. Kaplan and P. Meier,
/// JASA 53:457, 1958. Variance by the delta method (Marubini &amp; Valsecchi 1995, eq. 10.12), Greenwood's where there is one cause.
/// </remarks>
public sealed class CumulativeIncidence
{
    readonly List<(double Time, double Incidence, double Before, long AtRisk, long Events, long All)> _steps = [];
    readonly long _count;

    CumulativeIncidence(long count) => _count = count;

    /// <summary>Estimates the curve of one cause.</summary>
    /// <param name="observations">Time of each, and what ended it: 0 where it was lost from sight, else the number of a cause; how many such.</param>
    /// <param name="cause">The cause.</param>
    public static CumulativeIncidence Of(IEnumerable<(double Time, int Cause, long Count)> observations, int cause = 1)
    {
        var times = observations.GroupBy(one => one.Time).OrderBy(group => group.Key)
            .Select(group => (Time: group.Key, Own: group.Sum(one => one.Cause == cause ? one.Count : 0),
                Any: group.Sum(one => one.Cause != 0 ? one.Count : 0), All: group.Sum(one => one.Count)))
            .ToList();
        var left = times.Sum(time => time.All);
        var curve = new CumulativeIncidence(left);
        var (survival, incidence) = (1.0, 0.0);
        foreach (var (time, own, any, all) in times)
        {
            if (any > 0)
            {
                incidence += survival * own / left;
                curve._steps.Add((time, incidence, survival, left, own, any));
                survival *= 1 - (double)any / left;
            }
            left -= all;
        }
        return curve;
    }

    /// <summary>Times at which the curve rises, ascending.</summary>
    public IEnumerable<double> Times => _steps.Select(step => step.Time);

    /// <summary>P(met with it by a time) with its 95 % interval.</summary>
    /// <param name="time">The time.</param>
    public IntervalEstimate At(double time)
    {
        if (_count == 0)
            return new IntervalEstimate(0, 0, 1);
        var value = _steps.TakeWhile(step => step.Time <= time).Select(step => step.Incidence).LastOrDefault();
        var variance = 0.0;
        foreach (var step in _steps.TakeWhile(step => step.Time <= time))
        {
            double n = step.AtRisk, d = step.All, own = step.Events;
            var (later, before) = (value - step.Incidence, step.Before);
            if (n > d)
                variance += later * later * d / (n * (n - d));
            variance += before * before * own * (n - own) / (n * n * n) - 2 * later * before * own / (n * n);
        }
        return IntervalEstimate.OfProbability(value, Math.Sqrt(Math.Max(0, variance)), _count);
    }
}
