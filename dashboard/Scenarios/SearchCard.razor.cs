using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>Follows the search for a plan by push: bar, what is tried now, cancel.</summary>
public sealed partial class SearchCard : IAsyncDisposable
{
    private PushSubscription<RecommendationProgress>? _subscription;
    private RecommendationProgress? _progress;
    private string _followed = "";

    /// <summary>The search to follow.</summary>
    [Parameter, EditorRequired]
    public string Recommendation { get; set; } = "";

    /// <summary>Called once when the search has ended, however it ended.</summary>
    [Parameter]
    public EventCallback<RecommendationProgress> Ended { get; set; }

    [Inject]
    private IStringLocalizer<SearchCard> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null) await _subscription.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || Recommendation == _followed) return;
        _followed = Recommendation;
        await DisposeAsync();
        string recommendation = Recommendation;
        _subscription = new PushSubscription<RecommendationProgress>(end => Desk.WatchRecommendation(recommendation, end), ReceiveAsync, Time);
        _subscription.Start();
    }

    private async Task<bool> ReceiveAsync(RecommendationProgress progress)
    {
        bool over = progress.State is not (RunState.Running or RunState.Unknown);
        await InvokeAsync(async () =>
        {
            _progress = progress;
            StateHasChanged();
            if (over) await Ended.InvokeAsync(progress);
        });
        return over;
    }

    private Task CancelAsync() => Desk.CancelRecommendationAsync(Recommendation);
}
