using Capacity.Domain;
using Capacity.Domain.Emotions;
using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;

namespace Capacity.Planning;

/// <summary>
/// Chooses levers one by one: each step adds the candidate that lowers cost and penalties most on common random numbers.
/// </summary>
/// <remarks>
/// Lazy greedy: gains mostly shrink as the plan grows, so a step re-tries only the candidates with the best gains so far and stops
/// when the best re-tried gain beats every older one. A last pass takes out what no longer pays. When time runs out, the best levers by
/// the gains known so far fill the plan: a guess that the verification has to prove like any other.
/// </remarks>
internal sealed class GreedySearch(Trials trials, PlanOptions options, Action<double, LocalizedText> report)
{
    private const int RetriedPerStep = 4;

    /// <summary>The chosen levers in the order of choice, and every candidate with the gain in euros when it was last tried.</summary>
    /// <param name="scenario">The scenario as it is.</param>
    /// <param name="candidates">What may be chosen where it pays.</param>
    /// <param name="owed">What is in the plan whatever it costs.</param>
    public (IReadOnlyList<Lever> Chosen, IReadOnlyDictionary<string, double> Gains) Choose(
        Scenario scenario, IReadOnlyList<Lever> candidates, IReadOnlyList<Lever> owed)
    {
        List<Lever> chosen = [.. owed];
        candidates = [.. candidates.Where(candidate => !chosen.Any(lever => Excludes(lever, candidate)))];
        var best = Value(scenario, chosen);
        var gains = FirstGains(scenario, owed, candidates, best);
        while (chosen.Count < options.MostActions && !trials.OutOfTime)
        {
            report(0.4 + 0.4 * chosen.Count / options.MostActions, Step(chosen.Count + 1));
            if (BestOf(scenario, chosen, candidates, gains, best, isFirst: chosen.Count == owed.Count) is not { } next)
                break;
            chosen.Add(next.Lever);
            best = next.Value;
        }

        return (trials.OutOfTime ? FilledUp(scenario, chosen, candidates, gains) : WithoutWhatNoLongerPays(scenario, chosen, owed.Count, best), gains);
    }

    /// <summary>Of levers of which each decision is owed, the size that costs least with its penalties; the first where time has run out.</summary>
    public IReadOnlyList<Lever> Owed(Scenario scenario, IReadOnlyList<Lever> owed)
    {
        var chosen = new List<Lever>();
        foreach (var lever in owed)
            if (!chosen.Any(known => Excludes(known, lever)))
            {
                List<Lever> sizes = [.. owed.Where(other => Excludes(other, lever))];
                chosen.Add(sizes.Count == 1 || trials.OutOfTime ? lever : sizes.MinBy(size => Value(scenario, [.. chosen, size]))!);
            }
        return chosen;
    }

    private List<Lever> FilledUp(
        Scenario scenario, List<Lever> chosen, IReadOnlyList<Lever> candidates, Dictionary<string, double> gains)
    {
        foreach (var candidate in candidates.Where(c => gains.GetValueOrDefault(c.Id) > options.LeastGain).OrderByDescending(c => gains[c.Id]))
            if (chosen.Count < options.MostActions && !chosen.Any(l => Excludes(l, candidate)) && IsLawful(scenario, [.. chosen, candidate]))
                chosen.Add(candidate);
        return chosen;
    }

    private Dictionary<string, double> FirstGains(Scenario scenario, IReadOnlyList<Lever> owed, IReadOnlyList<Lever> candidates, double asItIs)
    {
        var gains = new Dictionary<string, double>();
        for (var i = 0; i < candidates.Count && !trials.OutOfTime; i++)
        {
            gains[candidates[i].Id] = asItIs - Value(scenario, [.. owed, candidates[i]]);
            report(0.4 * (i + 1) / candidates.Count, LocalizedText.Of(
                $"essai de {candidates.Count} leviers, un par un", $"trying {candidates.Count} levers one by one"));
        }
        return gains;
    }

    private (Lever Lever, double Value)? BestOf(
        Scenario scenario, List<Lever> chosen, IReadOnlyList<Lever> candidates, Dictionary<string, double> gains, double best, bool isFirst)
    {
        (Lever Lever, double Value)? found = null;
        var open = candidates
            .Where(c => gains.GetValueOrDefault(c.Id) > options.LeastGain && !chosen.Any(l => Excludes(l, c)))
            .OrderByDescending(c => gains[c.Id])
            .ToList();
        var tried = 0;
        foreach (var candidate in open)
        {
            if (found is { } sofar && best - sofar.Value >= gains[candidate.Id] || tried >= RetriedPerStep && found is not null || trials.OutOfTime)
                break;
            if (!IsLawful(scenario, [.. chosen, candidate]))
                continue;
            var value = isFirst ? best - gains[candidate.Id] : Value(scenario, [.. chosen, candidate]);
            tried++;
            gains[candidate.Id] = best - value;
            if (value < (found?.Value ?? best - options.LeastGain))
                found = (candidate, value);
        }
        return found;
    }

    private List<Lever> WithoutWhatNoLongerPays(Scenario scenario, List<Lever> chosen, int owed, double best)
    {
        for (var i = chosen.Count - 2; i >= owed && !trials.OutOfTime; i--)
        {
            List<Lever> without = [.. chosen.Where((_, at) => at != i)];
            var value = Value(scenario, without);
            if (value < best + options.LeastGain)
                (chosen, best) = (without, value);
        }
        return chosen;
    }

    /// <summary>Levers that keep the rules one by one may break them together.</summary>
    private static bool IsLawful(Scenario scenario, IReadOnlyList<Lever> levers) =>
        PlanReview.Worse(scenario, scenario.With(levers)).Count == 0 && TimeToBeHeard.Lost(scenario, scenario.With(levers)).Count == 0;

    private double Value(Scenario scenario, IReadOnlyList<Lever> levers) => trials.Value(scenario.With(levers));

    private static LocalizedText Step(int number) => LocalizedText.Of($"choix de l’action {number}", $"choosing action {number}");

    /// <summary>Two levers that pull the same handle: sizes of one decision, not two decisions.</summary>
    internal static bool Excludes(Lever a, Lever b) => (a, b) switch
    {
        (Overtime x, Overtime y) => x.Team == y.Team,
        (Redeployment x, Redeployment y) => x.FromTeam == y.FromTeam,
        (Hire x, Hire y) => x.Team == y.Team,
        (Recall x, Recall y) => x.Team == y.Team,
        (CrossTraining x, CrossTraining y) => x.Team == y.Team && x.Queue == y.Queue,
        (ShrinkageChange x, ShrinkageChange y) => x.Team == y.Team && x.Breaks is null == y.Breaks is null,
        (CallbackLever x, CallbackLever y) => x.Queue == y.Queue,
        (Deflection x, Deflection y) => x.Reason == y.Reason,
        _ => false,
    };
}
