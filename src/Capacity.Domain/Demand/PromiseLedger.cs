using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>Every promise of a scenario with what it makes of itself: to how many, due when, and the contacts kept and late.</summary>
public static class PromiseLedger
{
    /// <summary>The lines, the earliest due date first.</summary>
    public static IReadOnlyList<PromiseLine> Of(Scenario scenario) =>
    [
        .. scenario.Obligations
            .Select(obligation => Line(scenario, obligation))
            .OfType<PromiseLine>()
            .OrderBy(line => line.Due.Count == 0 ? LocalDate.MaxIsoValue : line.Due[0].On)
            .ThenBy(line => line.Obligation.Id, StringComparer.Ordinal),
    ];

    private static PromiseLine? Line(Scenario scenario, Obligation obligation)
    {
        if (scenario.Cohorts.FirstOrDefault(cohort => cohort.Id == obligation.Cohort) is not { } cohort)
            return null;
        var terms = ObligationTerms.Of(obligation, cohort);
        return new PromiseLine(
            obligation, cohort, terms, Dates(scenario, cohort, terms), Late(scenario.Network, obligation, terms.Holders));
    }

    private static IReadOnlyList<PromiseDate> Dates(Scenario scenario, Cohort cohort, ObligationTerms terms) =>
        [
            .. DemandEcho.Days(scenario, cohort).GroupBy(outcome => outcome.EffectiveFrom!.Value)
                .Select(group => new PromiseDate(group.Key, terms.DueDate(group.Key), group.Sum(outcome => outcome.Probability)))
                .OrderBy(date => date.On),
        ];

    /// <summary>Chasers if every holder's case were overdue: so many contacts in the first week, so many in each later one.</summary>
    private static PromiseDelay? Late(Network network, Obligation obligation, double holders) =>
        network.Queues.FirstOrDefault(queue => queue.Id == obligation.Queue)?.Chasers is { } chasers
            ? new PromiseDelay(chasers.Queue, 7 * chasers.PerDayFirstWeek * holders, 7 * chasers.PerDayLater * holders)
            : null;
}

/// <summary>One promise of the ledger.</summary>
/// <param name="Obligation">What was promised.</param>
/// <param name="Cohort">To whom.</param>
/// <param name="Terms">To how many, and the contacts when it is kept.</param>
/// <param name="Due">When it falls due; several where the cohort's day is open, none where that day never comes.</param>
/// <param name="Late">What being late makes; null where no queue's cases keep the promise.</param>
public sealed record PromiseLine(Obligation Obligation, Cohort Cohort, ObligationTerms Terms, IReadOnlyList<PromiseDate> Due, PromiseDelay? Late);

/// <summary>A day of promising, the day on which it falls due, and the probability (0–1) of both.</summary>
public sealed record PromiseDate(LocalDate Promised, LocalDate On, double Probability);

/// <summary>Chasers per week, all holders late: on which queue, in the first week, and in each week after.</summary>
public sealed record PromiseDelay(string Queue, double FirstWeek, double LaterWeeks);
