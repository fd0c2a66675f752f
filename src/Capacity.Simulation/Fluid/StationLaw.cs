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

    /// <summary>Agents whom others keep while somebody waits: they hold contacts, and nobody who waits is served by them.</summary>
    public Lanes Away;

    /// <summary>Rate at which one who waits gives up.</summary>
    public Lanes GiveUpRate;

    /// <summary>Share (0–1) that gives up at once, and the share that leaves for a callback from a length of the line on.</summary>
    public Lanes Balking;
    public Lanes Leaving;
    public Lanes LeavingFrom;

    /// <summary>Share (0–1) of those who find all places taken that stands in line: the rest is deferred work, which waits elsewhere.</summary>
    public Lanes Joining;

    /// <summary>Share (0–1) of arrivals that passes by while all places are taken: chats, which begin beside others then.</summary>
    public Lanes Passing;

    /// <summary>Mean seconds in service.</summary>
    public Lanes Handle;

    /// <summary>Contacts in service and in line that the chain must hold on average.</summary>
    public Lanes Content;

    /// <summary>Some places slow the others down, and some who wait leave for a callback: both make the sums longer.</summary>
    public bool HasSharedPlaces;
    public bool HasCallback;
}

/// <summary>What a station with the given content does, in eight lanes; the search for the next content begins there.</summary>
internal struct StationFigures
{
    /// <summary>Arrivals per second at which the chain holds the content.</summary>
    public Lanes Rate;

    /// <summary>Probability that an arrival finds all places taken, and that it finds them taken with nobody waiting.</summary>
    public Lanes Waits;
    public Lanes JustFull;

    /// <summary>Mean number waiting, and its derivative by the content.</summary>
    public Lanes Queue;
    public Lanes QueueSlope;

    /// <summary>Contacts beyond those that the places have in hand at full speed: the line that there would be without chance.</summary>
    public Lanes Straight;

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
/// The chain has weights π(k) ∝ rᵏ/∏d(j), an exponential family in log r, so that dE[f]/dlog r = Cov(f, K) gives Newton's steps. The search
/// begins where the last line, moved along its slope, balances the content: C = (r − θQ)·handle + Q. Cost: mostly one pass of some dozen
/// states for eight lanes.
/// </remarks>
internal static partial class StationLaw
{
    const int MostPasses = 8;
    const float Tolerance = 0.1f;
    const float MostTrust = 25;

    /// <summary>Finds the law. The figures given are those of the step before, or empty; they become those at the station's content.</summary>
    public static void Solve(in Station s, ref StationFigures figures)
    {
        var (one, zero) = (Lanes.One, Lanes.Zero);
        var content = Vector256.MaxNative(s.Content, Vector256.Create(1e-3f));
        var free = s.Places - content;
        var light = Vector256.GreaterThan(free, zero) & Vector256.GreaterThan(free * free, Vector256.Create(36.0f) * (content + one));
        var straight = content - s.WaitingRate * s.Handle - s.Away;
        var line = Vector256.MaxNative(straight, zero);
        var deepRate = s.WaitingRate + s.GiveUpRate * line;
        var beyond = Vector256.MaxNative(straight - Vector256.Create(3.0f), zero);
        var deep = Vector256.GreaterThan(beyond * beyond * s.GiveUpRate, Vector256.Create(16.0f) * (deepRate + s.GiveUpRate));
        var easy = light | deep;
        var queue = Vector256.MinNative(content, Vector256.MaxNative(line, figures.Queue + figures.QueueSlope * (straight - figures.Straight)));
        queue = Vector256.AndNot(queue, light);
        var turnedAway = Vector256.MinNative((s.Balking + s.Passing) * figures.Waits + s.Leaving * figures.Long, Vector256.Create(0.9f));
        var r = ((content - queue) / s.Handle + s.GiveUpRate * queue) / (one - Vector256.AndNot(turnedAway, easy));
        r = Vector256.MaxNative(Vector256.ConditionalSelect(deep, deepRate, r), Vector256.Create(1e-7f));
        figures.Straight = straight;
        figures.Deep = deep;
        figures.Rate = r;
        if (!Vector256.EqualsAll(easy.AsInt32(), Vector256<int>.AllBitsSet))
            Newton(s, content, easy, ref figures);
        if (Vector256.EqualsAll(easy.AsInt32(), Vector256<int>.Zero))
            return;
        var isLong = Vector256.GreaterThanOrEqual(straight, s.LeavingFrom) & one;
        figures.Waits = Vector256.ConditionalSelect(easy, deep & one, figures.Waits);
        figures.JustFull = Vector256.AndNot(figures.JustFull, easy);
        figures.Queue = Vector256.ConditionalSelect(easy, deep & straight, figures.Queue);
        figures.QueueSlope = Vector256.ConditionalSelect(easy, deep & one, figures.QueueSlope);
        figures.Long = Vector256.ConditionalSelect(easy, deep & isLong, figures.Long);
    }

    static void Newton(in Station s, Lanes content, Lanes easy, ref StationFigures figures)
    {
        var r = figures.Rate;
        for (var pass = 0; ; pass++)
        {
            Sum(s, r, easy, out var sums);
            var total = Lanes.One / (sums.Below + sums.Waiting);
            var waits = sums.Waiting * total;
            var queue = sums.Line * total;
            var mean = queue + sums.Moment * total;
            var covariance = sums.Square * total - queue * mean;
            var isLong = sums.Far * total;
            var admitted = r * (Lanes.One - (s.Balking + s.Passing) * waits - s.Leaving * isLong);
            var holds = (admitted - s.GiveUpRate * queue) * s.Handle + queue;
            var more = queue - waits * mean;
            var slope = (admitted - r * s.Passing * more) * s.Handle + (Lanes.One - s.GiveUpRate * s.Handle) * covariance;
            slope = Vector256.MaxNative(slope, content * Vector256.Create(1e-3f));
            var perRate = Lanes.One / slope;
            var bound = Vector256.Create(0.7f);
            var step = Vector256.MaxNative(-bound, Vector256.MinNative(bound, (content - holds) * perRate));
            step = Vector256.AndNot(step, easy);
            r *= Lanes.One + step;
            if (pass + 1 < MostPasses && Vector256.GreaterThanAny(step * step * Trust(s, slope), Vector256.Create(Tolerance * Tolerance)))
                continue;
            figures.Rate = r;
            figures.Waits = Vector256.MaxNative(Lanes.Zero, Vector256.MinNative(Lanes.One, waits + more * step));
            figures.JustFull = total * Vector256.MaxNative(Vector256.Create(0.5f), Lanes.One - mean * step);
            figures.Queue = Vector256.MaxNative(Lanes.Zero, queue + covariance * step);
            figures.QueueSlope = Vector256.MaxNative(Lanes.Zero, Vector256.MinNative(Lanes.One, covariance * perRate));
            figures.Long = isLong;
            return;
        }
    }

    /// <summary>
    /// The derivative of the content by log r is about the variance of taken places, so step²·slope is the way to the content in standard
    /// deviations, squared: within a tenth of one, figures are straight in the content. Steps of 2 % are always taken, of 10 % at most;
    /// where callbacks are offered, which the slope leaves out, of 2 % at most.
    /// </summary>
    static Lanes Trust(in Station s, Lanes slope) => s.HasCallback
        ? Vector256.Create(MostTrust)
        : Vector256.MaxNative(Lanes.One, Vector256.MinNative(Vector256.Create(MostTrust), slope));

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
