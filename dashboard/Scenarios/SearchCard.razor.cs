using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>Follows the search for a plan: bar, what is tried now, cancel.</summary>
public sealed partial class SearchCard
{
    /// <summary>The search to follow.</summary>
    [Parameter, EditorRequired]
    public string Recommendation { get; set; } = "";

    protected override string Work => Recommendation;

    [Inject]
    private IStringLocalizer<SearchCard> Text { get; set; } = default!;

    protected override IAsyncEnumerable<RecommendationProgress> Watch(string work, CancellationToken end) =>
        Desk.WatchRecommendation(work, end);

    protected override RunState StateOf(RecommendationProgress progress) => progress.State;

    private Task CancelAsync() => Desk.CancelRecommendationAsync(Recommendation);
}
