using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>What the fluid says of a version that nobody has simulated: the plain answer at once, a better one as soon as there is one.</summary>
public sealed partial class FirstAnswer
{
    private Preview? _answer;
    private bool _computes;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ScenarioFile File { get; set; } = default!;

    /// <summary>The queue to show; absent: all.</summary>
    [Parameter]
    public string? Queue { get; set; }

    /// <inheritdoc/>
    protected override (string Id, long Version) Subject => (File.View.Id, File.Version);

    [Inject]
    private IStringLocalizer<FirstAnswer> Text { get; set; } = default!;

    /// <inheritdoc/>
    protected override IAsyncEnumerable<Preview?> Watch((string Id, long Version) subject, CancellationToken end) =>
        Desk.WatchPreview(subject.Id, subject.Version, end);

    /// <inheritdoc/>
    protected override void Begin(bool isOther) => (_answer, _computes) = (null, true);

    /// <inheritdoc/>
    protected override Task<bool> ReceiveAsync(Preview? state)
    {
        (_answer, _computes) = (state ?? _answer, state?.BetterFollows == true);
        StateHasChanged();
        return Task.FromResult(!_computes);
    }
}
