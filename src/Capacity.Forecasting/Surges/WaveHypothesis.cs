namespace Capacity.Forecasting.Surges;

/// <summary>One belief about how a wave moves; the fit weighs several by how well they foretold each next day.</summary>
/// <param name="DailyDrift">Logarithmic slope to which the wave returns, −ln 2 ∕ half-life; fades with the wave's age.</param>
/// <param name="Persistence">Share of today's slope that is left tomorrow.</param>
/// <param name="SlopeDeviation">Standard deviation of the daily change of slope: how suddenly a second wave can begin.</param>
/// <param name="LevelDeviation">Standard deviation of the level's own daily steps.</param>
/// <param name="CountDeviation">Standard deviation of the logarithm of a day's count beyond Poisson.</param>
internal readonly record struct WaveHypothesis(
    double DailyDrift, double Persistence, double SlopeDeviation, double LevelDeviation, double CountDeviation)
{
    /// <summary>Half-lives in days: those published lie between 8 and 35 (FIELD.md; public waves of 2020); none at all keeps it honest.</summary>
    private static readonly double[] HalfLives = [7, 14, 28, double.PositiveInfinity];
    private static readonly double[] Persistences = [0.85, 0.92, 0.98];
    private static readonly double[] SlopeDeviations = [0.001, 0.003, 0.009];
    private static readonly double[] LevelDeviations = [0.01, 0.03, 0.06];
    private static readonly double[] CountDeviations = [0.05, 0.1, 0.2];

    /// <summary>Every combination, equally likely beforehand: 324.</summary>
    public static IReadOnlyList<WaveHypothesis> All { get; } =
    [
        .. from halfLife in HalfLives
           from persistence in Persistences
           from slope in SlopeDeviations
           from level in LevelDeviations
           from count in CountDeviations
           select new WaveHypothesis(-Math.Log(2) / halfLife, persistence, slope, level, count),
    ];
}
