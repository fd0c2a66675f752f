using Capacity.Contracts;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Scenarios;
using Capacity.Dashboard.Views;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Hosting.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Pages;

/// <summary>One scenario: its timeline, its simulation with progress, its results, its figures to edit, its history.</summary>
public sealed partial class ScenarioPage
{
    private ScenarioFile? _file;
    private ScenarioResult? _result;
    private DemandEditor? _editor;
    private Scenario? _draft;
    private IReadOnlyList<ScenarioEventView> _history = [];
    private IReadOnlyList<string> _refusals = [];
    private string? _done;
    private string? _problem;
    private bool _loaded;
    private int _replications = 100;
    private (string Id, long Version, string Run) _shown;
    private RefusedChange? _refused;

    /// <summary>The scenario.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The version to show; absent: the newest.</summary>
    [SupplyParameterFromQuery(Name = "version")]
    public long? Version { get; set; }

    /// <summary>The queue whose charts are shown; absent: all.</summary>
    [SupplyParameterFromQuery(Name = "queue")]
    public string? Queue { get; set; }

    /// <summary>The run to follow and show; absent: the newest finished one of the version.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public string? Run { get; set; }

    /// <summary>The search for a plan to follow.</summary>
    [SupplyParameterFromQuery(Name = "search")]
    public string? Search { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ScenarioPage> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    [Inject]
    private VersionDesk Versions { get; set; } = default!;

    [Inject]
    private NavigationManager Addresses { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (string, long, string) wanted = (Id, Version ?? 0, Run ?? "");
        if (_loaded && wanted == _shown) return;
        _shown = wanted;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            ScenarioFile? read = await Desk.ScenarioAsync(Id, Version ?? 0);

            // The forms begin anew with another scenario object: what is being typed outlives a run that ends or a note.
            Scenario? before = _file?.Scenario;
            _file = read is not null && _file is { } shown && (shown.View.Id, shown.Version) == (read.View.Id, read.Version) ? shown with { View = read.View } : read;
            if (_file is not null)
            {
                if (!ReferenceEquals(before, _file.Scenario)) _draft = null;
                _result = await Desk.ResultAsync(Run is { Length: > 0 } ? Run : _file.Run) ?? (Run is { Length: > 0 } ? await Desk.ResultAsync(_file.Run) : null);
                _history = await Desk.HistoryAsync(Id);
            }
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        _loaded = true;
    }

    private async Task SimulateAsync()
    {
        RunRequest request = new() { Scenario = Id, Version = _file!.Version, Replications = _replications, Author = await AuthorAsync() };
        (string run, CommandResult result) = await Desk.StartRunAsync(request);
        if (Accepted(result)) Go(new() { ["run"] = run, ["search"] = null });
    }

    private async Task RecommendAsync()
    {
        RecommendationRequest request = new() { Scenario = Id, Version = _file!.Version, Replications = _replications, Author = await AuthorAsync() };
        (string search, CommandResult result) = await Desk.StartRecommendationAsync(request);
        if (Accepted(result)) Go(new() { ["search"] = search });
    }

    private async Task RunEndedAsync(RunProgress progress)
    {
        if (progress.State == RunState.Finished) await LoadAsync();
    }

    private void SearchEndedAsync(RecommendationProgress progress)
    {
        if (progress.State == RunState.Finished) Addresses.NavigateTo($"/plans/{progress.Recommendation}");
    }

    private async Task SaveAsync((Scenario Scenario, string Note) change)
    {
        CommandResult result = await Desk.SaveAsync(change.Scenario, _file!.Version, await AuthorAsync(), change.Note);
        if (result.Refusal == Refusal.VersionConflict) await RefuseAsync(change.Scenario, change.Note, result, []);
        else await ShowNewAsync(result, Text["Saved", result.Version]);
    }

    private async Task ReapplyAsync()
    {
        RefusedChange refused = _refused!;
        CommandResult result = await Versions.MergeAsync(refused.Mine, refused.BasedOn, await AuthorAsync(), refused.Note);
        if (!result.Accepted) await RefuseAsync(refused.Mine, refused.Note, result, Words(result));
        else await ShowNewAsync(result, Text["Merged", result.Version]);
    }

    private async Task DropAsync()
    {
        _refused = null;
        Addresses.NavigateTo($"/scenarios/{Id}");
        await LoadAsync();
    }

    /// <summary>Keeps a change that came second, and shows what others did since.</summary>
    private async Task RefuseAsync(Scenario mine, string note, CommandResult result, IReadOnlyList<string> clashes)
    {
        _done = null;
        _refusals = [];
        long basedOn = _refused?.BasedOn ?? _file!.Version;
        IReadOnlyList<ScenarioEventView> since = [.. (await Desk.HistoryAsync(Id)).Where(line => line.Version > basedOn && line.Author.Length > 0).Reverse()];
        _refused = new RefusedChange(mine, note, basedOn, result.Version, since, await Versions.ChangesAsync(Id, basedOn, result.Version), clashes);
    }

    private async Task CancelAnnouncementAsync(string announcement) =>
        await ShowNewAsync(await Versions.CancelAnnouncementAsync(Id, announcement, _file!.Version, await AuthorAsync(), ""), Text["NewsCancelled"]);

    private async Task RestoreAsync(long version) =>
        await ShowNewAsync(await Versions.RestoreAsync(Id, version, _file!.Version, await AuthorAsync()), Text["RestoredFrom", version]);

    private async Task NoteAsync(string note)
    {
        if (Accepted(await Versions.AddNoteAsync(Id, _file!.Version, note, await AuthorAsync()))) _history = await Desk.HistoryAsync(Id);
    }

    private async Task CopyAsync(string name)
    {
        string copy = NewScenarioId.Of(name);
        if (Accepted(await Versions.CopyAsync(Id, _file!.Version, copy, name, name, await AuthorAsync()))) Addresses.NavigateTo($"/scenarios/{copy}");
    }

    private async Task ShowNewAsync(CommandResult result, string done)
    {
        if (!Accepted(result)) return;
        _refused = null;
        _done = done;
        Addresses.NavigateTo($"/scenarios/{Id}");
        await LoadAsync();
    }

    private async Task SetStateAsync(ScenarioState state)
    {
        System.Security.Claims.ClaimsPrincipal person = (await Person).User;
        StateChange change = new()
        {
            State = state, ExpectedVersion = _file!.Version, Author = person.Identity?.Name ?? "", Roles = [.. PersonRole.All.Where(person.IsInRole)],
        };
        if (Accepted(await Versions.SetStateAsync(Id, change))) await LoadAsync();
    }

    private bool Accepted(CommandResult result)
    {
        _done = null;
        _refusals = result.Accepted ? [] : result.Problems.Length > 0 ? Words(result) : [Text["Refusal." + result.Refusal]];
        return result.Accepted;
    }

    private static IReadOnlyList<string> Words(CommandResult result) =>
        [.. result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language))];

    private void ChooseQueue(ChangeEventArgs chosen) => Go(new() { ["queue"] = chosen.Value is string { Length: > 0 } queue ? queue : null });

    private void Go(Dictionary<string, object?> query) => Addresses.NavigateTo(Addresses.GetUriWithQueryParameters(query));

    private async Task<string> AuthorAsync() => (await Person).User.Identity?.Name ?? "";
}
