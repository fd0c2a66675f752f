using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Levers;
using Capacity.Domain.Results;

namespace Capacity.Grains.Recommendations;

/// <summary>Decides on an action of a plan: whether it may be decided now, what it makes of the scenario, and what is written down.</summary>
internal sealed class PlanDecision(IScenarioGrain scenario, string recommendation, TimeProvider time)
{
    public static Problem NoScenario(string scenario) =>
        Problem.Of(
            ($"There is no scenario '{scenario}' in that version.", $"Il n’y a pas de scénario « {scenario} » dans cette version."),
            ("Choose one from the list.", "Choisissez-en un dans la liste."));

    /// <summary>Takes a decision; the state that is to be kept, and none where it was refused.</summary>
    public async Task<(CommandResult Result, RecommendationState? Decided)> TakeAsync(
        RecommendationState state, string action, bool accept, string author)
    {
        var version = (await scenario.Get()).Version;
        var (chosen, problem) = Find(state, action, accept);
        if (problem is not null) return (CommandResult.Refused(Refusal.NotAllowedNow, version, problem), null);
        if (accept)
        {
            var levers = JsonSerializer.Serialize<Lever[]>([chosen!.Lever], CapacityJson.Options);
            var accepted = await scenario.AcceptLevers(levers, recommendation, version, author);
            if (!accepted.Accepted) return (accepted, null);
            version = accepted.Version;
        }
        else
        {
            await scenario.RefuseAction(action, recommendation, author);
        }

        ActionDecision decision = new()
        {
            Action = action, Accepted = accept, Author = author, At = time.GetUtcNow(), ScenarioVersion = version,
        };
        return (CommandResult.Done(version), state with { Decisions = [.. state.Decisions.Where(one => one.Action != action), decision] });
    }

    private static (RecommendedAction? Action, Problem? Problem) Find(RecommendationState state, string id, bool accept)
    {
        if (state.State != RunState.Finished)
            return (null, Problem.Of(
                ("The plan is not finished.", "Le plan n’est pas terminé."), ("Wait until the search has ended.", "Attendez la fin de la recherche.")));
        var plan = JsonSerializer.Deserialize<RecommendedPlan>(state.Plan, CapacityJson.Options)!;
        if (plan.Actions.FirstOrDefault(action => action.Id == id) is not { } found)
            return (null, Problem.Of(
                ($"The plan has no action '{id}'.", $"Le plan n’a pas d’action « {id} »."), ("Choose one of its actions.", "Choisissez l’une de ses actions.")));
        if (accept && found.Expired)
            return (null, Problem.Of(
                ($"Action '{id}' had to be decided by {found.DecideBy:uuuu-MM-dd}.", $"L’action « {id} » devait être décidée avant le {found.DecideBy:uuuu-MM-dd}."),
                ("Start a new recommendation from today.", "Lancez une nouvelle recherche à partir d’aujourd’hui.")));
        return state.Decisions.Any(decision => decision.Action == id && decision.Accepted)
            ? (null, Problem.Of(
                ($"Action '{id}' is accepted already.", $"L’action « {id} » est déjà acceptée."),
                ("Change the scenario to take it back.", "Modifiez le scénario pour revenir dessus.")))
            : (found, null);
    }
}
