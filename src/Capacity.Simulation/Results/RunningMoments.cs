namespace Capacity.Simulation.Results;

/// <summary>Mean and variance of values as they come (B. P. Welford, Technometrics 4:419, 1962), with the normal 95 % interval.</summary>
internal struct RunningMoments
{
    double _squares;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    public void Add(double value)
    {
        Count++;
        var gap = value - Mean;
        Mean += gap / Count;
        _squares += gap * (value - Mean);
    }

    public readonly (double Value, double HalfWidth) ToEstimate() => (Mean, 1.96 * Math.Sqrt(_squares / (Count - 1) / Count));
}
