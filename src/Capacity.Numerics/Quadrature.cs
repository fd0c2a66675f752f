namespace Capacity.Numerics;

/// <summary>Adaptive numerical integration of several functions at once.</summary>
static class Quadrature
{
    // Gauss-Legendre rule of 12 points on (−1, 1), one half.
    static readonly double[] Nodes =
    [
        0.1252334085114689, 0.3678314989981802, 0.5873179542866175, 0.7699026741943047, 0.9041172563704749, 0.9815606342467192,
    ];

    static readonly double[] Weights =
    [
        0.24914704581340277, 0.2334925365383548, 0.20316742672306592, 0.16007832854334622, 0.10693932599531843, 0.04717533638651183,
    ];

    const int FirstPanels = 16;
    const int MostPanels = 20_000;
    const int DeepestSplit = 60;

    /// <summary>Integrates over an interval on which the functions are smooth.</summary>
    /// <remarks>
    /// Panels are halved in rounds, all that are open together, until the halves of a panel add up to it; what counts as nothing is told by the
    /// integrals known by then, so that a peak that the first panels missed does not leave every other panel chasing its rounding errors.
    /// </remarks>
    /// <param name="from">Lower end.</param>
    /// <param name="to">Upper end.</param>
    /// <param name="count">Number of functions, all zero or above.</param>
    /// <param name="precision">Relative error allowed to a panel, at least that of the functions' values: 1e-14 where these are exact.</param>
    /// <param name="functions">Writes the functions' values at a point.</param>
    /// <returns>The integrals.</returns>
    /// <exception cref="NoConvergenceException">More panels than the budget are open at once.</exception>
    public static double[] Integrate(double from, double to, int count, double precision, Action<double, Span<double>> functions)
    {
        var sums = new double[count];
        if (!(to > from)) return sums;
        var width = (to - from) / FirstPanels;
        var open = Enumerable.Range(0, FirstPanels).Select(k => Panel.Over(from + k * width, from + (k + 1) * width, count, functions)).ToList();
        for (var round = 0; open.Count > 0; round++)
        {
            var halves = open.ConvertAll(whole => whole.Halve(functions));
            var scale = (double[])sums.Clone();
            foreach (var (left, right) in halves)
                for (var i = 0; i < count; i++) scale[i] += left.Sums[i] + right.Sums[i];

            var next = new List<Panel>();
            for (var k = 0; k < open.Count; k++)
            {
                var (left, right) = halves[k];
                var settled = true;
                for (var i = 0; i < count; i++)
                    settled &= Math.Abs(left.Sums[i] + right.Sums[i] - open[k].Sums[i]) <= precision * scale[i];
                if (!settled && round < DeepestSplit) next.AddRange([left, right]);
                else
                    for (var i = 0; i < count; i++) sums[i] += left.Sums[i] + right.Sums[i];
            }

            if (next.Count > MostPanels)
                throw new NoConvergenceException("Numerical integration", FormattableString.Invariant($"from {from} to {to}"), MostPanels);
            open = next;
        }

        return sums;
    }

    /// <summary>A part of the interval with the integrals over it.</summary>
    readonly record struct Panel(double From, double To, double[] Sums)
    {
        public static Panel Over(double from, double to, int count, Action<double, Span<double>> functions) =>
            new(from, to, Rule(from, to, count, functions));

        public (Panel Left, Panel Right) Halve(Action<double, Span<double>> functions)
        {
            var middle = 0.5 * (From + To);
            return (Over(From, middle, Sums.Length, functions), Over(middle, To, Sums.Length, functions));
        }
    }

    static double[] Rule(double from, double to, int count, Action<double, Span<double>> functions)
    {
        var sums = new double[count];
        var values = new double[count];
        var (center, half) = (0.5 * (from + to), 0.5 * (to - from));
        for (var k = 0; k < Nodes.Length; k++)
            for (var side = -1; side <= 1; side += 2)
            {
                functions(center + side * half * Nodes[k], values);
                for (var i = 0; i < count; i++) sums[i] += half * Weights[k] * values[i];
            }

        return sums;
    }
}
