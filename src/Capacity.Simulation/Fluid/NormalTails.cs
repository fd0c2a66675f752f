using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>Figures of the standard normal law in eight lanes, to three digits: enough for shares that are themselves approximations.</summary>
internal static class NormalTails
{
    /// <summary>Mills' ratio (1 − Φ) ÷ φ; for x ≥ 0 the bound of A. V. Boyd (1959), within 1 %.</summary>
    public static Lanes Mills(Lanes x)
    {
        var size = Vector512.Abs(x);
        var above = Vector512.Create(Math.PI)
            / (Vector512.Create(Math.PI - 1) * size + Vector512.Sqrt(size * size + Vector512.Create(2 * Math.PI)));
        if (Vector512.GreaterThanOrEqualAll(x, Lanes.Zero))
            return above;
        var capped = Vector512.Min(size, Vector512.Create(12.0));
        var below = Vector512.Create(2.5066282746310002) * StationLaw.Exp(capped * capped * Vector512.Create(0.5)) - above;
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Lanes.Zero), below, above);
    }

    /// <summary>1 − Φ(x).</summary>
    public static Lanes Tail(Lanes x)
    {
        var size = Vector512.Min(Vector512.Abs(x), Vector512.Create(30.0));
        var tail = StationLaw.Exp(size * size * Vector512.Create(-0.5)) * Vector512.Create(0.3989422804014327) * Mills(size);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Lanes.Zero), Lanes.One - tail, tail);
    }

    /// <summary>E(Z − x)⁺, a rational fit within 0.004.</summary>
    public static Lanes Excess(Lanes x)
    {
        var size = Vector512.Abs(x);
        var below = Lanes.One + size * (Vector512.Create(0.15) + Vector512.Create(0.33) * size);
        below *= below;
        var excess = Vector512.Create(0.3989) / (below * below);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Lanes.Zero), excess - x, excess);
    }
}
