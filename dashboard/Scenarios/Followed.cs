using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;

namespace Capacity.Dashboard.Scenarios;

/// <summary>A component that follows a stream by push while it is shown, anew whenever it is shown for another subject.</summary>
/// <typeparam name="TSubject">What the stream is about.</typeparam>
/// <typeparam name="TState">What it tells.</typeparam>
public abstract class Followed<TSubject, TState> : ComponentBase, IAsyncDisposable
{
    private PushSubscription<TState>? _subscription;
    private TSubject? _followed;

    [Inject]
    protected PlanningDesk Desk { get; set; } = default!;

    /// <summary>What is shown now.</summary>
    protected abstract TSubject Subject { get; }

    /// <summary>True where the same subject is to be followed once more.</summary>
    protected virtual bool IsWantedAgain => false;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null) await _subscription.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the stream.</summary>
    protected abstract IAsyncEnumerable<TState> Watch(TSubject subject, CancellationToken end);

    /// <summary>Forgets what was told of another subject.</summary>
    /// <param name="isOther">False where the same subject is followed once more.</param>
    protected abstract void Begin(bool isOther);

    /// <summary>Takes a state of the subject that is shown; answers true when it was the last one.</summary>
    protected abstract Task<bool> ReceiveAsync(TState state);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        TSubject asked = Subject;
        bool isOther = !IsFollowed(asked);
        if (!RendererInfo.IsInteractive || !(isOther || IsWantedAgain)) return;
        _followed = asked;
        Begin(isOther);
        if (_subscription is not null) await _subscription.DisposeAsync();
        if (!IsFollowed(asked)) return;
        _subscription = new PushSubscription<TState>(end => Watch(asked, end), state => TakeAsync(asked, state), Time);
        _subscription.Start();
    }

    private async Task<bool> TakeAsync(TSubject asked, TState state)
    {
        bool isLast = false;
        await InvokeAsync(async () => isLast = IsFollowed(asked) && await ReceiveAsync(state));
        return isLast;
    }

    private bool IsFollowed(TSubject subject) => EqualityComparer<TSubject>.Default.Equals(subject, _followed);
}
