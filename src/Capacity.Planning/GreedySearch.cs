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
/// when the best re-tried gain beats every older one. With a screen the gains are the fluid's, for the plan so far, and trials decide among
/// the best; what the fluid would rather have in the place of a chosen lever is then tried too. A last pass takes out what no longer pays.
/// When time runs out, the best levers by the gains known so far fill the plan: a guess that the verification has to prove like any other.
/// </remarks>
internal sealed class GreedySearch(Trials trials, PlanOptions options, Action<double, LocalizedText> report, FluidScreen? screen = null)
{
    private const int RetriedPerStep = 4;

    /// <summary>Candidates whose gains are computed side by side when a step looks at its best.</summary>
    private const int ScreenedTogether = 4;

    /// <summary>Candidates, the best alone, that may take the place of each chosen one.</summary>
    private const int Exchangeable = 8;

    /// <summary>Share of the time that is left for a look at candidates by the fluid: trials are to follow.</summary>
    private const double LookShare = 0.5;

    /// <summary>The chosen levers in the order of choice, and every candidate with the gain in euros when it was last tried.</summary>
    /// <param name="scenario">The scenario as it is.</param>
    /// <param name="candidates">What may be chosen where it pays.</param>
    /// <param name="owed">What is in the plan whatever it costs.</param>
    /// <param name="finer">What may be chosen beside that once it no longer pays: further sizes and starts.</param>
    /// <exception cref="UncomputableException">There is a screen, and the fluid cannot compute a plan.</exception>
    public (IReadOnlyList<Lever> Chosen, IReadOnlyDictionary<string, double> Gains) Choose(
        Scenario scenario, IReadOnlyList<Lever> candidates, IReadOnlyList<Lever> owed, IReadOnlyList<Lever>? finer = null)
    {
        List<Lever> chosen = [.. owed];
        var best = Value(scenario, chosen);
        var gains = new CandidateGains();
        foreach (var round in new[] { candidates, finer ?? [] }.Where(round => round.Count > 0))
        {
            FirstGains(scenario, chosen, gains, [.. round.Where(candidate => !owed.Any(lever => Excludes(lever, candidate)))], best);
            do
                best = Grown(scenario, chosen, owed.Count, gains, best);
            while (Exchanged(scenario, chosen, owed.Count, gains, ref best));
        }
        return (trials.OutOfTime ? FilledUp(scenario, chosen, gains) : WithoutWhatNoLongerPays(scenario, chosen, owed.Count, best), gains.Known);
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

    private List<Lever> FilledUp(Scenario scenario, List<Lever> chosen, CandidateGains gains)
    {
        foreach (var candidate in gains.Above(options.LeastGain))
            if (chosen.Count < options.MostActions && !chosen.Any(l => Excludes(l, candidate)) && IsLawful(scenario, [.. chosen, candidate]))
                chosen.Add(candidate);
        return chosen;
    }

    private void FirstGains(Scenario scenario, IReadOnlyList<Lever> chosen, CandidateGains gains, IReadOnlyList<Lever> candidates, double plan)
    {
        List<Lever> open = [.. gains.Add(candidates).Where(candidate => !chosen.Any(lever => Excludes(lever, candidate)))];
        if (screen is not null && open.Count > 0)
            gains.Begin(screen.Value(scenario.With(chosen)));
        var until = screen is null ? 1 : trials.Spent + LookShare * (1 - trials.Spent);
        for (var i = 0; i < open.Count && trials.Spent < until;)
        {
            if (screen is null)
                gains.Tried(open[i], plan - Value(scenario, [.. chosen, open[i++]]));
            else
            {
                List<Lever> some = [.. open.Skip(i).Take(ScreenedTogether)];
                gains.Screened(some, screen.Values([.. some.Select(lever => scenario.With([.. chosen, lever]))]));
                i += some.Count;
            }
            report(0.4 * i / open.Count, LocalizedText.Of(
                $"essai de {open.Count} leviers, un par un", $"trying {open.Count} levers one by one"));
        }
        gains.EndLook();
    }

    /// <summary>Adds levers to those chosen while one pays, and returns the value of the plan.</summary>
    private double Grown(Scenario scenario, List<Lever> chosen, int owed, CandidateGains gains, double best)
    {
        while (chosen.Count < options.MostActions && !trials.OutOfTime)
        {
            report(0.4 + 0.4 * chosen.Count / options.MostActions, Step(chosen.Count + 1));
            if (BestOf(scenario, chosen, gains, best, isFirst: chosen.Count == owed) is not { } next)
                break;
            chosen.Add(next.Lever);
            best = next.Value;
        }
        return best;
    }

    private (Lever Lever, double Value)? BestOf(Scenario scenario, List<Lever> chosen, CandidateGains gains, double best, bool isFirst)
    {
        (Lever Lever, double Value)? found = null;
        var tried = new HashSet<Lever>();
        if (screen is not null && !isFirst)
            gains.Begin(screen.Value(scenario.With(chosen)));
        while (!trials.OutOfTime && Next(scenario, chosen, gains, tried) is { } candidate)
        {
            if (found is { } sofar && (best - sofar.Value >= gains.Known[candidate.Id] || tried.Count >= RetriedPerStep))
                break;
            tried.Add(candidate);
            if (!IsLawful(scenario, [.. chosen, candidate]))
                continue;
            var value = isFirst && screen is null ? best - gains.Known[candidate.Id] : Value(scenario, [.. chosen, candidate]);
            gains.Tried(candidate, best - value);
            if (value < (found?.Value ?? best - options.LeastGain))
                found = (candidate, value);
        }
        return found;
    }

    /// <summary>The candidate with the best gain that is not tried yet; with a screen, by gains with the plan so far.</summary>
    private Lever? Next(Scenario scenario, List<Lever> chosen, CandidateGains gains, HashSet<Lever> tried)
    {
        while (true)
        {
            List<Lever> open = [.. gains.Above(options.LeastGain).Where(c => !tried.Contains(c) && !chosen.Any(l => Excludes(l, c))).Take(ScreenedTogether)];
            if (screen is null || open.Count == 0 || !gains.IsOld(open[0]))
                return open.FirstOrDefault();
            List<Lever> old = [.. open.Where(gains.IsOld)];
            gains.Screened(old, screen.Values([.. old.Select(lever => scenario.With([.. chosen, lever]))]));
        }
    }

    /// <summary>
    /// Puts another size in the place of a chosen lever, or one of the candidates that gain most alone, where the screen prefers it with the rest
    /// of the plan and a trial says so too; whether there was any.
    /// </summary>
    private bool Exchanged(
        Scenario scenario, List<Lever> chosen, int owed, CandidateGains gains, ref double best)
    {
        var before = best;
        for (var i = owed; screen is not null && i < chosen.Count && !trials.OutOfTime; i++)
        {
            report(0.7, LocalizedText.Of("échange d’actions", "exchanging actions"));
            var (mine, rest) = (chosen[i], chosen.Where((_, at) => at != i).ToList());
            Lever[] others =
            [
                .. gains.Candidates.Where(other => Excludes(other, mine)).Concat(gains.BestAlone.Take(Exchangeable)).Distinct()
                    .Where(other => other != mine && !gains.IsRefused(mine, other) && !rest.Any(lever => Excludes(lever, other)) && IsLawful(scenario, [.. rest, other])),
            ];
            if (others.Length == 0)
                continue;
            gains.Begin(screen.Value(scenario.With(chosen)));
            var estimates = gains.Exchanges(mine, others, screen.Values([.. others.Select(other => scenario.With([.. rest, other]))]));
            var (estimate, other) = estimates.Zip(others).MaxBy(one => one.First);
            if (estimate <= options.LeastGain || trials.OutOfTime)
                continue;
            var value = Value(scenario, [.. rest, other]);
            if (value < best - options.LeastGain)
                (chosen[i], best) = (other, value);
            else
                gains.Refuse(mine, other, best - value - estimate);
        }
        return best < before;
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

    private double Value(Scenario scenario, IReadOnlyList<Lever> levers)
    {
        var plan = scenario.With(levers);
        return trials.Value(plan) + (screen?.Correction(plan) ?? 0);
    }

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
