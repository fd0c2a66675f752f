using Capacity.Contracts.Runs;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Scenarios;

/// <summary>Follows a run: bar, time left, the estimate so far, cancel.</summary>
public sealed partial class RunCard
{
    /// <summary>The run to follow.</summary>
    [Parameter, EditorRequired]
    public string Run { get; set; } = "";

    protected override string Subject => Run;

    [Inject]
    private IStringLocalizer<RunCard> Text { get; set; } = default!;

    protected override IAsyncEnumerable<RunProgress> Watch(string subject, CancellationToken end) => Desk.WatchRun(subject, end);

    protected override RunState StateOf(RunProgress progress) => progress.State;

    private Task CancelAsync() => Desk.CancelRunAsync(Run);
}
