using Capacity.Numerics;

namespace Capacity.Simulation.Fluid;

/// <summary>One day on which both engines know a share.</summary>
/// <param name="Fluid">The fluid's share, 0–1.</param>
/// <param name="Contact">The contact-level one, 0–1.</param>
/// <param name="Variance">Its variance from chance; 0 where it is not known.</param>
internal readonly record struct PairedShare(double Fluid, double Contact, double Variance);

/// <summary>
/// How a share of the fluid's reads on the contact level, over the days of one queue: a straight line between odds, log(p ÷ (1 − p)), fitted
/// by maximum likelihood, and how far single days lie from it beyond chance.
/// </summary>
/// <param name="Level">Odds where the fluid's are 0.</param>
/// <param name="Slope">Odds per odds of the fluid's.</param>
/// <param name="Spread">Variance of days around the line in units of p(1 − p), chance taken off.</param>
/// <param name="Noise">Variance of days from chance in the same unit.</param>
internal sealed record OddsLine(double Level, double Slope, double Spread, double Noise)
{
    const double Least = 0.001;
    const double SlopePrior = 0.5;
    const double LevelPrior = 0.05;
    const double LevelVariance = 0.1;

    /// <summary>The line of days; without any the fluid's share stands as it is.</summary>
    /// <param name="days">Days of one queue.</param>
    /// <param name="carriesOver">Whether chance of one day lasts into the next, as a backlog does: then more days do not make it less.</param>
    public static OddsLine Fit(IReadOnlyList<PairedShare> days, bool carriesOver = false)
    {
        var (level, slope) = (0.0, 1.0);
        for (var pass = 0; pass < 12; pass++)
        {
            // Newton's step of the log-likelihood, with a weak belief that the fluid is right.
            double g0 = -LevelPrior * level, g1 = -SlopePrior * (slope - 1), h00 = LevelPrior, h01 = 0, h11 = SlopePrior;
            foreach (var day in days)
            {
                var x = Odds(day.Fluid);
                var p = Share(level + slope * x);
                var (error, weight) = (day.Contact - p, p * (1 - p));
                (g0, g1) = (g0 + error, g1 + error * x);
                (h00, h01, h11) = (h00 + weight, h01 + weight * x, h11 + weight * x * x);
            }

            var determinant = h00 * h11 - h01 * h01;
            level += Math.Clamp((h11 * g0 - h01 * g1) / determinant, -1, 1);
            slope = Math.Clamp(slope + Math.Clamp((h00 * g1 - h01 * g0) / determinant, -0.5, 0.5), 0.2, 3);
        }

        double squares = 0, chance = 0, unit = 0;
        foreach (var day in days)
        {
            var p = Share(level + slope * Odds(day.Fluid));
            (squares, chance, unit) = (squares + (day.Contact - p) * (day.Contact - p), chance + day.Variance, unit + p * (1 - p));
        }

        if (unit <= 0)
            return new OddsLine(level, slope, 0, 0);
        if (carriesOver)
        {
            // The best linear guess of the true line from one seen with the chance of a single day; how far it may lie off is read from itself.
            var prior = Math.Max(LevelVariance, level * level);
            var known = prior / (prior + chance * days.Count / (unit * unit));
            (level, slope) = (known * level, 1 + known * (slope - 1));
        }

        return new OddsLine(level, slope, Math.Max(0, squares - chance) / unit, chance / unit);
    }

    /// <summary>The share of an edited day: the line's, moved as far as its day before the edit lay from the line beyond chance.</summary>
    /// <param name="edited">The fluid's share after the edit.</param>
    /// <param name="before">The day before the edit; null where there was none.</param>
    public double Of(double edited, PairedShare? before)
    {
        var odds = Level + Slope * Odds(edited);
        if (before is { } day)
        {
            var p = Share(Level + Slope * Odds(day.Fluid));
            var trust = Spread > 0 ? Spread / (Spread + Noise) : 0;
            odds += Odds(p + trust * (day.Contact - p)) - Odds(p);
        }

        return Share(odds);
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
