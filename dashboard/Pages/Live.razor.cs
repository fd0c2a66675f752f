using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Pages;

/// <summary>The wall of live queues, updated by push: today so far beside the plan.</summary>
public sealed partial class Live : IAsyncDisposable
{
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(500);

    private LiveSubscription? _subscription;
    private IReadOnlyList<LiveTile> _tiles = [];
    private DateTimeOffset? _updated;
    private string? _problem;
    private bool _loaded;

    /// <summary>The queue whose day is drawn; absent: the busiest.</summary>
    [SupplyParameterFromQuery(Name = "queue")]
    public string? Queue { get; set; }

    [Inject]
    private IStringLocalizer<Live> Text { get; set; } = default!;

    [Inject]
    private LiveHub Hub { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private LiveTile? Selected => _tiles.FirstOrDefault(tile => tile.Queue.Id == Queue) ?? _tiles.MaxBy(tile => tile.Offered);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null) await _subscription.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        try
        {
            _subscription = await Hub.SubscribeAsync(() => InvokeAsync(Show), Throttle);
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        Show();
    }

    private void Show()
    {
        DateTimeOffset now = Time.GetUtcNow();
        _tiles = [.. Hub.Queues.Select(queue => LiveTile.Of(queue, Hub.Day(queue.Id), now))];
        if (_tiles.Any(tile => tile.Day is not null)) _updated = Time.GetLocalNow();
        _loaded = true;
        StateHasChanged();
    }
}
