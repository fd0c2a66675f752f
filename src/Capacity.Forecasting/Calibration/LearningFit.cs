using Capacity.Domain.Supply;
using Capacity.Numerics;
using Capacity.Numerics.Estimation;

namespace Capacity.Forecasting.Calibration;

/// <summary>How much slower newcomers are: efficiency on the first day after training, and the months until it is full.</summary>
/// <remarks>
/// Least squares on logarithms of handle times, each queue around its own level: log T = level − log efficiency(months) + noise
/// (<see cref="LearningCurve"/>). The likelihood of normal noise is −n∕2 · log of the sum of squares; it bends where the curve does, so both
/// figures are looked up on a grid, and their 95 % intervals are those in which the best likelihood stays within 1.92 of its maximum.
/// </remarks>
public static class LearningFit
{
    private const int Least = 200;
    private const double Within = 1.9207;

    /// <summary>Tenures are told apart by the tenth of a month.</summary>
    private const double MonthParts = 10;

    private static readonly double[] Starts = [.. Enumerable.Range(4, 197).Select(i => i / 200.0)];
    private static readonly double[] Lengths = [.. Enumerable.Range(0, 163).Select(i => 0.5 * Math.Pow(1.03, i))];

    /// <summary>Null below 200 contacts of told tenure, and where they do not prove any learning.</summary>
    /// <param name="handled">Queue, months of the agent after training, and seconds without what reason and skill multiply.</param>
    /// <param name="shape">How the way to full efficiency runs.</param>
    public static LearningEstimate? Of(IEnumerable<(string Queue, double Months, double Seconds)> handled, LearningShape shape)
    {
        var queues = handled.GroupBy(one => one.Queue).Select(queue => queue.GroupBy(one => Math.Round(one.Months * MonthParts) / MonthParts)
            .Select(cell => Cell.Of(cell.Key, cell.Select(one => KernelMath.Log(one.Seconds)))).ToArray()).ToList();
        var count = queues.Sum(queue => queue.Sum(cell => cell.Count));
        if (count < Least)
            return null;
        var heights = new double[Starts.Length, Lengths.Length];
        var (best, at) = (double.NegativeInfinity, (Start: 0, Length: 0));
        for (var i = 0; i < Starts.Length; i++)
            for (var j = 0; j < Lengths.Length; j++)
            {
                var curve = new LearningCurve { StartEfficiency = Starts[i], Months = Lengths[j], Shape = shape };
                heights[i, j] = -0.5 * count * KernelMath.Log(queues.Sum(queue => Squares(queue, curve)));
                if (heights[i, j] > best)
                    (best, at) = (heights[i, j], (i, j));
            }
        if (heights[Starts.Length - 1, 0] > best - Within)
            return null;
        int[] starts = [.. Enumerable.Range(0, Starts.Length).Where(i => Enumerable.Range(0, Lengths.Length).Any(j => heights[i, j] > best - Within))];
        int[] lengths = [.. Enumerable.Range(0, Lengths.Length).Where(j => Enumerable.Range(0, Starts.Length).Any(i => heights[i, j] > best - Within))];
        return new LearningEstimate(count, Between(Starts, at.Start, starts), Between(Lengths, at.Length, lengths));
    }

    /// <summary>The interval reaches to the next points of the grid, where it has ended for sure.</summary>
    private static IntervalEstimate Between(double[] grid, int at, int[] within) =>
        new(grid[at], grid[Math.Max(0, within[0] - 1)], grid[Math.Min(grid.Length - 1, within[^1] + 1)]);

    private static double Squares(Cell[] queue, LearningCurve curve)
    {
        var (count, sum, squares) = (0, 0.0, 0.0);
        foreach (var cell in queue)
        {
            var off = KernelMath.Log(curve.Efficiency(cell.Months));
            count += cell.Count;
            sum += cell.Sum + cell.Count * off;
            squares += cell.Squares + 2 * off * cell.Sum + cell.Count * off * off;
        }
        return squares - sum * sum / count;
    }

    private readonly record struct Cell(double Months, int Count, double Sum, double Squares)
    {
        public static Cell Of(double months, IEnumerable<double> logs) => logs.Aggregate(
            new Cell(months, 0, 0, 0), (cell, log) => new Cell(months, cell.Count + 1, cell.Sum + log, cell.Squares + log * log));
    }
}

/// <summary>The learning of a team.</summary>
/// <param name="Contacts">Handle times of known tenure.</param>
/// <param name="StartEfficiency">Efficiency (0–1) on the first day after training.</param>
/// <param name="Months">Months until it is full.</param>
public sealed record LearningEstimate(long Contacts, IntervalEstimate StartEfficiency, IntervalEstimate Months);
