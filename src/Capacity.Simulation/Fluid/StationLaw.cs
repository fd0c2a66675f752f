global using Lanes = System.Runtime.Intrinsics.Vector256<float>;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>
/// Places at which one line of contacts is served, in eight lanes: rates of a birth-death chain whose states count taken places and,
/// beyond the last place, waiting contacts.
/// </summary>
/// <remarks>All rates are per second. A place is a free agent, a chat that an agent can take beside others, or an idle agent held back.</remarks>
internal struct Station
{
    /// <summary>Places, also fractions of one.</summary>
    public Lanes Places;

    /// <summary>Completions that free a place while all places are taken and nobody waits, and how many fewer with each place less.</summary>
    public Lanes FullRate;
    public Lanes StepRate;

    /// <summary>Share (0–1) of completions while all places are taken and nobody waits after which others, who wait elsewhere, take the place.</summary>
    public Lanes Kept;

    /// <summary>The last places, which slow the others down (chat), and the step over them.</summary>
    public Lanes SharedPlaces;
    public Lanes SharedStepRate;

    /// <summary>Completions after which somebody who waits is served.</summary>
    public Lanes WaitingRate;

    /// <summary>Rate at which one who waits gives up.</summary>
    public Lanes GiveUpRate;

    /// <summary>Share (0–1) that gives up at once, and the share that leaves for a callback from a length of the line on.</summary>
    public Lanes Balking;
    public Lanes Leaving;
    public Lanes LeavingFrom;

    /// <summary>Share (0–1) of those who find all places taken that stands in line: the rest is deferred work, which waits elsewhere.</summary>
    public Lanes Joining;

    /// <summary>Mean seconds in service.</summary>
    public Lanes Handle;

    /// <summary>Contacts in service and in line that the chain must hold on average.</summary>
    public Lanes Content;
}

/// <summary>What a station with the given content does, in eight lanes.</summary>
internal struct StationFigures
{
    /// <summary>Probability that an arrival finds all places taken, and that it finds them taken with nobody waiting.</summary>
    public Lanes Waits;
    public Lanes JustFull;

    /// <summary>Mean number waiting, and its derivative by the content.</summary>
    public Lanes Queue;
    public Lanes QueueSlope;

    /// <summary>Probability that an arrival finds the line long enough to be offered a callback.</summary>
    public Lanes Long;

    /// <summary>Lanes in deep overload: everybody waits, the line is its own average.</summary>
    public Lanes Deep;
}

/// <summary>
/// The stationary law of a station, taken at the arrival rate at which its mean content is the one that the fluid has now: pointwise
/// stationary fluid flow (W.-P. Wang, D. Tipper, S. Banerjee, IEEE INFOCOM 1996, eq. 8), exact in steady state and in deep overload.
/// </summary>
/// <remarks>
/// The chain has weights π(k) ∝ rᵏ/∏d(j), an exponential family in log r, so that dE[f]/dlog r = Cov(f, K) gives Newton's steps. Cost: one
/// or two passes of some dozen states for eight lanes.
/// </remarks>
internal static class StationLaw
{
    const int MostPasses = 8;
    const int MostStates = 4000;
    const float Negligible = 1e-6f;

