using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;

namespace Capacity.Simulation.Fluid;

/// <summary>Measures how far a fluid result is from the contact-level result of the same scenario.</summary>
public static class FluidError
{
    const double Lowest = 0.20;
    const double Highest = 0.95;

    /// <summary>Compares two results of one scenario.</summary>
    public static EngineError Of(Network network, ScenarioResult fluid, ScenarioResult contact)
    {
        var days = Days(network, fluid, contact).ToList();
        double[] levels = [.. days.Select(day => day.Level).Order()];
        double[] abandonments = [.. days.Where(day => !double.IsNaN(day.Abandonment)).Select(day => day.Abandonment).Order()];
        return new EngineError
        {
            Scenario = contact.Scenario,
            Replications = contact.Replications,
            QueueDays = days.Count,
            ServiceLevelWithin3 = Share(levels, 3),
            AbandonmentWithin1 = Share(abandonments, 1),
            ServiceLevelMean = levels.DefaultIfEmpty(0).Average(),
            ServiceLevelP90 = NinthDecile(levels),
            AbandonmentMean = abandonments.DefaultIfEmpty(0).Average(),
            AbandonmentP90 = NinthDecile(abandonments),
        };
    }

    static IEnumerable<(double Level, double Abandonment)> Days(Network network, ScenarioResult fluid, ScenarioResult contact)
    {
        foreach (var (queue, place) in network.Queues.Select((queue, place) => (queue, place)))
        {
            var name = ContactKpis.ServiceLevel(queue.Goals.Definition).Name;
            foreach (var (mine, theirs) in fluid.Queues[place].Days.Zip(contact.Queues[place].Days))
            {
                if (theirs.Kpis[name] is not { Mean: >= Lowest and <= Highest } level)
                    continue;
                var abandonment = queue.Channel.IsDeferred() ? double.NaN : Distance(mine, theirs, ContactKpis.AbandonmentRate.Name);
                yield return (100 * Math.Abs((mine.Kpis[name]?.Mean ?? 0) - level.Mean), abandonment);
            }
        }
    }

    static double Distance(DayKpis mine, DayKpis theirs, string name) =>
        100 * Math.Abs((mine.Kpis[name]?.Mean ?? 0) - (theirs.Kpis[name]?.Mean ?? 0));

    static double Share(double[] errors, double most) => errors.Length == 0 ? 1 : errors.Count(error => error <= most) / (double)errors.Length;

    static double NinthDecile(double[] sorted) => sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(0.9 * sorted.Length) - 1];
}
