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

    /// <summary>What to show while nothing is known of such a search.</summary>
    [Parameter]
    public RenderFragment? Unknown { get; set; }

    protected override string Subject => Recommendation;

    [Inject]
    private IStringLocalizer<SearchCard> Text { get; set; } = default!;

    protected override IAsyncEnumerable<RecommendationProgress> Watch(string subject, CancellationToken end) =>
        Desk.WatchRecommendation(subject, end);

    protected override RunState StateOf(RecommendationProgress progress) => progress.State;

    private static string Words(RecommendationProgress progress)
    {
        string step = Preferences.SupportedCultures.Language == "fr" ? progress.StepFr : progress.StepEn;
        return step.Length > 0 ? $"{Views.Figures.Percent(progress.Done)} · {step}" : Views.Figures.Percent(progress.Done);
    }

    private Task CancelAsync() => Desk.CancelRecommendationAsync(Recommendation);
}
