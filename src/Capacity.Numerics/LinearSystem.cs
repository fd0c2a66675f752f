namespace Capacity.Numerics;

/// <summary>Small dense systems of linear equations.</summary>
public static class LinearSystem
{
    /// <summary>Solves A·x = b for a symmetric positive definite A by Cholesky's factorization; O(n³/6).</summary>
    /// <param name="matrix">A, left unchanged.</param>
    /// <param name="right">b, left unchanged.</param>
    /// <exception cref="ArithmeticException">A is not positive definite.</exception>
    public static double[] SolveSymmetric(double[,] matrix, IReadOnlyList<double> right)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(right);
        var n = right.Count;
        var factor = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum -= factor[i, k] * factor[j, k];
                if (i == j && !(sum > 0)) throw new ArithmeticException($"The matrix of size {n} is not positive definite at row {i}.");
                factor[i, j] = i == j ? Math.Sqrt(sum) : sum / factor[j, j];
            }

        var solution = new double[n];
        for (var i = 0; i < n; i++)
        {
            var sum = right[i];
            for (var k = 0; k < i; k++) sum -= factor[i, k] * solution[k];
            solution[i] = sum / factor[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var sum = solution[i];
            for (var k = i + 1; k < n; k++) sum -= factor[k, i] * solution[k];
            solution[i] = sum / factor[i, i];
        }

        return solution;
    }
}
