using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Runs;
using Capacity.Domain.Json;
using Capacity.Domain.Results;

namespace Capacity.Grains.Recommendations;

/// <summary>Whether an action of a plan may be decided now.</summary>
internal static class PlanDecision
{
    public static Problem NoScenario(string scenario) =>
        Problem.Of(
            ($"There is no scenario '{scenario}' in that version.", $"Il n’y a pas de scénario « {scenario} » dans cette version."),
            ("Choose one from the list.", "Choisissez-en un dans la liste."));

    public static (RecommendedAction? Action, Problem? Problem) Find(RecommendationState state, string id, bool accept)
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
