using NodaTime;

namespace Capacity.Forecasting.Surges;

/// <summary>
/// What is known of a wave on a day under one hypothesis: log level, its slope, a spike that fades within days, the weekend's effect and
/// each weekday's own, jointly normal.
/// </summary>
/// <remarks>Kalman filter (Durbin &amp; Koopman 2012, ch. 4) of a damped local linear trend (Gardner &amp; McKenzie 1985) on the log scale.</remarks>
internal sealed class WaveState
{
    public const int Level = 0, Slope = 1, Spike = 2, Weekend = 3, FirstWeekday = 4, Size = 11;

    private const double FirstLevelDeviation = 1, FirstSlopeDeviation = 0.08, WeekendDeviation = 0.5, WeekdayDeviation = 0.1;
    private const double SpikeDeviation = 0.05, SpikePersistence = 0.6;

    /// <summary>Days over which the drift fades, and over which slopes move faster in a young wave, and how many times faster at its start.</summary>
    private const double DriftAge = 50, RestlessAge = 10, RestlessTimes = 7;

    /// <summary>What an announcement may do overnight to level and slope, either way.</summary>
    private const double AnnouncedLevel = 0.3, AnnouncedSlope = 0.02;

    /// <summary>Beyond three deviations a day counts as an accident, and moves the state as one at three would.</summary>
    private const double Accident = 9;
    private const int DaysBeforeAccidents = 4;

    private readonly WaveHypothesis _belief;
    private readonly double[] _mean = new double[Size];
    private readonly double[,] _covariance = new double[Size, Size];
    private int _met;

    public WaveState(WaveHypothesis belief, double firstLevel)
    {
        _belief = belief;
        _mean[Level] = firstLevel;
        _covariance[Level, Level] = FirstLevelDeviation * FirstLevelDeviation;
        _covariance[Slope, Slope] = FirstSlopeDeviation * FirstSlopeDeviation;
        _covariance[Spike, Spike] = SpikeDeviation * SpikeDeviation / (1 - SpikePersistence * SpikePersistence);
        _covariance[Weekend, Weekend] = WeekendDeviation * WeekendDeviation;
        for (var i = FirstWeekday; i < Size; i++)
            _covariance[i, i] = WeekdayDeviation * WeekdayDeviation;
    }

    private WaveState(WaveState other)
    {
        (_belief, _met) = (other._belief, other._met);
        _mean = (double[])other._mean.Clone();
        _covariance = (double[,])other._covariance.Clone();
    }

    /// <summary>Log density of everything met.</summary>
    public double LogLikelihood { get; private set; }

    public double[] Means => _mean;

    public double[,] Covariances => _covariance;

    public WaveHypothesis Belief => _belief;

    public WaveState Copy() => new(this);

    /// <summary>One day on.</summary>
    /// <param name="age">Days since the wave began; negative before.</param>
    /// <param name="announced">Whether an announcement takes effect.</param>
    public void Advance(int age, bool announced)
    {
        Drift(_mean, age);
        for (var j = 0; j < Size; j++)
        {
            _covariance[Level, j] += _covariance[Slope, j];
            _covariance[Slope, j] *= _belief.Persistence;
            _covariance[Spike, j] *= SpikePersistence;
        }
        for (var i = 0; i < Size; i++)
        {
            _covariance[i, Level] += _covariance[i, Slope];
            _covariance[i, Slope] *= _belief.Persistence;
            _covariance[i, Spike] *= SpikePersistence;
        }
        var (level, slope, spike) = Steps(age, announced);
        _covariance[Level, Level] += level * level;
        _covariance[Slope, Slope] += slope * slope;
        _covariance[Spike, Spike] += spike * spike;
    }

    /// <summary>Moves a state by what is certain: slope into level, slope towards its drift, the spike's fading.</summary>
    public void Drift(double[] state, int age)
    {
        var drift = age < 0 ? 0 : _belief.DailyDrift * Math.Exp(-age / DriftAge);
        state[Level] += state[Slope];
        state[Slope] = drift + _belief.Persistence * (state[Slope] - drift);
        state[Spike] *= SpikePersistence;
    }

    /// <summary>Standard deviations of a day's random steps of level, slope and spike.</summary>
    public (double Level, double Slope, double Spike) Steps(int age, bool announced)
    {
        var slope = _belief.SlopeDeviation * (age < 0 ? 1 : 1 + (RestlessTimes - 1) * Math.Exp(-age / RestlessAge));
        return announced
            ? (Math.Sqrt(_belief.LevelDeviation * _belief.LevelDeviation + AnnouncedLevel * AnnouncedLevel),
                Math.Sqrt(slope * slope + AnnouncedSlope * AnnouncedSlope), SpikeDeviation)
            : (_belief.LevelDeviation, slope, SpikeDeviation);
    }

    /// <summary>Mean and variance of the logarithm of a day's count, Poisson's part excluded.</summary>
    public (double Mean, double Variance) Expect(IsoDayOfWeek day)
    {
        var (mean, variance) = (0.0, _belief.CountDeviation * _belief.CountDeviation);
        foreach (var i in Seen(day))
        {
            mean += _mean[i];
            foreach (var j in Seen(day))
                variance += _covariance[i, j];
        }
        return (mean, variance);
    }

    /// <summary>Learns from a day's count.</summary>
    public void Meet(IsoDayOfWeek day, double count)
    {
        var seen = Seen(day);
        var gain = new double[Size];
        for (var i = 0; i < Size; i++)
            foreach (var j in seen)
                gain[i] += _covariance[i, j];
        var (mean, variance) = Expect(day);
        variance += 1 / Math.Max(count, 1);
        var error = Math.Log(Math.Max(count, 0.5)) - mean;
        var far = error * error / variance;
        LogLikelihood -= 0.5 * Math.Log(variance) + (far < Accident ? 0.5 * far : 0.5 * Accident + 3 * (Math.Sqrt(far) - 3));
        if (_met++ >= DaysBeforeAccidents && far > Accident)
            variance *= far / Accident;
        for (var i = 0; i < Size; i++)
        {
            _mean[i] += gain[i] * error / variance;
            for (var j = 0; j < Size; j++)
                _covariance[i, j] -= gain[i] * gain[j] / variance;
        }
    }

    /// <summary>The parts of the state that a day shows.</summary>
    public static int[] Seen(IsoDayOfWeek day) => day >= IsoDayOfWeek.Saturday
        ? [Level, Spike, Weekend, FirstWeekday + (int)day - 1]
        : [Level, Spike, FirstWeekday + (int)day - 1];
}
