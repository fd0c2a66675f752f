namespace Capacity.Cli.Benchmarks;

/// <summary>
/// A workload of the README's table, defined once: <c>capacity benchmark</c> runs it as a whole and BenchmarkDotNet repeats it.
/// </summary>
/// <param name="name">Its name on the command line, small letters and hyphens.</param>
/// <param name="what">What it does, with its sizes.</param>
/// <param name="unit">Unit of its figure.</param>
internal abstract class Workload(string name, string what, string unit)
{
    public string Name => name;

    public string What => what;

    public string Unit => unit;

    /// <summary>Threads that compute.</summary>
    public virtual int Threads => 1;

    /// <summary>Makes ready what is not measured: compiled models, generated networks. Called once.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Does the work once, the same work each time.</summary>
    /// <returns>The amount done, such as contacts simulated.</returns>
    public abstract double Run(CancellationToken cancellation);

    /// <summary>The figure of one run: the amount per second unless the workload measures something else.</summary>
    /// <param name="amount">What <see cref="Run"/> returned.</param>
    /// <param name="seconds">How long it took.</param>
    public virtual double Figure(double amount, double seconds) => amount / seconds;

    /// <summary>More about the last run, by name; absent where the figure says it all.</summary>
    public IReadOnlyDictionary<string, double>? Details { get; protected set; }

    public override string ToString() => name;
}
