using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;

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
            ServiceLevelWithin3 = Share(levels, 3),
            AbandonmentWithin1 = Share(abandonments, 1),
            ServiceLevelMean = levels.DefaultIfEmpty(0).Average(),
            ServiceLevelP90 = NinthDecile(levels),
            AbandonmentMean = abandonments.DefaultIfEmpty(0).Average(),
            AbandonmentP90 = NinthDecile(abandonments),
        };
    }

    /// <summary>The days of queues whose simulated service level lies between 20 and 95 %.</summary>
    public static IReadOnlyList<ComparedDay> Days(Network network, ScenarioResult fluid, ScenarioResult contact)
    {
        var days = new List<ComparedDay>();
        foreach (var (queue, place) in network.Queues.Select((queue, place) => (queue, place)))
        {
            var name = ContactKpis.ServiceLevel(queue.Goals.Definition).Name;
            var isShared = network.Teams.Any(team => team.Skills.Count > 1 && team.Skills.Any(skill => skill.Queue == queue.Id));
            foreach (var (mine, theirs) in fluid.Queues[place].Days.Zip(contact.Queues[place].Days))
                if (theirs.Kpis[name] is { Mean: >= Lowest and <= Highest } level)
                    days.Add(new ComparedDay(
                        queue, isShared, theirs, level, Difference(mine, theirs, name),
                        queue.Channel.IsDeferred() ? double.NaN : Difference(mine, theirs, ContactKpis.AbandonmentRate.Name)));
        }

        return days;
    }

    static double Difference(DayKpis mine, DayKpis theirs, string name) =>
        100 * ((mine.Kpis[name]?.Mean ?? 0) - (theirs.Kpis[name]?.Mean ?? 0));

    static double Share(double[] errors, double most) => errors.Length == 0 ? 1 : errors.Count(error => error <= most) / (double)errors.Length;

    static double NinthDecile(double[] sorted) => sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(0.9 * sorted.Length) - 1];
}
