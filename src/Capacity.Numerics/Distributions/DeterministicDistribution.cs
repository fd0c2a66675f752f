namespace Capacity.Numerics.Distributions;

/// <summary>A single value; infinity stands for patience without end.</summary>
/// <param name="value">Zero or above, infinity allowed.</param>
public sealed class DeterministicDistribution(double value) : Distribution
{
    /// <summary>Patience without end.</summary>
    public static DeterministicDistribution Never { get; } = new(double.PositiveInfinity);

    /// <inheritdoc/>
    public override double Mean { get; } = NotNegative(value, nameof(value));

    /// <inheritdoc/>
    public override double Variance => 0;

    /// <inheritdoc/>
    public override double MassAtZero => Mean == 0 ? 1 : 0;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Breakpoints => Mean is > 0 and < double.PositiveInfinity ? [Mean] : [];

    /// <inheritdoc/>
    public override double Survival(double x) => x < Mean ? 1 : 0;

    /// <inheritdoc/>
    public override double Density(double x) => 0;

    /// <inheritdoc/>
    public override double Hazard(double x) => 0;

    /// <inheritdoc/>
    public override double SurvivalIntegral(double x) => Math.Min(x, Mean);

    /// <inheritdoc/>
    public override double Quantile(double p) => Mean;
}
