using Capacity.Domain;
using Capacity.Domain.Emotions;
using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Planning.Candidates;

namespace Capacity.Planning;

/// <summary>Recommends dated actions for a scenario and proves them.</summary>
public static class PlanSearch
{
    private const int MostAlternatives = 8;

    /// <summary>
    /// Finds where the scenario is short, tries levers there on common random numbers, and verifies the chosen ones on fresh streams.
    /// </summary>
    /// <remarks>Without a time budget the plan depends on the scenario, the seed and the replications only.</remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RecommendedPlan Recommend(
        Scenario scenario,
        PlanOptions? options = null,
        IProgress<PlanProgress>? progress = null,
        CancellationToken cancellationToken = default,
        TimeProvider? clock = null)
    {
        options ??= new PlanOptions();
        var reached = 0.0;
        void Report(double done, LocalizedText step) => progress?.Report(new PlanProgress(reached = Math.Max(reached, done), step));
        Report(0, LocalizedText.Of("simulation du scénario tel quel", "simulating the scenario as it is"));
        var trials = new Trials(options, clock ?? TimeProvider.System, cancellationToken);
        var search = Search(scenario, options, trials, Report, cancellationToken);
        var effort = new SearchEffort
        {
            Candidates = search.Gains.Count, Trials = trials.Count, OutOfTime = trials.OutOfTime, WithoutFluid = search.WithoutFluid,
        };
        var plan = new PlanVerification(trials, options, Report).Of(scenario, search.Shortage, search.Chosen);
        Report(1, LocalizedText.Of("terminé", "done"));
        return plan with { Alternatives = Alternatives(scenario, search, effort.OutOfTime, options.LeastGain), Search = effort };
    }

    /// <summary>With the fluid saying what to try, and contact by contact alone where it cannot.</summary>
    private static SearchResult Search(
        Scenario scenario, PlanOptions options, Trials trials, Action<double, LocalizedText> report, CancellationToken cancellationToken)
    {
        try
        {
            return Search(scenario, options, trials, report, new FluidScreen(options, cancellationToken));
        }
        catch (UncomputableException fluid)
        {
            return Search(scenario, options, trials, report, screen: null) with { WithoutFluid = fluid.Why };
        }
    }

    private static SearchResult Search(
        Scenario scenario, PlanOptions options, Trials trials, Action<double, LocalizedText> report, FluidScreen? screen)
    {
        var search = new GreedySearch(trials, options, report, screen);
        var owed = search.Owed(scenario, MendingLevers(scenario));
        var asItIs = scenario.With(owed);
        var tried = trials.Try(asItIs);
        screen?.Check(asItIs, tried);
        var shortage = new Shortage(asItIs, tried);
        var candidates = CandidateLevers.Of(asItIs, shortage, screen is null ? CandidateBreadth.Few : CandidateBreadth.Many)
            .ToLookup(lever => CandidateLevers.IsExpired(scenario, lever));
        var finer = screen is null ? [] : CandidateLevers.Of(asItIs, shortage, CandidateBreadth.Finer)
            .Where(lever => !CandidateLevers.IsExpired(scenario, lever) && Forbids(scenario, lever) is null).ToArray();
        var forbidden = candidates[false].Select(lever => (lever, Why: Forbids(scenario, lever)))
            .Where(one => one.Why is not null).ToDictionary(one => one.lever, one => one.Why!);
        var (chosen, gains) = search.Choose(scenario, [.. candidates[false].Except(forbidden.Keys)], owed, finer);
        return new SearchResult(shortage, chosen, gains, candidates, forbidden);
    }

    /// <summary>What a search chose, among what, and why not the rest.</summary>
    private sealed record SearchResult(
        Shortage Shortage, IReadOnlyList<Lever> Chosen, IReadOnlyDictionary<string, double> Gains, ILookup<bool, Lever> Candidates,
        IReadOnlyDictionary<Lever, LocalizedText> Forbidden)
    {
        public LocalizedText? WithoutFluid { get; init; }
    }

    /// <summary>The levers that mend a rule which may not be broken: the law is not weighed against euros, and what it costs is made up for.</summary>
    private static List<Lever> MendingLevers(Scenario scenario)
    {
        var broken = PlanReview.RefusedPeopleWeeks(scenario);
        return broken <= 0 ? [] : [.. TimeLevers.Of(scenario).Where(lever => !CandidateLevers.IsExpired(scenario, lever) && Forbids(scenario, lever) is null
            && PlanReview.RefusedPeopleWeeks(scenario.With([lever])) < broken)];
    }

    /// <summary>The best levers that were not chosen, one a decision, then those whose decision day has passed.</summary>
    private static List<Alternative> Alternatives(Scenario scenario, SearchResult search, bool outOfTime, double leastGain)
    {
        var (_, chosen, gains, candidates, forbidden) = search;
        var refused = CandidateGains.OneEach(
            candidates[false]
                .Where(c => gains.ContainsKey(c.Id) && !chosen.Any(l => GreedySearch.Excludes(l, c)))
                .OrderByDescending(c => gains[c.Id]));
        var expired = CandidateGains.OneEach(candidates[true]);
        return
        [
            .. refused.Take(MostAlternatives / 2).Select(l => Described(scenario, l, WhyNot(gains[l.Id] - leastGain, outOfTime))),
            .. CandidateGains.OneEach(forbidden.Keys).Take(MostAlternatives / 2).Select(l => Described(scenario, l, forbidden[l])),
            .. expired.Take(MostAlternatives / 2).Select(l => Described(scenario, l, TooLate(scenario, l)) with { Expired = true }),
        ];
    }

    private static Alternative Described(Scenario scenario, Lever lever, LocalizedText why) => new()
    {
        Lever = lever,
        Title = LeverTitle.Of(scenario.Network, lever),
        Why = why,
        Cost = Simulation.Models.SimulationModel.Compile(scenario.With([lever])).TotalCost()
            - Simulation.Models.SimulationModel.Compile(scenario).TotalCost(),
        DecideBy = lever.DecideBy(),
    };

    private static LocalizedText WhyNot(double gain, bool outOfTime) => (gain > 0, outOfTime) switch
    {
        (true, true) => LocalizedText.Of("pas essayé avec le plan : temps écoulé", "not tried with the plan: time ran out"),
        (true, false) => LocalizedText.Of("n’apporte plus rien une fois le plan en place", "adds nothing once the plan is in place"),
        _ => LocalizedText.Of("évite trop peu pour ce qu’il coûte", "avoids too little for what it costs"),
    };

    /// <summary>Why a lever is never in a plan: it breaks a rule that may not be broken, or takes time to be heard; null where it may be.</summary>
    private static LocalizedText? Forbids(Scenario scenario, Lever lever)
    {
        var changed = scenario.With([lever]);
        if (PlanReview.Worse(scenario, changed) is [var finding, ..])
            return LocalizedText.Of(
                $"refusé : « {finding.Rule.Name.Fr} » ({finding.Rule.Text.Fr}) {finding.LeastChange.Fr}",
                $"refused: “{finding.Rule.Name.En}” ({finding.Rule.Text.En}) {finding.LeastChange.En}");
        return TimeToBeHeard.Lost(scenario, changed) is [var lost, ..]
            ? LocalizedText.Of(
                $"refusé : prend {Math.Ceiling(lost.Seconds)} s au temps d’écoute des contacts difficiles de {lost.Queue}",
                $"refused: takes {Math.Ceiling(lost.Seconds)} s of the time to be heard from hard contacts of {lost.Queue}")
            : null;
    }

    private static LocalizedText TooLate(Scenario scenario, Lever lever)
    {
        var days = NodaTime.Period.DaysBetween(lever.DecideBy(), scenario.AsOf);
        return LocalizedText.Of(
            $"délai de {lever.LeadDays()} jours : il fallait décider {days} jours plus tôt",
            $"{lever.LeadDays()} days of lead time: to be decided {days} days earlier");
    }
}
