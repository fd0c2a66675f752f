using Capacity.Domain.Json;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using NodaTime;

namespace Capacity.Forecasting.Surges;

/// <summary>A wave fitted from its first days: what is known of it today, and the distribution of the days to come.</summary>
/// <remarks>
/// Bayesian model averaging (Hoeting et al. 1999) over <see cref="WaveHypothesis.All"/>: each is a Kalman filter, weighted by the density
/// that it gave to the days so far. The forecast of a day is the mixture. Half-lives of the prior are published ones, nothing is tuned to a
/// single wave; accuracy is measured in README.md.
/// </remarks>
public sealed class SurgeFit
{
    private const int LeastDays = 5;
    private const int MostDays = 400;

    /// <summary>Log density by which a hypothesis falls behind before it is dropped.</summary>
    private const double Negligible = 12;

    private readonly IReadOnlyList<LocalDate> _announcements;
    private readonly WaveState[] _states;
    private readonly double[] _weights;
    private readonly bool[] _closed = new bool[8];

    private SurgeFit(DailyCounts counts, IReadOnlyList<LocalDate> announcements)
    {
        _announcements = announcements;
        var start = counts.WaveStart();
        WaveStart = counts.Dates[start];
        Counts = counts;
        Until = counts.Dates[^1];
        foreach (var weekday in counts.Dates.Zip(counts.Counts).GroupBy(pair => pair.First.DayOfWeek))
            _closed[(int)weekday.Key] = weekday.Count(pair => pair.Second == 0) > 0.8 * weekday.Count();
        var learnt = WaveHypothesis.All.Select(Learn).ToList();
        var most = learnt.Max(state => state.LogLikelihood);
        _states = [.. learnt.Where(state => state.LogLikelihood > most - Negligible)];
        _weights = Array.ConvertAll(_states, state => Math.Exp(state.LogLikelihood - most));
        var all = _weights.Sum();
        for (var i = 0; i < _weights.Length; i++)
            _weights[i] /= all;
    }

    /// <summary>The counts that were fitted.</summary>
    public DailyCounts Counts { get; }

    /// <summary>First day above twice the median of the days before; the first of all where there is none.</summary>
    public LocalDate WaveStart { get; }

    /// <summary>The last day fitted.</summary>
    public LocalDate Until { get; }

    /// <summary>Fits daily counts; refuses fewer than five days with contacts.</summary>
    /// <param name="counts">Until today.</param>
    /// <param name="announcements">Days on which something was or will be announced: level and slope may jump there.</param>
    public static Parsed<SurgeFit> Of(DailyCounts counts, IReadOnlyList<LocalDate> announcements)
    {
        var skipped = Math.Max(0, counts.Dates.Count - MostDays);
        var kept = new DailyCounts([.. counts.Dates.Skip(skipped)], [.. counts.Counts.Skip(skipped)]);
        return kept.Counts.Count(count => count > 0) < LeastDays
            ? new Parsed<SurgeFit>(null, [new InputError("until", 0, 0, $"There are fewer than {LeastDays} days with contacts.",
                "A wave needs some days to be told: choose a later end, or give a longer file.")
            {
                ProblemFr = $"Moins de {LeastDays} jours ont des contacts.",
                MendFr = "Une vague demande quelques jours pour être reconnue : choisissez une fin plus tardive, ou donnez un fichier plus long.",
            }])
            : new Parsed<SurgeFit>(new SurgeFit(kept, announcements), []);
    }

    /// <summary>The days after the last one fitted.</summary>
    public IReadOnlyList<SurgePoint> Forecast(int days)
    {
        var states = Array.ConvertAll(_states, state => state.Copy());
        var points = new List<SurgePoint>(days);
        for (var date = Until.PlusDays(1); points.Count < days; date = date.PlusDays(1))
        {
            var laws = Array.ConvertAll(states, state =>
            {
                state.Advance(Age(date), _announcements.Contains(date));
                var (mean, variance) = state.Expect(date.DayOfWeek);
                return (Mean: mean, Deviation: Math.Sqrt(variance + Math.Min(1, Math.Exp(-mean))));
            });
            points.Add(_closed[(int)date.DayOfWeek] ? new SurgePoint(date, 0, 0, 0, 0) : Point(date, laws));
        }
        return points;
    }

    /// <summary>
    /// Simulated counts of the days after the last one fitted: a hypothesis by its weight, a state it allows, its random steps, Poisson counts.
    /// Deciles of weeks and of whole waves come from these.
    /// </summary>
    public IReadOnlyList<double[]> Paths(int days, int paths, ulong seed) =>
        [.. Enumerable.Range(0, paths).Select(path => Path(days, RandomStream.For(seed, (ulong)path, StreamPurpose.ForecastPath)))];

