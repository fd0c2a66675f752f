using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>What the fluid says of a version that nobody has simulated: the plain answer at once, a better one as soon as there is one.</summary>
public sealed partial class FirstAnswer : IAsyncDisposable
{
    private PushSubscription<Preview?>? _subscription;
    private (string Id, long Version) _followed;
    private Preview? _answer;
    private bool _computes;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ScenarioFile File { get; set; } = default!;

    /// <summary>The queue to show; absent: all.</summary>
    [Parameter]
    public string? Queue { get; set; }

    [Inject]
    private IStringLocalizer<FirstAnswer> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _subscription?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (string Id, long Version) asked = (File.View.Id, File.Version);
        if (!RendererInfo.IsInteractive || asked == _followed) return;
        (_followed, _answer, _computes) = (asked, null, true);
        await DisposeAsync();
        if (asked != _followed) return;
        _subscription = new PushSubscription<Preview?>(end => Desk.WatchPreview(asked.Id, asked.Version, end), answer => ReceiveAsync(asked, answer), Time);
        _subscription.Start();
    }

    private async Task<bool> ReceiveAsync((string Id, long Version) asked, Preview? answer)
    {
        await InvokeAsync(() =>
        {
            if (asked != _followed) return;
            (_answer, _computes) = (answer ?? _answer, answer?.BetterFollows == true);
            StateHasChanged();
        });
        return answer?.BetterFollows != true;
    }
}
