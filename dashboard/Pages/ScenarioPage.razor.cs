using Capacity.Contracts;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Charts;
using Capacity.Dashboard.Desk;
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
    private TimelineModel _timeline = default!;
    private IReadOnlyList<ScenarioEventView> _history = [];
    private IReadOnlyList<string> _refusals = [];
    private string? _done;
    private string? _problem;
    private bool _loaded;
    private int _replications = 100;
    private (string Id, long Version, string Run) _shown;

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
            _file = await Desk.ScenarioAsync(Id, Version ?? 0);
            if (_file is not null)
            {
                _timeline = new ScenarioTimeline(_file.Scenario, Text).Build();
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
        if (!Accepted(result)) return;
        _done = Text["Saved", result.Version];
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
        _refusals = result.Accepted ? []
            : result.Problems.Length > 0 ? [.. result.Problems.Select(problem => $"{problem.Path} {problem.What} {problem.Mend}".Trim())]
            : [Text["Refusal." + result.Refusal]];
        return result.Accepted;
    }

    private void ChooseQueue(ChangeEventArgs chosen) => Go(new() { ["queue"] = chosen.Value is string { Length: > 0 } queue ? queue : null });

    private void Go(Dictionary<string, object?> query) => Addresses.NavigateTo(Addresses.GetUriWithQueryParameters(query));

    private async Task<string> AuthorAsync() => (await Person).User.Identity?.Name ?? "";

    private string Kind(string kind) => Text["Kind." + kind] is { ResourceNotFound: false } known ? known : kind;
}
