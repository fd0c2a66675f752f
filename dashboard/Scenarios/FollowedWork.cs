using Capacity.Contracts.Runs;
using Microsoft.AspNetCore.Components;

namespace Capacity.Dashboard.Scenarios;

/// <summary>A card that follows long work, named by its identifier, from the moment it is shown until the work ends.</summary>
/// <typeparam name="TProgress">What the work tells of itself.</typeparam>
public abstract class FollowedWork<TProgress> : Followed<string, TProgress>
    where TProgress : class
{
    /// <summary>Called once when the work has ended, however it ended.</summary>
    [Parameter]
    public EventCallback<TProgress> Ended { get; set; }

    /// <summary>The newest progress; null before the first.</summary>
    protected TProgress? Progress { get; private set; }

    protected abstract RunState StateOf(TProgress progress);

    /// <inheritdoc/>
    protected override void Begin(bool isOther) => Progress = null;

    /// <inheritdoc/>
    protected override async Task<bool> ReceiveAsync(TProgress state)
    {
        Progress = state;
        StateHasChanged();
        bool isOver = StateOf(state) is not (RunState.Running or RunState.Unknown);
        if (isOver) await Ended.InvokeAsync(state);
        return isOver;
    }
}
