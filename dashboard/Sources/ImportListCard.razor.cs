using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Sources;

/// <summary>The imports so far: each can be taken back, or become the baseline of the current scenario.</summary>
public sealed partial class ImportListCard
{
    private ImmutableArray<HistoryImportView>? _imports;
    private string? _problem;
    private string? _done;

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ImportListCard> Text { get; set; } = default!;

    [Inject]
    private DataDesk Desk { get; set; } = default!;

    [Inject]
    private PlanningDesk Planning { get; set; } = default!;

    /// <summary>Reads the list again.</summary>
    public async Task LoadAsync()
    {
        try
        {
            _imports = await Desk.ImportsAsync();
            _problem = null;
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task UndoAsync(HistoryImportView import)
    {
        CommandResult result = await Desk.UndoAsync(import.Id, await AuthorAsync());
        _done = result.Accepted ? Text["UndoDone", import.FileName].Value : null;
        await LoadAsync();
    }

    private async Task UseAsync(HistoryImportView import)
    {
        if (await Planning.CurrentAsync() is not { } file)
        {
            _problem = Text["NoScenario"];
            return;
        }

        CommandResult result = await Desk.UseHistoryAsync(file.Scenario.Id, import.Queue, file.Version, await AuthorAsync());
        _done = result.Accepted ? Text["UseDone", file.Scenario.Id, result.Version].Value : null;
        _problem = result.Accepted ? null : string.Join(" ", result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language)));
    }

    private async Task<string> AuthorAsync() => (await Person).User.Identity?.Name ?? "";
}
