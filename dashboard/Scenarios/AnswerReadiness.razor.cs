using Capacity.Contracts.Previews;
using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>
/// Has the first answers to edits of a simulated version prepared while it is shown, and says whether they are: when it is opened, and again
/// when somebody begins to edit it, for what was prepared long before may be gone.
/// </summary>
public sealed partial class AnswerReadiness
{
    private PreviewReadiness _readiness;
    private bool _isOver, _begins, _wasEdited;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ScenarioFile File { get; set; } = default!;

    /// <summary>Something has been changed that is not saved yet.</summary>
    [Parameter]
    public bool IsEdited { get; set; }

    /// <inheritdoc/>
    protected override (string Id, long Version, string Run) Subject => (File.View.Id, File.Version, File.Run);

    /// <inheritdoc/>
    protected override bool IsWantedAgain => _begins && _isOver;

    [Inject]
    private IStringLocalizer<AnswerReadiness> Text { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet() => (_begins, _wasEdited) = (IsEdited && !_wasEdited, IsEdited);

    /// <inheritdoc/>
    protected override IAsyncEnumerable<PreviewReadiness> Watch((string Id, long Version, string Run) subject, CancellationToken end) =>
        Desk.PreparePreview(subject.Id, subject.Version, end);

    /// <inheritdoc/>
    protected override void Begin(bool isOther)
    {
        if (isOther) _readiness = PreviewReadiness.Unavailable;
        _isOver = false;
    }

    /// <inheritdoc/>
    protected override Task<bool> ReceiveAsync(PreviewReadiness state)
    {
        (_readiness, _isOver) = (state, state != PreviewReadiness.Preparing);
        StateHasChanged();
        return Task.FromResult(_isOver);
    }
}
