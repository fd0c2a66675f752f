using Capacity.Contracts.Previews;
using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>
/// Has the first answers to edits of a simulated version prepared while it is shown, and says whether they are: when it is opened, and again
/// when somebody begins to edit it, for what was prepared long before may be gone.
/// </summary>
public sealed partial class AnswerReadiness : IAsyncDisposable
{
    private PushSubscription<PreviewReadiness>? _subscription;
    private (string Id, long Version, string Run) _followed;
    private PreviewReadiness _readiness;
    private bool _isOver, _wasEdited;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ScenarioFile File { get; set; } = default!;

    /// <summary>Something has been changed that is not saved yet.</summary>
    [Parameter]
    public bool IsEdited { get; set; }

    [Inject]
    private IStringLocalizer<AnswerReadiness> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _subscription?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (string Id, long Version, string Run) asked = (File.View.Id, File.Version, File.Run);
        bool isOther = asked != _followed, begins = IsEdited && !_wasEdited;
        _wasEdited = IsEdited;
        if (!RendererInfo.IsInteractive || !(isOther || (begins && _isOver))) return;
        if (isOther) _readiness = PreviewReadiness.Unavailable;
        (_followed, _isOver) = (asked, false);
        await DisposeAsync();
        if (asked != _followed) return;
        _subscription = new PushSubscription<PreviewReadiness>(end => Desk.PreparePreview(asked.Id, asked.Version, end), told => ReceiveAsync(asked, told), Time);
        _subscription.Start();
    }

    private async Task<bool> ReceiveAsync((string Id, long Version, string Run) asked, PreviewReadiness told)
    {
        bool isOver = told != PreviewReadiness.Preparing;
        await InvokeAsync(() =>
        {
            if (asked != _followed) return;
            (_readiness, _isOver) = (told, isOver);
            StateHasChanged();
        });
        return isOver;
    }
}
