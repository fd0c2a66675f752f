namespace Capacity.Numerics;

/// <summary>Stationary probabilities of a finite continuous-time Markov chain given by its transitions.</summary>
/// <remarks>
/// States are numbered as a breadth-first walk finds them, which keeps the rate matrix in a narrow band, and eliminated from the last to
/// the first without a subtraction (W. K. Grassmann, M. I. Taksar and D. P. Heyman, Operations Research 33:1107, 1985): every digit is
/// right, however small a probability. Cost: states × band².
/// </remarks>
/// <typeparam name="TState">What a state is; equal states must be equal values.</typeparam>
public sealed class MarkovChain<TState>
    where TState : notnull
{
    const int MostStates = 2_000_000;

    readonly List<TState> _states = [];
    readonly List<List<(int To, double Rate)>> _rates = [];

    /// <summary>Finds every state reachable from the first.</summary>
    /// <param name="first">Where the walk begins.</param>
    /// <param name="transitions">The states that can follow, each with its rate; rates of zero or below are left out.</param>
    public MarkovChain(TState first, Func<TState, IEnumerable<(TState To, double Rate)>> transitions)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        var numbers = new Dictionary<TState, int> { [first] = 0 };
        _states.Add(first);
        for (var i = 0; i < _states.Count; i++)
        {
            var row = new List<(int, double)>();
            foreach (var (to, rate) in transitions(_states[i]))
            {
                if (!(rate > 0)) continue;
                if (!numbers.TryGetValue(to, out var number))
                {
                    number = _states.Count;
                    if (number >= MostStates) throw new NoConvergenceException("The walk over the chain", $"more than {MostStates} states", MostStates);
                    numbers[to] = number;
                    _states.Add(to);
                }

                if (number != i) row.Add((number, rate));
            }

            _rates.Add(row);
        }
    }

    /// <summary>The states, in the order of the walk.</summary>
    public IReadOnlyList<TState> States => _states;

    /// <summary>The stationary probability of each state, in their order.</summary>
    /// <exception cref="ArithmeticException">Some state is never left for an earlier one: the chain is not irreducible.</exception>
    public double[] StationaryProbabilities()
    {
        var n = _states.Count;
        var band = 1;
        for (var i = 0; i < n; i++)
            foreach (var (to, _) in _rates[i]) band = Math.Max(band, Math.Abs(to - i));
        var q = new double[n][];
        for (var i = 0; i < n; i++)
        {
            q[i] = new double[2 * band + 1];
            foreach (var (to, rate) in _rates[i]) q[i][to - i + band] += rate;
        }

        for (var i = n - 1; i > 0; i--) Eliminate(q, i, band);
        return Substitute(q, band);
    }

    /// <summary>Takes state i out: what passed through it passes directly between the states before it.</summary>
    static void Eliminate(double[][] q, int i, int band)
    {
        var from = Math.Max(0, i - band);
        var row = q[i];
        var total = 0.0;
        for (var j = from; j < i; j++) total += row[j - i + band];
        if (!(total > 0)) throw new ArithmeticException($"State {i} of the chain is never left for an earlier one.");
        for (var j = from; j < i; j++)
        {
            var into = q[j][i - j + band];
            if (into == 0) continue;
            into /= total;
            q[j][i - j + band] = into;
            var target = q[j].AsSpan(from - j + band, i - from);
            var source = row.AsSpan(from - i + band, i - from);
            for (var k = 0; k < target.Length; k++) target[k] += into * source[k];
        }
    }

    static double[] Substitute(double[][] q, int band)
    {
        var p = new double[q.Length];
        p[0] = 1.0;
        var total = 1.0;
        for (var i = 1; i < p.Length; i++)
        {
            for (var j = Math.Max(0, i - band); j < i; j++) p[i] += p[j] * q[j][i - j + band];
            total += p[i];
        }

        for (var i = 0; i < p.Length; i++) p[i] /= total;
        return p;
    }

    /// <summary>Stationary mean of a figure of the state.</summary>
    /// <param name="probabilities">What <see cref="StationaryProbabilities"/> gave.</param>
    /// <param name="figure">The figure.</param>
    public double Mean(double[] probabilities, Func<TState, double> figure)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(figure);
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++) sum += probabilities[i] * figure(_states[i]);
        return sum;
    }
}
