using Capacity.Domain;
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
        void Report(double done, LocalizedText step) => progress?.Report(new PlanProgress(done, step));
        Report(0, LocalizedText.Of("simulation du scénario tel quel", "simulating the scenario as it is"));
        var trials = new Trials(options, clock ?? TimeProvider.System, cancellationToken);
        var shortage = new Shortage(scenario, trials.Try(scenario));
        var candidates = CandidateLevers.Of(scenario, shortage).ToLookup(l => CandidateLevers.IsExpired(scenario, l));
        var unlawful = candidates[false].ToDictionary(l => l, l => PlanReview.Worse(scenario, scenario.With([l])))
            .Where(l => l.Value.Count > 0).ToDictionary(l => l.Key, l => l.Value[0]);
        var (chosen, gains) = new GreedySearch(trials, options, Report).Choose(scenario, [.. candidates[false].Except(unlawful.Keys)]);
        var outOfTime = trials.OutOfTime;
        var plan = new PlanVerification(trials, options, Report).Of(scenario, shortage, chosen);
        Report(1, LocalizedText.Of("terminé", "done"));
        return plan with { Alternatives = Alternatives(scenario, chosen, gains, candidates, unlawful, outOfTime, options.LeastGain) };
    }

    /// <summary>The best levers that were not chosen, one a decision, then those whose decision day has passed.</summary>
    private static List<Alternative> Alternatives(
        Scenario scenario, IReadOnlyList<Lever> chosen, IReadOnlyDictionary<string, double> gains, ILookup<bool, Lever> candidates,
        IReadOnlyDictionary<Lever, LaborFinding> unlawful,
        bool outOfTime,
        double leastGain)
    {
        var refused = OneEach(
            candidates[false]
                .Where(c => gains.ContainsKey(c.Id) && !chosen.Any(l => GreedySearch.Excludes(l, c)))
                .OrderByDescending(c => gains[c.Id]));
        var expired = OneEach(candidates[true]);
        return
        [
            .. refused.Take(MostAlternatives / 2).Select(l => Described(scenario, l, WhyNot(gains[l.Id] - leastGain, outOfTime))),
            .. OneEach(unlawful.Keys).Take(MostAlternatives / 2).Select(l => Described(scenario, l, Breaks(unlawful[l]))),
            .. expired.Take(MostAlternatives / 2).Select(l => Described(scenario, l, TooLate(scenario, l)) with { Expired = true }),
        ];
    }

    private static List<Lever> OneEach(IEnumerable<Lever> levers)
    {
        var one = new List<Lever>();
        foreach (var lever in levers)
            if (!one.Any(l => GreedySearch.Excludes(l, lever)))
                one.Add(lever);
        return one;
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

    private static LocalizedText Breaks(LaborFinding finding) => LocalizedText.Of(
        $"refusé : « {finding.Rule.Name.Fr} » ({finding.Rule.Text.Fr}) {finding.LeastChange.Fr}",
        $"refused: “{finding.Rule.Name.En}” ({finding.Rule.Text.En}) {finding.LeastChange.En}");

    private static LocalizedText TooLate(Scenario scenario, Lever lever)
    {
        var days = NodaTime.Period.DaysBetween(lever.DecideBy(), scenario.AsOf);
        return LocalizedText.Of(
            $"délai de {lever.LeadDays()} jours : il fallait décider {days} jours plus tôt",
            $"{lever.LeadDays()} days of lead time: to be decided {days} days earlier");
    }
}
