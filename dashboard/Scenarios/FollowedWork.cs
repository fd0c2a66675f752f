using Capacity.Contracts.Runs;
using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;

namespace Capacity.Dashboard.Scenarios;

/// <summary>A card that follows long work by push from the moment it is shown until the work ends.</summary>
/// <typeparam name="TProgress">What the work tells of itself.</typeparam>
public abstract class FollowedWork<TProgress> : ComponentBase, IAsyncDisposable
    where TProgress : class
{
    private PushSubscription<TProgress>? _subscription;
    private string _followed = "";

    /// <summary>Called once when the work has ended, however it ended.</summary>
    [Parameter]
    public EventCallback<TProgress> Ended { get; set; }

    [Inject]
    protected PlanningDesk Desk { get; set; } = default!;

    /// <summary>The newest progress; null before the first.</summary>
    protected TProgress? Progress { get; private set; }

    /// <summary>Identifier of the work to follow.</summary>
    protected abstract string Work { get; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null) await _subscription.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract IAsyncEnumerable<TProgress> Watch(string work, CancellationToken end);

    protected abstract RunState StateOf(TProgress progress);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || Work == _followed) return;
        _followed = Work;
        await DisposeAsync();
        string work = Work;
        _subscription = new PushSubscription<TProgress>(end => Watch(work, end), ReceiveAsync, Time);
        _subscription.Start();
    }

    private async Task<bool> ReceiveAsync(TProgress progress)
    {
        bool over = StateOf(progress) is not (RunState.Running or RunState.Unknown);
        await InvokeAsync(async () =>
        {
            Progress = progress;
            StateHasChanged();
            if (over) await Ended.InvokeAsync(progress);
        });
        return over;
    }
}
