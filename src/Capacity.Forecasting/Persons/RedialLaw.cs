namespace Capacity.Forecasting.Persons;

/// <summary>How callers who were not answered try again.</summary>
/// <param name="AfterAbandonment">Probability (0–1) of another attempt after giving up waiting. Default 0.5 (FIELD.md, 0.4 to 0.8).</param>
/// <param name="AfterBlocking">Probability (0–1) of another attempt after a busy line. Default 0.8 (assumption: nobody was lost to a wait).</param>
/// <param name="SoonShare">Share (0–1) of those attempts that come soon. Default 0.3 (FIELD.md, grade A).</param>
/// <param name="SoonMeanMinutes">Mean delay of these, exponential. Default 5.</param>
/// <param name="LateMeanMinutes">Mean delay of the others, exponential. Default 120.</param>
/// <param name="MostAttempts">Attempts of one person at most. Default 5 (FIELD.md, grade A).</param>
public sealed record RedialLaw(
    double AfterAbandonment = 0.5, double AfterBlocking = 0.8, double SoonShare = 0.3, double SoonMeanMinutes = 5, double LateMeanMinutes = 120,
    int MostAttempts = 5)
{
    /// <summary>
    /// Shares of attempts by intervals of delay, from the interval of the lost attempt on, which falls evenly within it; shares below
    /// 10⁻⁶ are left out.
    /// </summary>
    public double[] Delays(double intervalMinutes)
    {
        var shares = new List<double>();
        var left = 1.0;
        for (var i = 0; left > 1e-6 && i < 100_000; i++)
        {
            var share = SoonShare * In(i, intervalMinutes / SoonMeanMinutes) + (1 - SoonShare) * In(i, intervalMinutes / LateMeanMinutes);
            shares.Add(share);
            left -= share;
        }
        return [.. shares];
    }

    /// <summary>P(delay from an even point of an interval ends i intervals later), exponential; a is the interval ÷ the mean delay.</summary>
    private static double In(int i, double a)
    {
        var pieces = (1 - Math.Exp(-a)) / a;
        return i == 0 ? 1 - pieces : pieces * (1 - Math.Exp(-a)) * Math.Exp(-a * (i - 1));
    }
}
