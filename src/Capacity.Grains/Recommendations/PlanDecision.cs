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
        new() { What = $"There is no scenario '{scenario}' in that version.", Mend = "Choose one from the list." };

    public static (RecommendedAction? Action, Problem? Problem) Find(RecommendationState state, string id, bool accept)
    {
        if (state.State != RunState.Finished)
            return (null, new Problem { What = "The plan is not finished.", Mend = "Wait until the search has ended." });
        var plan = JsonSerializer.Deserialize<RecommendedPlan>(state.Plan, CapacityJson.Options)!;
        if (plan.Actions.FirstOrDefault(action => action.Id == id) is not { } found)
            return (null, new Problem { What = $"The plan has no action '{id}'.", Mend = "Choose one of its actions." });
        if (accept && found.Expired)
            return (null, new Problem
            {
                What = $"Action '{id}' had to be decided by {found.DecideBy:uuuu-MM-dd}.",
                Mend = "Start a new recommendation from today.",
            });
        return state.Decisions.Any(decision => decision.Action == id && decision.Accepted)
            ? (null, new Problem { What = $"Action '{id}' is accepted already.", Mend = "Change the scenario to take it back." })
            : (found, null);
    }
}