    /// <summary>Finds the law; <paramref name="rate"/> is where the search begins, and the arrival rate that was found.</summary>
    public static StationFigures Solve(in Station s, ref Lanes rate)
    {
        var one = Lanes.One;
        var content = Vector256.MaxNative(s.Content, Vector256.Create(1e-3f));
        var light = Vector256.GreaterThan(s.Places, content + Vector256.Create(6.0f) * Vector256.Sqrt(content + one));
        var straight = content - s.WaitingRate * s.Handle;
        var deepRate = s.WaitingRate + s.GiveUpRate * Vector256.MaxNative(straight, Lanes.Zero);
        var spread = Vector256.Sqrt(deepRate / s.GiveUpRate + one);
        var deep = Vector256.GreaterThan(straight, Vector256.Create(4.0f) * spread + Vector256.Create(3.0f));
        var easy = light | deep;
        var guess = Vector256.MinNative(content / s.Handle, s.WaitingRate) + s.GiveUpRate * Vector256.MaxNative(straight, Lanes.Zero);
        var near = Vector256.MaxNative(guess * Vector256.Create(0.6f), Vector256.MinNative(guess * Vector256.Create(1.6f), rate));
        near = Vector256.ConditionalSelect(Vector256.GreaterThan(rate, Lanes.Zero), near, guess);
        var r = Vector256.ConditionalSelect(light, content / s.Handle, Vector256.ConditionalSelect(deep, deepRate, near));
        r = Vector256.MaxNative(r, Vector256.Create(1e-7f));
        var figures = default(StationFigures);
        if (!Vector256.EqualsAll(easy.AsInt32(), Vector256<int>.AllBitsSet))
            figures = Newton(s, content, easy, ref r);
        rate = r;
        var zero = Lanes.Zero;
        figures.Waits = Vector256.ConditionalSelect(light, zero, Vector256.ConditionalSelect(deep, one, figures.Waits));
        figures.JustFull = Vector256.ConditionalSelect(easy, zero, figures.JustFull);
        figures.Queue = Vector256.ConditionalSelect(light, zero, Vector256.ConditionalSelect(deep, straight, figures.Queue));
        figures.QueueSlope = Vector256.ConditionalSelect(light, zero, Vector256.ConditionalSelect(deep, one, figures.QueueSlope));
        var isLong = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(straight, s.LeavingFrom), one, zero);
        figures.Long = Vector256.ConditionalSelect(light, zero, Vector256.ConditionalSelect(deep, isLong, figures.Long));
        figures.Deep = deep;
        return figures;
    }

    static StationFigures Newton(in Station s, Lanes content, Lanes easy, ref Lanes r)
    {
        var figures = default(StationFigures);
        for (var pass = 0; ; pass++)
        {
            Below(s, r, easy, out var mass, out var moment);
            Above(s, r, easy, out var waiting, out var line, out var square, out var far);
            var total = Lanes.One / (mass + waiting);
            var queue = line * total;
            var mean = queue + moment * total;
            var covariance = square * total - queue * mean;
            var waits = waiting * total;
            var isLong = far * total;
            var admitted = r * (Lanes.One - s.Balking * waits - s.Leaving * isLong);
            var holds = (admitted - s.GiveUpRate * queue) * s.Handle + queue;
            var slope = admitted * s.Handle + (Lanes.One - s.GiveUpRate * s.Handle) * covariance;
            slope = Vector256.MaxNative(slope, content * Vector256.Create(1e-3f));
            var step = Vector256.ConditionalSelect(easy, Lanes.Zero, (content - holds) / slope);
            var bound = Vector256.Create(0.7f);
            step = Vector256.MaxNative(-bound, Vector256.MinNative(bound, step));
            r *= Lanes.One + step;
            if (pass + 1 < MostPasses && Vector256.GreaterThanAny(Vector256.Abs(step), Vector256.Create(0.02f)))
                continue;
            figures.Waits = Vector256.MaxNative(Lanes.Zero, Vector256.MinNative(Lanes.One, waits + (queue - waits * mean) * step));
            figures.JustFull = total * Vector256.MaxNative(Vector256.Create(0.5f), Lanes.One - mean * step);
            figures.Queue = Vector256.MaxNative(Lanes.Zero, queue + covariance * step);
            figures.QueueSlope = Vector256.MaxNative(Lanes.Zero, Vector256.MinNative(Lanes.One, covariance / slope));
            figures.Long = isLong;
            return figures;
        }
    }

    // Not inlined: the caller's many values would push the loop's own out of registers.

    /// <summary>States with a free place, downward from all places taken, which has weight 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Below(in Station s, Lanes r, Lanes easy, out Lanes mass, out Lanes moment)
    {
        var inverse = Vector256.ConditionalSelect(easy, Lanes.Zero, Lanes.One / r);
        var full = s.FullRate;
        var upper = full + (s.StepRate - s.SharedStepRate) * s.SharedPlaces;
        var weight = Lanes.One - s.Kept;
        var sum = Lanes.Zero;
        var first = Lanes.Zero;
        var (step, free) = (Lanes.One, s.Places);
        var negligible = Vector256.Create(Negligible);
        for (var j = 0; j < MostStates; j++)
        {
            var completions = Vector256.MaxNative(Lanes.Zero, Vector256.MinNative(full, upper));
            weight *= completions * Vector256.MaxNative(Lanes.Zero, Vector256.MinNative(Lanes.One, free)) * inverse;
            sum += weight;
            first -= step * weight;
            if ((j & 3) == 3 && Vector256.LessThanOrEqualAll(weight, negligible * sum))
                break;
            full -= s.SharedStepRate;
            upper -= s.StepRate;
            free -= Lanes.One;
            step += Lanes.One;
        }

        (mass, moment) = (sum, first);
    }

    /// <summary>States with all places taken: nobody waits, one waits, …</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Above(in Station s, Lanes r, Lanes easy, out Lanes mass, out Lanes line, out Lanes square, out Lanes far)
    {
        var join = Vector256.ConditionalSelect(easy, Lanes.Zero, r * s.Joining * (Lanes.One - s.Balking));
        var stay = Lanes.One - s.Leaving;
        var weight = Lanes.One;
        var sum = Lanes.One;
        var first = Lanes.Zero;
        var second = Lanes.Zero;
        var beyond = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(s.LeavingFrom, Lanes.Zero), Lanes.One, Lanes.Zero);
        var arrivals = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(s.LeavingFrom, Lanes.Zero), join * stay, join);
        var leaves = s.WaitingRate;
        var negligible = Vector256.Create(Negligible);
        for (var j = 1; j < MostStates; j++)
        {
            var length = Vector256.Create((float)j);
            leaves += s.GiveUpRate;
            weight *= arrivals / leaves;
            sum += weight;
            first += length * weight;
            second += length * length * weight;
            var isLong = Vector256.LessThanOrEqual(s.LeavingFrom, length);
            beyond += Vector256.ConditionalSelect(isLong, weight, Lanes.Zero);
            arrivals = Vector256.ConditionalSelect(isLong, join * stay, join);
            if ((j & 3) == 3 && Vector256.LessThanOrEqualAll(weight, negligible * sum))
                break;
        }

        (mass, line, square, far) = (sum, first, second, beyond);
    }

    /// <summary>exp in eight lanes to single precision, between the ends of its range: 2ᵏ times a polynomial on ±log 2 ÷ 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x)
    {
        x = Vector256.MaxNative(Vector256.Create(-87f), Vector256.MinNative(Vector256.Create(88f), x));
        var k = Vector256.Round(x * Vector256.Create(1.44269504f));
        var y = Vector256.FusedMultiplyAdd(k, Vector256.Create(-0.693359375f), x);
        y = Vector256.FusedMultiplyAdd(k, Vector256.Create(2.12194440e-4f), y);
        var p = Vector256.FusedMultiplyAdd(Vector256.Create(1 / 720f), y, Vector256.Create(1 / 120f));
        p = Vector256.FusedMultiplyAdd(p, y, Vector256.Create(1 / 24f));
        p = Vector256.FusedMultiplyAdd(p, y, Vector256.Create(1 / 6f));
        p = Vector256.FusedMultiplyAdd(p, y, Vector256.Create(0.5f));
        p = Vector256.FusedMultiplyAdd(p, y, Lanes.One);
        p = Vector256.FusedMultiplyAdd(p, y, Lanes.One);
        return p * ((Vector256.ConvertToInt32(k) + Vector256.Create(127)) << 23).AsSingle();
    }
}
