using System.Runtime.Intrinsics;

namespace Capacity.Numerics;

/// <summary>The lower triangle L with A = L·Lᵀ of a symmetric positive definite A, kept to solve for many right sides.</summary>
/// <remarks>Rows are contiguous and sums run in fixed lanes: fast, and the same bits on every machine. O(n³/6).</remarks>
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

    /// <summary>Σ a[k]·b[k] for k from the first, included, to the end, excluded; sixteen lanes, added up in one order on every machine.</summary>
    private static double Dot(double[] a, double[] b, int first, int end)
    {
        ReadOnlySpan<double> x = a.AsSpan(first, end - first), y = b.AsSpan(first, end - first);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        while (x.Length >= 16)
        {
            s0 += Vector256.Create(x) * Vector256.Create(y);
            s1 += Vector256.Create(x[4..]) * Vector256.Create(y[4..]);
            s2 += Vector256.Create(x[8..]) * Vector256.Create(y[8..]);
            s3 += Vector256.Create(x[12..]) * Vector256.Create(y[12..]);
            x = x[16..];
            y = y[16..];
        }
        var lanes = s0 + s1 + (s2 + s3);
        var sum = lanes[0] + lanes[1] + (lanes[2] + lanes[3]);
        for (var k = 0; k < x.Length; k++)
            sum += x[k] * y[k];
        return sum;
    }
}
