using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Sources;

/// <summary>The imports so far: each can be taken back, or become the baseline of the current scenario.</summary>
public sealed partial class ImportListCard
{
    private ImmutableArray<HistoryImportView>? _imports;
    private ScenarioFile? _current;
    private string? _problem;
    private string? _refusal;
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
            _current = await Planning.CurrentAsync();
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
        (_done, _refusal) = (null, null);
        if (await Planning.CurrentAsync() is not { } file)
        {
            _refusal = Text["NoScenario"];
            return;
        }

        CommandResult result = await Desk.UseHistoryAsync(file.Scenario.Id, import.Queue, file.Version, await AuthorAsync());
        _done = result.Accepted ? Text["UseDone", file.Scenario.Id, result.Version].Value : null;
        _refusal = result.Accepted ? null : string.Join(" ", result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language)));
    }

    /// <summary>The history's handle time becomes the queue's, in a version whose note says where it comes from.</summary>
    private async Task UseHandleTimeAsync(HistoryImportView import)
    {
        (_done, _refusal) = (null, null);
        if (await Planning.CurrentAsync() is not { } file)
            _refusal = Text["NoScenario"];
        else if (await Desk.HandleTimeAsync(import.Queue) is not { } told)
            _refusal = Text["NoHandleTime", import.Queue];
        else
        {
            string source = Text[import.IsSynthetic ? "HandleTimeOfSynthetic" : "HandleTimeOf", import.Queue, Figures.Duration(told.MeanSeconds.Value), Figures.Duration(told.MeanSeconds.Low), Figures.Duration(told.MeanSeconds.High), Figures.Number(told.Contacts), import.FileName];
            CommandResult result = await Planning.SaveAsync(told.In(file.Scenario, import.Queue), file.Version, await AuthorAsync(), source);
            _done = result.Accepted ? Text["HandleTimeDone", file.Scenario.Id, result.Version, source].Value : null;
            _refusal = result.Accepted ? null : string.Join(" ", result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language)));
        }
    }

    /// <summary>A queue as the current scenario names it, else its id.</summary>
    private string Name(string queue) =>
        _current?.Scenario.Network.Queues.FirstOrDefault(known => known.Id == queue)?.Name.In(Preferences.SupportedCultures.Language) ?? queue;

    private async Task<string> AuthorAsync() => (await Person).User.Identity?.Name ?? "";
}
