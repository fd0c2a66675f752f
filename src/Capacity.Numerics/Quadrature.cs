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
    const int DeepestSplit = 30;

    /// <summary>Integrates over an interval on which the functions are smooth.</summary>
    /// <param name="from">Lower end.</param>
    /// <param name="to">Upper end.</param>
    /// <param name="count">Number of functions, all zero or above.</param>
    /// <param name="functions">Writes the functions' values at a point.</param>
    /// <returns>The integrals, each to about 1e-14 of its value.</returns>
    public static double[] Integrate(double from, double to, int count, Action<double, Span<double>> functions)
    {
        var sums = new double[count];
        if (!(to > from)) return sums;
        // A first pass finds how large each integral is, so that a panel that adds nothing to it is not halved for its noise.
        var panels = new double[FirstPanels][];
        var scale = new double[count];
        var width = (to - from) / FirstPanels;
        for (var k = 0; k < FirstPanels; k++)
        {
            panels[k] = Rule(from + k * width, from + (k + 1) * width, count, functions);
            for (var i = 0; i < count; i++) scale[i] += panels[k][i];
        }

        for (var k = 0; k < FirstPanels; k++) Split(from + k * width, from + (k + 1) * width, panels[k], scale, functions, 0, sums);
        return sums;
    }

    /// <summary>Halves an interval until the halves add up to the whole.</summary>
    static void Split(
        double from, double to, double[] whole, double[] scale, Action<double, Span<double>> functions, int depth, double[] sums)
    {
        var middle = 0.5 * (from + to);
        var left = Rule(from, middle, whole.Length, functions);
        var right = Rule(middle, to, whole.Length, functions);
        var settled = true;
        for (var i = 0; i < whole.Length; i++) settled &= Math.Abs(left[i] + right[i] - whole[i]) <= 1e-14 * scale[i];
        if (settled || depth >= DeepestSplit)
        {
            for (var i = 0; i < whole.Length; i++) sums[i] += left[i] + right[i];
            return;
        }

        Split(from, middle, left, scale, functions, depth + 1, sums);
        Split(middle, to, right, scale, functions, depth + 1, sums);
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
