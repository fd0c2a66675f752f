using Capacity.Numerics;

namespace Capacity.Simulation.Fluid;

/// <summary>One day on which both engines know a share in the same environments: means, and variances of these means over the environments.</summary>
/// <param name="Fluid">The fluid's share, 0–1.</param>
/// <param name="Contact">The contact-level one, 0–1.</param>
/// <param name="FluidVariance">Variance of the fluid's, from what environments bring; 0 where it is not known.</param>
/// <param name="ContactVariance">Variance of the contact-level one, from that and from the chance between contacts.</param>
/// <param name="Covariance">Their covariance: what environments bring to both.</param>
internal readonly record struct PairedShare(double Fluid, double Contact, double FluidVariance, double ContactVariance, double Covariance)
{
    /// <summary>The day over the environments in which both have a value; null where fewer than two have.</summary>
    public static PairedShare? Of(ReadOnlySpan<double> fluid, ReadOnlySpan<double> contact)
    {
        double count = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < fluid.Length; i++)
        {
            if (double.IsNaN(fluid[i]) || double.IsNaN(contact[i]))
                continue;
            count++;
            var (a, b) = (fluid[i] - x, contact[i] - y);
            (x, y) = (x + a / count, y + b / count);
            (xx, yy, xy) = (xx + a * (fluid[i] - x), yy + b * (contact[i] - y), xy + a * (contact[i] - y));
        }

        var divisor = count * (count - 1);
        return count < 2 ? null : new PairedShare(x, y, xx / divisor, yy / divisor, xy / divisor);
    }
}

/// <summary>
/// How a share of the fluid's reads on the contact level, over the days of one queue: a straight line between odds, log(p ÷ (1 − p)), fitted
/// by maximum likelihood, and how far single days lie from it beyond chance.
/// </summary>
internal sealed record OddsLine
{
    const double Least = 0.001;
    const double SlopePrior = 0.5;
    const double LevelPrior = 0.05;
    const double LevelVariance = 0.1;

    /// <summary>Odds where the fluid's are 0, and odds per odds of the fluid's.</summary>
    public double Level { get; private init; }
    public double Slope { get; private init; } = 1;

    /// <summary>Variance of days around the line in units of p(1 − p), chance taken off, and that of chance.</summary>
    public double Spread { get; private init; }
    public double Noise { get; private init; }

    /// <summary>Variances and covariance of level and slope.</summary>
    (double Level, double Both, double Slope) Doubt { get; init; }

    /// <summary>The line of days; without any the fluid's share stands as it is.</summary>
    /// <param name="days">Days of one queue.</param>
    /// <param name="carriesOver">
    /// Whether chance of one day lasts into the next, as a backlog does: then more days do not make it less, and what both engines meet in one
    /// environment does not take it off.
    /// </param>
    public static OddsLine Fit(IReadOnlyList<PairedShare> days, bool carriesOver = false)
    {
        var (level, slope) = (0.0, 1.0);
        double h00 = 1, h01 = 0, h11 = 1;
        for (var pass = 0; pass < 12; pass++)
        {
            // Newton's step of the log-likelihood, with a weak belief that the fluid is right.
            (h00, h01, h11) = (LevelPrior, 0, SlopePrior);
            double g0 = -LevelPrior * level, g1 = -SlopePrior * (slope - 1);
            foreach (var day in days)
            {
                var x = Odds(day.Fluid);
                var p = Share(level + slope * x);
                var (error, weight) = (day.Contact - p, p * (1 - p));
                (g0, g1) = (g0 + error, g1 + error * x);
                (h00, h01, h11) = (h00 + weight, h01 + weight * x, h11 + weight * x * x);
            }

            var step = h00 * h11 - h01 * h01;
            level += Math.Clamp((h11 * g0 - h01 * g1) / step, -1, 1);
            slope = Math.Clamp(slope + Math.Clamp((h00 * g1 - h01 * g0) / step, -0.5, 0.5), 0.2, 3);
        }

        double squares = 0, chance = 0, unit = 0;
        foreach (var day in days)
        {
            var p = Share(level + slope * Odds(day.Fluid));
            squares += (day.Contact - p) * (day.Contact - p);
            chance += carriesOver ? day.ContactVariance : Chance(day, slope * p * (1 - p));
            unit += p * (1 - p);
        }

        if (unit <= 0)
            return new OddsLine { Level = level, Slope = slope };
        var (all, determinant) = (Math.Max(squares, chance) / unit, h00 * h11 - h01 * h01);
        var line = new OddsLine
        {
            Level = level, Slope = slope, Spread = Math.Max(0, squares - chance) / unit, Noise = chance / unit,
            Doubt = (all * h11 / determinant, -all * h01 / determinant, all * h00 / determinant),
        };
        if (!carriesOver)
            return line;

        // The best linear guess of the true line from one seen with the chance of a single day; how far it may lie off is read from itself.
        var (prior, doubt) = (Math.Max(LevelVariance, level * level), chance * days.Count / (unit * unit));
        var known = prior / (prior + doubt);
        return line with { Level = known * level, Slope = 1 + known * (slope - 1), Doubt = (known * doubt, 0, 0) };
    }

    /// <summary>The share of a day: the line's, moved as far as the day's replications lay from the line beyond chance.</summary>
    /// <param name="fluid">The fluid's share in many environments.</param>
    /// <param name="seen">The day in the environments of the replications; null where there was none.</param>
    public double Of(double fluid, PairedShare? seen)
    {
        var odds = Level + Slope * Odds(fluid);
        if (seen is { } day)
        {
            var p = Share(Level + Slope * Odds(day.Fluid));
            odds += Odds(p + Trust * (day.Contact - p)) - Odds(p);
        }

        return Share(odds);
    }

    /// <summary>Standard deviation of what <see cref="Of"/> says: the doubt in the line and what stays open of the single day.</summary>
    public double Deviation(double fluid, PairedShare? seen)
    {
        var x = Odds(fluid);
        var p = Share(Level + Slope * x);
        var (unit, line) = (p * (1 - p), Doubt.Level + 2 * x * Doubt.Both + x * x * Doubt.Slope);
        return Math.Sqrt(unit * unit * line + unit * Spread * (seen is null ? 1 : 1 - Trust));
    }

    /// <summary>The part of a day's distance from the line that is no chance.</summary>
    double Trust => Spread > 0 ? Spread / (Spread + Noise) : 0;

    /// <summary>Variance of a day's contact-level share around the line, in its environments; a share of the fluid's moves the line's by so much.</summary>
    static double Chance(PairedShare day, double movesPerOdds)
    {
        var inside = Math.Clamp(day.Fluid, Least, 1 - Least);
        var moves = movesPerOdds / (inside * (1 - inside));
        return Math.Max(0, day.ContactVariance - 2 * moves * day.Covariance + moves * moves * day.FluidVariance);
    }

    /// <summary>The share with these odds.</summary>
    internal static double Share(double odds) => 1 / (1 + KernelMath.Exp(-odds));

    /// <summary>log(p ÷ (1 − p)), at most that of one in a thousand from either end.</summary>
    internal static double Odds(double share)
    {
        var inside = Math.Clamp(share, Least, 1 - Least);
        return KernelMath.Log(inside / (1 - inside));
    }
}
