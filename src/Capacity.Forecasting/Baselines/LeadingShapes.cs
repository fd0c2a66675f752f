namespace Capacity.Forecasting.Baselines;

/// <summary>The leading singular vectors of a matrix, one after the other, by power iteration.</summary>
internal static class LeadingShapes
{
    private const int Iterations = 60;

    /// <summary>Scores by row and shapes by column of so many singular values; the rows are left without them.</summary>
    /// <param name="rows">The matrix; changed.</param>
    /// <param name="count">Singular values wanted.</param>
    public static (double[][] Scores, double[][] Shapes) Of(List<double[]> rows, int count)
    {
        var (scores, shapes) = (new double[count][], new double[count][]);
        for (var k = 0; k < count; k++)
        {
            var shape = Start(rows[0].Length, k);
            var score = new double[rows.Count];
            for (var iteration = 0; iteration < Iterations; iteration++)
            {
                Project(rows, shape, score);
                shape = Normalized(rows, score);
            }
            Project(rows, shape, score);
            for (var i = 0; i < rows.Count; i++)
                for (var j = 0; j < shape.Length; j++)
                    rows[i][j] -= score[i] * shape[j];
            (scores[k], shapes[k]) = (score, shape);
        }
        return (scores, shapes);
    }

    private static double[] Start(int length, int k) => [.. Enumerable.Range(0, length).Select(j => 1 + 0.1 * j * (k % 2 == 0 ? 1 : -1))];

    private static void Project(List<double[]> rows, double[] shape, double[] score)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < shape.Length; j++)
                sum += rows[i][j] * shape[j];
            score[i] = sum;
        }
    }

    private static double[] Normalized(List<double[]> rows, double[] score)
    {
        var shape = new double[rows[0].Length];
        for (var i = 0; i < rows.Count; i++)
            for (var j = 0; j < shape.Length; j++)
                shape[j] += rows[i][j] * score[i];
        var length = Math.Max(1e-300, Math.Sqrt(shape.Sum(value => value * value)));
        for (var j = 0; j < shape.Length; j++)
            shape[j] /= length;
        return shape;
    }
}
