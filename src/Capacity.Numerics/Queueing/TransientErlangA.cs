namespace Capacity.Numerics.Queueing;

/// <summary>One interval of a queue whose arrival rate changes: sums over the interval and the state at its end.</summary>
/// <param name="Arrivals">Contacts offered.</param>
/// <param name="Abandonments">Contacts that give up.</param>
/// <param name="ServiceLevel">Share of the offered that is answered within the target.</param>
/// <param name="ProbabilityOfWaiting">Share of the offered that has to wait.</param>
/// <param name="QueueAtEnd">Mean number waiting at the interval's end.</param>
/// <param name="BusyAtEnd">Mean number of busy agents at the interval's end.</param>
public sealed record TransientInterval(
    double Arrivals, double Abandonments, double ServiceLevel, double ProbabilityOfWaiting, double QueueAtEnd, double BusyAtEnd);

/// <summary>
/// Erlang A through time, exactly: arrival rates constant within intervals, agents constant. Shows what stationary formulas per interval
/// miss: the queue that a peak leaves behind.
/// </summary>
/// <remarks>
/// Uniformization (A. Jensen 1953): p(t) = Σ_m Poisson(m; Λt)·v_m with v_m = v_0·Pᵐ, and ∫p = (1/Λ) Σ_m P(N > m)·v_m. Arrivals at state k
/// are answered within T with the probability of the stationary model, agents staying as they are. Cost: Λt products with a tridiagonal
/// matrix of n + room states for each interval. Valid at any load and patience; agents that change and a limit of lines are refused or
/// left to the carryover and the simulator. Refused when more than 1e-6 of the probability stands at the last waiting place.
/// </remarks>
public sealed class TransientErlangA
{
    const string Where = "Erlang A through time";
    const double MostProducts = 1e10;
    const double Edge = 1e-6;

    readonly QueueModel _model;
    readonly double[] _p;
    readonly double[] _answered;

    /// <summary>An empty queue at time 0.</summary>
    /// <param name="model">The queue; its arrival rate and short abandons play no part; without a limit of lines.</param>
    /// <param name="room">Waiting places followed, at least 1; more than the queue ever holds.</param>
    /// <exception cref="QueueRefusedException">No patience, a limit of lines, or a figure outside its range.</exception>
    public TransientErlangA(QueueModel model, int room = 400)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.RefuseNonsense();
        if (model.MeanPatience is null) throw new QueueRefusedException("The time-varying queue needs a mean patience.");
        QueueRefusedException.Unless(model.Lines is null, Where, "number of lines", model.Lines ?? 0, "left out: nobody is turned away here");
        QueueRefusedException.Unless(room is >= 1 and <= 1_000_000, Where, "room", room, "from 1 to a million waiting places");
        _model = model;
        _p = new double[model.Agents + room + 1];
        _p[0] = 1.0;
        var waiting = MarkovQueue.AnsweredWithin(model, room + 1);
        _answered = new double[_p.Length];
        for (var k = 0; k < _p.Length; k++) _answered[k] = k < model.Agents ? 1.0 : waiting[k - model.Agents];
    }

    /// <summary>Probability of each number of contacts present, now.</summary>
    public IReadOnlyList<double> Probabilities => _p;

    /// <summary>Lets an interval pass.</summary>
    /// <param name="arrivalRate">Arrivals per second, zero or above.</param>
    /// <param name="duration">Seconds, above zero.</param>
    /// <exception cref="QueueRefusedException">A figure outside its range, or a queue longer than the room.</exception>
    public TransientInterval Advance(double arrivalRate, double duration)
    {
        QueueRefusedException.UnlessNotNegative(Where, "arrival rate", arrivalRate);
        QueueRefusedException.UnlessPositive(Where, "duration", duration);
        var (mu, theta) = (1.0 / _model.MeanServiceTime, 1.0 / _model.MeanPatience!.Value);
        var n = _model.Agents;
        var down = new double[_p.Length];
        for (var k = 0; k < down.Length; k++) down[k] = Math.Min(k, n) * mu + Math.Max(0, k - n) * theta;
        var pace = arrivalRate + down[^1];
        var products = pace * duration * _p.Length;
        QueueRefusedException.Unless(products <= MostProducts, Where, "number of steps times states", products, "at most 1e10; cut the interval or the room");
        var weights = PoissonWeights(pace * duration);

        var (state, next) = ((double[])_p.Clone(), new double[_p.Length]);
        var (end, time) = (new double[_p.Length], new double[_p.Length]);
        var later = 1.0;
        for (var m = 0; m < weights.Length; m++)
        {
            later = Math.Max(0, later - weights[m]);
            for (var k = 0; k < state.Length; k++)
            {
                end[k] += weights[m] * state[k];
                time[k] += later / pace * state[k];
            }

            Step(state, next, arrivalRate, down, pace);
            (state, next) = (next, state);
        }

        QueueRefusedException.Unless(end[^1] <= Edge, Where, "probability that the room is full", end[^1], $"at most {Edge}; follow more waiting places");
        end.CopyTo(_p, 0);
        return Summarize(arrivalRate, duration, theta, time);
    }

    /// <summary>One step of the uniformized chain; the last state turns arrivals away.</summary>
    static void Step(double[] state, double[] next, double rise, double[] down, double pace)
    {
        var last = state.Length - 1;
        for (var k = 0; k <= last; k++)
        {
            var inflow = (k > 0 ? state[k - 1] * rise : 0) + (k < last ? state[k + 1] * down[k + 1] : 0);
            next[k] = (inflow + state[k] * (pace - (k < last ? rise : 0) - down[k])) / pace;
        }
    }

    /// <summary>Poisson probabilities from 0 to where the rest is below 1e-16.</summary>
    static double[] PoissonWeights(double mean)
    {
        var last = (int)CountLaws.PoissonQuantile(mean, 1.0 - 1e-14) + 20;
        var weights = new double[last + 1];
        for (var m = 0; m <= last; m++) weights[m] = GammaFunctions.PoissonDensity(m, mean);
        return weights;
    }

    TransientInterval Summarize(double arrivalRate, double duration, double theta, double[] time)
    {
        var n = _model.Agents;
        double queueTime = 0, answered = 0, waiting = 0, queue = 0, busy = 0;
        for (var k = 0; k < _p.Length; k++)
        {
            var waits = Math.Max(0, k - n);
            queueTime += waits * time[k];
            answered += _answered[k] * time[k];
            if (k >= n) waiting += time[k];
            queue += waits * _p[k];
            busy += Math.Min(k, n) * _p[k];
        }

        return new TransientInterval(
            arrivalRate * duration, theta * queueTime, answered / duration, waiting / duration, queue, busy);
    }
}
