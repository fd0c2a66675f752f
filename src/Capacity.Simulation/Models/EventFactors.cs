using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;
using Capacity.Numerics;
using NodaTime;

namespace Capacity.Simulation.Models;

/// <summary>By what price, policy and other events multiply a queue's fresh contacts on a day, in one course of events.</summary>
internal sealed class EventFactors
{
    readonly List<(DemandEvent What, LocalDate From, LocalDate Until)> _events;

    EventFactors(List<(DemandEvent What, LocalDate From, LocalDate Until)> events) => _events = events;

    public static EventFactors Of(Scenario scenario, string queue, Course course, LocalDate earliest) => new(
        [.. from happening in scenario.Events
            where happening.Queues.Count == 0 || happening.Queues.Contains(queue)
            let span = course.Resolve(happening.During, earliest)
            where span is not null
            select (happening, span.Value.From, span.Value.Until)]);

    /// <summary>Whether the events treat some of the reasons otherwise than the others.</summary>
    public bool Tell(IEnumerable<string> reasons) =>
        _events.Any(e => e.What.Reasons.Count > 0 && !reasons.All(e.What.Reasons.Contains) && reasons.Any(e.What.Reasons.Contains));

    /// <summary>A share of daily contacts of a reason with the events' factors; the days themselves where no event touches them.</summary>
    public Dictionary<LocalDate, double> Times(Dictionary<LocalDate, double> days, string reason, double share) =>
        _events.Count == 0 && share == 1 ? days : days.ToDictionary(day => day.Key, day => day.Value * share * At(day.Key, reason));

    double At(LocalDate date, string reason)
    {
        var factor = 1.0;
        foreach (var (what, from, until) in _events)
        {
            if (date < from || date >= until || (what.Reasons.Count > 0 && !what.Reasons.Contains(reason)))
                continue;
            var left = what.FadeMeanDays is { } mean ? KernelMath.Exp(-NodaTime.Period.DaysBetween(from, date) / mean) : 1;
            factor *= 1 + what.Change * left;
        }

        return factor;
    }
}
