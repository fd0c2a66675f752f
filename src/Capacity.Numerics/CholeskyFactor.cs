namespace Capacity.Numerics;

/// <summary>The lower triangle L with A = L·Lᵀ of a symmetric positive definite A, kept to solve for many right sides.</summary>
/// <remarks>Rows are contiguous and sums run in four fixed lanes: fast, and the same bits on every machine. O(n³/6).</remarks>
public sealed class CholeskyFactor
{
    private readonly double[][] _rows;

    private CholeskyFactor(double[][] rows) => _rows = rows;

    /// <summary>Number of rows.</summary>
    public int Size => _rows.Length;

    /// <summary>Factorizes a matrix.</summary>
    /// <param name="lower">Its lower triangle: row i has at least i + 1 entries. Left unchanged.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static CholeskyFactor Of(double[][] lower)
    {
        ArgumentNullException.ThrowIfNull(lower);
        var rows = new double[lower.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var rest = lower[i][j] - Dot(row, rows[j], 0, j);
                if (i == j && !(rest > 0))
                    throw new ArithmeticException($"The matrix of size {rows.Length} is not positive definite at row {i}.");
                row[j] = i == j ? Math.Sqrt(rest) : rest / rows[j][j];
            }
        }
        return new CholeskyFactor(rows);
    }

    /// <summary>x with L·x = b.</summary>
    /// <param name="right">b, left unchanged.</param>
    public double[] Forward(IReadOnlyList<double> right)
    {
        ArgumentNullException.ThrowIfNull(right);
        var x = new double[Size];
        for (var i = 0; i < x.Length; i++)
            x[i] = (right[i] - Dot(_rows[i], x, 0, i)) / _rows[i][i];
        return x;
    }

    /// <summary>x with A·x = b.</summary>
    /// <param name="right">b, left unchanged.</param>
    public double[] Solve(IReadOnlyList<double> right)
    {
        var x = Forward(right);
        for (var i = x.Length - 1; i >= 0; i--)
        {
            x[i] /= _rows[i][i];
            for (var k = 0; k < i; k++)
                x[k] -= _rows[i][k] * x[i];
        }
        return x;
    }

    /// <summary>The diagonal of A⁻¹, O(n³/6): column sums of the squares of L⁻¹.</summary>
    public double[] InverseDiagonal()
    {
        var diagonal = new double[Size];
        var column = new double[Size];
        for (var j = 0; j < diagonal.Length; j++)
        {
            column[j] = 1 / _rows[j][j];
            var sum = column[j] * column[j];
            for (var i = j + 1; i < diagonal.Length; i++)
            {
                column[i] = -Dot(_rows[i], column, j, i) / _rows[i][i];
                sum += column[i] * column[i];
            }
            diagonal[j] = sum;
        }
        return diagonal;
    }

    /// <summary>L·z: independent standard normals become normals with covariance A.</summary>
    /// <param name="standard">z, left unchanged.</param>
    public double[] Correlate(double[] standard)
    {
        ArgumentNullException.ThrowIfNull(standard);
        var x = new double[Size];
        for (var i = 0; i < x.Length; i++)
            x[i] = Dot(_rows[i], standard, 0, i + 1);
        return x;
    }

    /// <summary>Σ a[k]·b[k] for k from the first, included, to the end, excluded.</summary>
    private static double Dot(double[] a, double[] b, int first, int end)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        var k = first;
        for (; k + 3 < end; k += 4)
        {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }
        for (; k < end; k++)
            s0 += a[k] * b[k];
        return s0 + s1 + (s2 + s3);
    }
}
