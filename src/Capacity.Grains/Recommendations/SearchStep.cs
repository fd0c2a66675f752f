using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Domain;

namespace Capacity.Grains.Recommendations;

/// <summary>What a search is doing: told by its thread, read by the grain.</summary>
internal sealed class SearchStep
{
    private volatile Shown shown = new(0, new LocalizedText());

    public void Show(double done, LocalizedText what) => shown = new Shown(done, what);

    public RecommendationProgress Progress(string id, RecommendationState state)
    {
        var now = shown;
        return new RecommendationProgress
        {
            Recommendation = id,
            Scenario = state.Request.Scenario,
            ScenarioVersion = state.Request.Version,
            State = state.State,
            Done = state.State == RunState.Finished ? 1 : now.Done,
            StepFr = now.What.Fr,
            StepEn = now.What.En,
            Failure = state.Failure,
        };
    }

    private sealed record Shown(double Done, LocalizedText What);
}