    /// <summary>Distribution of the present logarithmic slope a day: P10, P50, P90.</summary>
    internal (double P10, double P50, double P90) Slope()
    {
        var laws = Array.ConvertAll(_states, state => (Mean: state.Means[WaveState.Slope], Deviation: Math.Sqrt(state.Covariances[WaveState.Slope, WaveState.Slope])));
        return (Quantile(laws, 0.1), Quantile(laws, 0.5), Quantile(laws, 0.9));
    }

    /// <summary>Factor of a weekday against the mean of the seven, weighted over hypotheses.</summary>
    internal double WeekdayFactor(IsoDayOfWeek day)
    {
        var own = Enumerable.Range(1, 7).Select(weekday => Math.Exp(WeekdayEffect((IsoDayOfWeek)weekday))).ToArray();
        return _closed[(int)day] ? 0 : own[(int)day - 1] / own.Average();
    }

    private double WeekdayEffect(IsoDayOfWeek day)
    {
        var sum = 0.0;
        for (var k = 0; k < _states.Length; k++)
            foreach (var i in WaveState.Seen(day).Where(i => i >= WaveState.Weekend))
                sum += _weights[k] * _states[k].Means[i];
        return sum;
    }

    private int Age(LocalDate date) => Period.DaysBetween(WaveStart, date);

    private WaveState Learn(WaveHypothesis belief)
    {
        var first = Counts.Counts.First(count => count > 0);
        var state = new WaveState(belief, Math.Log(first));
        var next = 0;
        for (var date = Counts.Dates[0]; date <= Until; date = date.PlusDays(1))
        {
            if (date > Counts.Dates[0])
                state.Advance(Age(date), _announcements.Contains(date));
            while (next < Counts.Dates.Count && Counts.Dates[next] < date)
                next++;
            if (next < Counts.Dates.Count && Counts.Dates[next] == date && !_closed[(int)date.DayOfWeek])
                state.Meet(date.DayOfWeek, Counts.Counts[next]);
        }
        return state;
    }

    private SurgePoint Point(LocalDate date, (double Mean, double Deviation)[] laws)
    {
        var mean = 0.0;
        for (var k = 0; k < laws.Length; k++)
            mean += _weights[k] * Math.Exp(laws[k].Mean + Math.Min(1, laws[k].Deviation * laws[k].Deviation) / 2);
        return new SurgePoint(date, mean, Math.Exp(Quantile(laws, 0.1)), Math.Exp(Quantile(laws, 0.5)), Math.Exp(Quantile(laws, 0.9)));
    }

    /// <summary>A quantile of the mixture of normal laws by bisection.</summary>
    private double Quantile((double Mean, double Deviation)[] laws, double p)
    {
        var low = laws.Min(law => law.Mean - 6 * law.Deviation);
        var high = laws.Max(law => law.Mean + 6 * law.Deviation);
        for (var i = 0; i < 60; i++)
        {
            var (middle, below) = ((low + high) / 2, 0.0);
            for (var k = 0; k < laws.Length; k++)
                below += _weights[k] * NormalLaw.Cdf((middle - laws[k].Mean) / laws[k].Deviation);
            if (below < p)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    private double[] Path(int days, RandomStream stream)
    {
        var state = _states[Drawn(stream.NextUnit())];
        var at = Start(state, ref stream);
        var counts = new double[days];
        for (var d = 0; d < days; d++)
        {
            var date = Until.PlusDays(d + 1);
            state.Drift(at, Age(date));
            var (level, slope, spike) = state.Steps(Age(date), _announcements.Contains(date));
            at[WaveState.Level] += level * stream.NextNormal();
            at[WaveState.Slope] += slope * stream.NextNormal();
            at[WaveState.Spike] += spike * stream.NextNormal();
            var log = WaveState.Seen(date.DayOfWeek).Sum(i => at[i]) + state.Belief.CountDeviation * stream.NextNormal();
            counts[d] = stream.NextPoisson(_closed[(int)date.DayOfWeek] ? 0 : Math.Exp(Math.Min(log, 25)));
        }
        return counts;
    }

    private static double[] Start(WaveState state, ref RandomStream stream)
    {
        var lower = new double[WaveState.Size][];
        for (var i = 0; i < WaveState.Size; i++)
        {
            lower[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
                lower[i][j] = state.Covariances[i, j] + (i == j ? 1e-9 : 0);
        }
        var standard = new double[WaveState.Size];
        for (var i = 0; i < standard.Length; i++)
            standard[i] = stream.NextNormal();
        var around = CholeskyFactor.Of(lower).Correlate(standard);
        for (var i = 0; i < around.Length; i++)
            around[i] += state.Means[i];
        return around;
    }

    private int Drawn(double unit)
    {
        var k = 0;
        for (var sum = _weights[0]; sum < unit && k < _weights.Length - 1; sum += _weights[k])
            k++;
        return k;
    }
}

/// <summary>Contacts expected on a day: mean and deciles of the count.</summary>
public sealed record SurgePoint(LocalDate Date, double Mean, double P10, double P50, double P90);
