using Capacity.Contracts.Runs;
using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>Follows a run by push: bar, time left, the estimate so far, cancel.</summary>
public sealed partial class RunCard : IAsyncDisposable
{
    private PushSubscription<RunProgress>? _subscription;
    private RunProgress? _progress;
    private string _followed = "";

    /// <summary>The run to follow.</summary>
    [Parameter, EditorRequired]
    public string Run { get; set; } = "";

    /// <summary>Called once when the run has ended, however it ended.</summary>
    [Parameter]
    public EventCallback<RunProgress> Ended { get; set; }

    [Inject]
    private IStringLocalizer<RunCard> Text { get; set; } = default!;

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
        if (!RendererInfo.IsInteractive || Run == _followed) return;
        _followed = Run;
        await DisposeAsync();
        string run = Run;
        _subscription = new PushSubscription<RunProgress>(end => Desk.WatchRun(run, end), ReceiveAsync, Time);
        _subscription.Start();
    }

    private async Task<bool> ReceiveAsync(RunProgress progress)
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

    private Task CancelAsync() => Desk.CancelRunAsync(Run);
}
