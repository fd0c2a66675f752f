namespace Capacity.Numerics;

/// <summary>An iteration used up its budget; the message states the arguments and the budget.</summary>
public sealed class NoConvergenceException : ArithmeticException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="method">What was computed.</param>
    /// <param name="arguments">The arguments, as text.</param>
    /// <param name="budget">Iterations spent.</param>
    public NoConvergenceException(string method, string arguments, int budget)
        : base($"{method} did not converge for {arguments} within {budget} iterations.")
    {
    }
}
