using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Numerics;

namespace Capacity.Simulation.Fluid;

/// <summary>A day of a queue on which a fluid result was compared with the contact-level one.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="IsShared">One of its teams also serves another queue, so that its line depends on others.</param>
/// <param name="Day">The day with the contact-level figures.</param>
/// <param name="Simulated">Simulated service level, 0–1, by the queue's own definition, with its half-width.</param>
/// <param name="LevelError">Fluid − simulated service level, in percentage points.</param>
/// <param name="AbandonmentError">Fluid − simulated abandonment rate, in percentage points; NaN for deferred queues.</param>
public sealed record ComparedDay(Queue Queue, bool IsShared, DayKpis Day, Estimate Simulated, double LevelError, double AbandonmentError);

/// <summary>Measures how far a fluid result is from the contact-level result of the same scenario.</summary>
public static class FluidError
{
    const double Lowest = 0.20;
    const double Highest = 0.95;

    /// <summary>Compares two results of one scenario.</summary>
    public static EngineError Of(Network network, ScenarioResult fluid, ScenarioResult contact) =>
        Of(Days(network, fluid, contact)) with { Scenario = contact.Scenario, Replications = contact.Replications };

    /// <summary>The error over some compared days, with neither scenario nor replications.</summary>
    public static EngineError Of(IReadOnlyCollection<ComparedDay> days)
    {
        double[] levels = [.. days.Select(day => Math.Abs(day.LevelError)).Order()];
        double[] abandonments = [.. days.Where(day => !double.IsNaN(day.AbandonmentError)).Select(day => Math.Abs(day.AbandonmentError)).Order()];
        return new EngineError
        {
            QueueDays = levels.Length,
            ServiceLevelWithin3 = ShareWithin(levels, 3),
            AbandonmentWithin1 = ShareWithin(abandonments, 1),
            ServiceLevelMean = levels.DefaultIfEmpty(0).Average(),
            ServiceLevelP90 = NinthOf(levels),
            AbandonmentMean = abandonments.DefaultIfEmpty(0).Average(),
            AbandonmentP90 = NinthOf(abandonments),
        };
    }

    /// <summary>
    /// The error to be expected of days whose errors are normal around 0, with neither scenario nor replications.
    /// </summary>
    /// <param name="levels">Standard deviations of service levels, in percentage points.</param>
    /// <param name="abandonments">Those of abandonment rates of live queues.</param>
    public static EngineError Expected(IReadOnlyCollection<double> levels, IReadOnlyCollection<double> abandonments) => new()
    {
        QueueDays = levels.Count,
        ServiceLevelWithin3 = Share(levels, 3),
        AbandonmentWithin1 = Share(abandonments, 1),
        ServiceLevelMean = Mean(levels),
        ServiceLevelP90 = NinthDecile(levels),
        AbandonmentMean = Mean(abandonments),
        AbandonmentP90 = NinthDecile(abandonments),
    };

    /// <summary>Whether a day with this service level counts: between 20 and 95 %.</summary>
    internal static bool Counts(double level) => level is >= Lowest and <= Highest;

    /// <summary>The days of queues whose simulated service level lies between 20 and 95 %.</summary>
    public static IReadOnlyList<ComparedDay> Days(Network network, ScenarioResult fluid, ScenarioResult contact)
    {
        var days = new List<ComparedDay>();
        foreach (var (queue, place) in network.Queues.Select((queue, place) => (queue, place)))
        {
            var name = ContactKpis.ServiceLevel(queue.Goals.Definition).Name;
            var isShared = network.Teams.Any(team => team.Skills.Count > 1 && team.Skills.Any(skill => skill.Queue == queue.Id));
            foreach (var (mine, theirs) in fluid.Queues[place].Days.Zip(contact.Queues[place].Days))
                if (theirs.Kpis[name] is { } level && Counts(level.Mean))
                    days.Add(new ComparedDay(
                        queue, isShared, theirs, level, Difference(mine, theirs, name),
                        queue.Channel.IsDeferred() ? double.NaN : Difference(mine, theirs, ContactKpis.AbandonmentRate.Name)));
        }

        return days;
    }

    static double Difference(DayKpis mine, DayKpis theirs, string name) =>
        100 * ((mine.Kpis[name]?.Mean ?? 0) - (theirs.Kpis[name]?.Mean ?? 0));

    static double ShareWithin(double[] errors, double most) => errors.Length == 0 ? 1 : errors.Count(error => error <= most) / (double)errors.Length;

    static double NinthOf(double[] sorted) => sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(0.9 * sorted.Length) - 1];

    static double Share(IReadOnlyCollection<double> deviations, double most) =>
        deviations.Count == 0 ? 1 : deviations.Average(deviation => deviation > 0 ? 1 - 2 * NormalLaw.Tail(most / deviation) : 1);

    /// <summary>E|error| = σ·√(2 ÷ π).</summary>
    static double Mean(IReadOnlyCollection<double> deviations) => Math.Sqrt(2 / Math.PI) * deviations.DefaultIfEmpty(0).Average();

    static double NinthDecile(IReadOnlyCollection<double> deviations)
    {
        double low = 0, high = 100;
        for (var halving = 0; halving < 40; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = Share(deviations, middle) < 0.9 ? (middle, high) : (low, middle);
        }

        return high;
    }
}
