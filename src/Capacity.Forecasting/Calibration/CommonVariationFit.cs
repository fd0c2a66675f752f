using Capacity.Numerics;
using Capacity.Numerics.Estimation;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>How far days differ for all queues together, beyond chance: the coefficient of variation of the factor that they share.</summary>
/// <remarks>
/// A day's residual R = Σ w·r over queues, r the relative residual around the weekday's mean, has the variance c² + Σ w²·(V − c²), V that of
/// one queue: c² = (var R − Σ w² V) ∕ (1 − Σ w²). Its interval takes the sum of squares of R as χ², as <see cref="DailyVariationFit"/> does,
/// and the queues' own variances, of which there are many, as known.
/// </remarks>
public static class CommonVariationFit
{
    private const int LeastFreedom = 10;
    private const double LeastContacts = 10;

    /// <summary>A queue's own variation as it is supposed when queues are weighed; the estimate is right whatever it is.</summary>
    private const double UsualVariance = 0.005;

    /// <summary>Null below two queues, or ten days more than weekdays that all of them have.</summary>
    /// <param name="queues">First contacts by day of each queue.</param>
    public static IntervalEstimate? Of(IEnumerable<IReadOnlyDictionary<LocalDate, double>> queues)
    {
        var told = queues.Where(queue => queue.Count > 0 && queue.Values.Average() >= LeastContacts).ToList();
        if (told.Count < 2)
            return null;
        var days = told[0].Keys.Where(day => told.TrueForAll(queue => queue.ContainsKey(day))).Order().ToList();
        var weekdays = days.GroupBy(day => day.DayOfWeek).ToList();
        var freedom = days.Count - weekdays.Count;
        if (freedom < LeastFreedom)
            return null;
        double[] weights = [.. told.Select(queue => 1 / (1 / queue.Values.Average() + UsualVariance))];
        weights = Array.ConvertAll(weights, weight => weight / weights.Sum());
        var (together, own) = (0.0, new double[told.Count]);
        foreach (var weekday in weekdays)
        {
            double[] means = [.. told.Select(queue => weekday.Average(day => queue[day]))];
            foreach (var day in weekday)
            {
                double[] residuals = [.. told.Select((queue, i) => queue[day] / means[i] - 1)];
                together += Math.Pow(residuals.Zip(weights, (residual, weight) => residual * weight).Sum(), 2);
                for (var i = 0; i < own.Length; i++)
                    own[i] += residuals[i] * residuals[i];
            }
        }
        var square = weights.Sum(weight => weight * weight);
        var chance = weights.Select((weight, i) => weight * weight * own[i] / freedom).Sum();
        return new IntervalEstimate(
            Common(together / freedom), Common(together / ChiSquare(freedom, 0.975)), Common(together / ChiSquare(freedom, 0.025)));

        double Common(double variance) => Math.Sqrt(Math.Max(0, (variance - chance) / (1 - square)));
    }

    private static double ChiSquare(double freedom, double p) => 2 * GammaFunctions.LowerGammaInverse(freedom / 2, p);
}
