using Capacity.Numerics;
using Capacity.Numerics.Estimation;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>How far days differ from what is usual on their weekday, beyond chance: the coefficient of variation of a day's factor.</summary>
/// <remarks>
/// Relative residuals of daily totals around their weekday's mean have the variance v + 1 ∕ mean (Poisson counts under a factor of variance v);
/// their sum of squares is about χ² with days − weekdays degrees of freedom. That supposes a steady level: where days lie twice as far from
/// their mean as from the same weekday a week later (in variance), the level itself moves, and nothing is said.
/// </remarks>
public static class DailyVariationFit
{
    private const int LeastFreedom = 5;
    private const double MovingLevel = 2;

    /// <summary>Null where there are fewer than five days more than weekdays, or the level moves.</summary>
    /// <param name="totals">Contacts by day, days without any left out.</param>
    public static IntervalEstimate? Of(IEnumerable<(LocalDate Date, double Contacts)> totals)
    {
        var (squares, steps, chance, days, freedom) = (0.0, 0.0, 0.0, 0, 0);
        foreach (var weekday in totals.Where(day => day.Contacts > 0).GroupBy(day => day.Date.DayOfWeek))
        {
            var mean = weekday.Average(day => day.Contacts);
            var far = weekday.OrderBy(day => day.Date).Select(day => day.Contacts / mean - 1).ToList();
            squares += far.Sum(residual => residual * residual);
            steps += far.Zip(far.Skip(1), (one, next) => (next - one) * (next - one) / 2).Sum();
            (chance, days, freedom) = (chance + far.Count / mean, days + far.Count, freedom + far.Count - 1);
        }
        if (freedom < LeastFreedom || squares > MovingLevel * steps)
            return null;
        var noise = chance / days;
        return new IntervalEstimate(
            Beyond(squares / freedom), Beyond(squares / ChiSquare(freedom, 0.975)), Beyond(squares / ChiSquare(freedom, 0.025)));

        double Beyond(double variance) => Math.Sqrt(Math.Max(0, variance - noise));
    }

    private static double ChiSquare(double freedom, double p) => 2 * GammaFunctions.LowerGammaInverse(freedom / 2, p);
}
