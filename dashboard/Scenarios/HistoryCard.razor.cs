using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>What happened to a scenario, which of it people decided, what differs between two versions, and notes.</summary>
public sealed partial class HistoryCard
{
    private static readonly HashSet<string> Decisions =
        ["Draft", "Approved", "Published", "LeversAccepted", "ActionRefused", "Announced", "AnnouncementCancelled", "Restored"];

    private IReadOnlyList<long> _versions = [];
    private IReadOnlyList<ScenarioChangeView>? _changes;
    private bool _decisionsOnly;
    private long _shown, _from, _to;
    private string _remark = "";

    /// <summary>The scenario in the version that is shown.</summary>
    [Parameter, EditorRequired]
    public ScenarioFile File { get; set; } = default!;

    /// <summary>What happened, the newest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ScenarioEventView> Lines { get; set; } = [];

    /// <summary>Called with a version that is to come back.</summary>
    [Parameter]
    public EventCallback<long> Restored { get; set; }

    /// <summary>Called with a remark about the shown version.</summary>
    [Parameter]
    public EventCallback<string> Noted { get; set; }

    [Inject]
    private IStringLocalizer<HistoryCard> Text { get; set; } = default!;

    [Inject]
    private VersionDesk Versions { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _versions = [.. Lines.Select(line => line.Version).Distinct().OrderDescending()];
        if (_shown == File.Version) return;
        _shown = _to = File.Version;
        _from = Math.Max(1, File.Version - 1);
        _changes = null;
    }

    private static bool IsDecision(string kind) => Decisions.Contains(kind);

    private async Task CompareAsync() => _changes = await Versions.ChangesAsync(File.View.Id, _from, _to);

    private async Task NoteAsync()
    {
        await Noted.InvokeAsync(_remark);
        _remark = "";
    }

    private string Kind(ScenarioEventView line)
    {
        string words = Text["Kind." + line.Kind] is { ResourceNotFound: false } known ? known : line.Kind;
        string about = line.Restores > 0 ? Text["AsVersion", line.Restores] : "";
        return string.Join(" ", new[] { words, line.Subject, about }.Where(part => part.Length > 0));
    }
}
