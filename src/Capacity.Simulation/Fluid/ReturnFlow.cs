using Capacity.Numerics;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>
/// Contacts that one queue makes come to another, or to itself, after a delay. What lands while the target's doors stay open is spread over
/// intervals; the rest waits for one of the next openings.
/// </summary>
internal sealed class ReturnFlow
{
    readonly double[] _law;
    readonly float[] _landed;
    readonly double _seconds;

    /// <summary>Doors stay open no longer than a local day.</summary>
    const double LongestDaySeconds = 25 * 3600;

    public ReturnFlow(int source, int target, ContactOrigin origin, double intervalSeconds, double longestDays, Func<double, double> law)
    {
        (Source, Target, Origin, _seconds) = (source, target, origin, intervalSeconds);
        var count = (int)Math.Ceiling(longestDays * 86400 / intervalSeconds) + 1;
        _law = new double[count + 1];
        for (var j = 0; j <= count; j++)
            _law[j] = j == count ? 1 : Math.Min(1, law(j * intervalSeconds));
        var near = new float[Math.Min(count, (int)Math.Ceiling(LongestDaySeconds / intervalSeconds))];
        var before = 0.0;
        for (var j = 0; j < near.Length; j++)
        {
            var by = (_law[j] + 4 * Math.Min(1, law((j + 0.5) * intervalSeconds)) + _law[j + 1]) / 6;
            near[j] = (float)Math.Max(0, by - before);
            before = Math.Max(before, by);
        }

        Near = near[..(Array.FindLastIndex(near, share => share > 0) + 1)];
        Stretches = [.. FindStretches(Near)];
        _landed = new float[Near.Length + 1];
        var sum = 0.0;
        for (var j = 0; j < Near.Length; j++)
            _landed[j + 1] = (float)(sum += Near[j]);
    }

    public int Source { get; }
    public int Target { get; }
    public ContactOrigin Origin { get; }

    /// <summary>
    /// Share that lands in the interval in which it starts, in the next one, …, up to the last of the day in which any does; starts are even
    /// over the interval.
    /// </summary>
    public float[] Near { get; }

    /// <summary>Share that lands in the interval in which it starts.</summary>
    public float AtOnce => Near.Length > 0 ? Near[0] : 0;

    /// <summary>Stretches of <see cref="Near"/> after its first interval in which anybody lands; ends are not included.</summary>
    public (int First, int End)[] Stretches { get; }

    /// <summary>Share that lands in so many intervals, the first included.</summary>
    public float LandedIn(int intervals) => _landed[Math.Min(intervals, Near.Length)];

    /// <summary>Place among all flows.</summary>
    public int Number { get; set; }

    /// <summary>For each kind of the source, the kind of the target that it becomes.</summary>
    public int[] Kinds { get; set; } = [];

    static IEnumerable<(int First, int End)> FindStretches(float[] near)
    {
        for (var first = 1; first < near.Length; first++)
        {
            var end = first;
            while (end < near.Length && near[end] > 0)
                end++;
            if (end > first)
                yield return (first, end);
            first = end;
        }
    }

    /// <summary>Share that has landed so many seconds after the start.</summary>
    public double LandedBy(double seconds)
    {
        if (seconds <= 0)
            return 0;
        var place = seconds / _seconds;
        var below = (int)place;
        return below >= _law.Length - 1 ? 1 : _law[below] + (place - below) * (_law[below + 1] - _law[below]);
    }

    /// <summary>Redials: exponential or lognormal, cut at the longest delay (Returns.cs).</summary>
    public static Func<double, double> RedialLaw(Domain.Networks.Redial redial) => seconds =>
    {
        if (seconds >= redial.LongestSeconds)
            return 1;
        if (seconds <= 0)
            return 0;
        var slow = redial.SlowSigma > 0
            ? NormalLaw.Cdf(KernelMath.Log(seconds / redial.SlowMedianSeconds) / redial.SlowSigma)
            : seconds >= redial.SlowMedianSeconds ? 1 : 0;
        return redial.FastShare * ExponentialLaw(redial.FastMeanSeconds)(seconds) + (1 - redial.FastShare) * slow;
    };

    /// <summary>Recontacts: even within the hour, or even between two days.</summary>
    public static Func<double, double> RecontactLaw(Domain.Networks.Recontact recontact) => seconds =>
    {
        var days = seconds / 86400;
        var width = recontact.LastDay - recontact.FirstDay;
        var later = width > 0 ? Math.Clamp((days - recontact.FirstDay) / width, 0, 1) : days >= recontact.FirstDay ? 1 : 0;
        return recontact.WithinHourShare * Math.Clamp(seconds / 3600, 0, 1) + (1 - recontact.WithinHourShare) * later;
    };

    public static Func<double, double> ExponentialLaw(double mean) =>
        seconds => mean > 0 ? -KernelMath.ExpMinusOne(-Math.Max(0, seconds) / mean) : 1;
}
