namespace Capacity.Numerics.Tests;

public class CholeskyFactorTests
{
    private static readonly double[][] Matrix = [[4], [2, 5], [0.6, 1, 3]];

    [Fact]
    public void Solves_like_the_dense_solver()
    {
        var expected = LinearSystem.SolveSymmetric(new double[,] { { 4, 2, 0.6 }, { 2, 5, 1 }, { 0.6, 1, 3 } }, [1, -2, 3]);
        CholeskyFactor.Of(Matrix).Solve([1, -2, 3]).Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-14);
    }

    [Fact]
    public void The_inverse_diagonal_is_that_of_the_adjugate()
    {
        const double determinant = 4 * 14.0 - 2 * (6 - 0.6) + 0.6 * (2 - 3);
        double[] expected = [14 / determinant, 11.64 / determinant, 16 / determinant];
        CholeskyFactor.Of(Matrix).InverseDiagonal().Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-14);
    }

    [Fact]
    public void The_forward_solution_has_the_length_of_the_quadratic_form()
    {
        double[] right = [1, -2, 3];
        var factor = CholeskyFactor.Of(Matrix);
        factor.Forward(right).Sum(x => x * x).ShouldBe(factor.Solve(right).Zip(right, (x, b) => x * b).Sum(), 1e-13);
    }

    [Fact]
    public void Correlating_the_first_unit_gives_the_first_column_over_its_root() =>
        CholeskyFactor.Of(Matrix).Correlate([1, 0, 0]).Zip([2, 1, 0.3]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-15);

    [Fact]
    public void Refuses_a_matrix_that_is_not_positive_definite() =>
        Should.Throw<ArithmeticException>(() => CholeskyFactor.Of([[1], [2, 1]])).Message.ShouldContain("row 1");
}
