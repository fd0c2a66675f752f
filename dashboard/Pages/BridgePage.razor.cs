using System.Globalization;
using Capacity.Contracts;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Results;
using Capacity.Planning.Bridge;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Capacity.Dashboard.Pages;

/// <summary>Why one plan needs more or fewer people than another: one term per driver, whose sum is exact, by week or month.</summary>
public sealed partial class BridgePage
{
    private IReadOnlyList<(string Value, string Name)> _choices = [];
    private IReadOnlyList<(string Name, FteBridge Bridge)> _columns = [];
    private ScenarioFile? _before;
    private ScenarioFile? _after;
    private FteBridge _total = new();
    private int _weeks = 1;
    private readonly Dictionary<string, string> _runs = [];
    private readonly List<string> _simulated = [];
    private IReadOnlyList<ScenarioFile> _unsimulated = [];
    private IReadOnlyList<string> _problems = [];
    private int _replications = 100;
    private string? _refusal;
    private string? _problem;
    private bool _loaded;

    /// <summary>The first plan, as scenario@version; absent: the first version of the overview's scenario that was simulated.</summary>
    [SupplyParameterFromQuery(Name = "a")]
    public string? A { get; set; }

    /// <summary>The second plan; absent: the overview's scenario.</summary>
    [SupplyParameterFromQuery(Name = "b")]
    public string? B { get; set; }

    /// <summary>The team; absent: all.</summary>
    [SupplyParameterFromQuery(Name = "team")]
    public string? Team { get; set; }

    /// <summary>week or month; absent: by week.</summary>
    [SupplyParameterFromQuery(Name = "by")]
    public string? By { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<BridgePage> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    [Inject]
    private NavigationManager Addresses { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _choices = await ChoicesAsync();
            (_before, ScenarioResult? before) = await ReadAsync(A ?? _simulated.FirstOrDefault());
            (_after, ScenarioResult? after) = await ReadAsync(B ?? _simulated.LastOrDefault());
            Show(before, after);
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        _loaded = true;
    }

    /// <summary>Every version of every scenario, the oldest first; those that nobody has simulated say so.</summary>
    private async Task<IReadOnlyList<(string Value, string Name)>> ChoicesAsync()
    {
        List<(string Value, string Name)> choices = [];
        _simulated.Clear();
        foreach (ScenarioView scenario in await Desk.ListAsync())
        {
            IEnumerable<long> versions = (await Desk.HistoryAsync(scenario.Id)).Select(line => line.Version).Where(version => version > 0).Distinct().Order();
            foreach (long version in versions)
            {
                if (await Desk.ScenarioAsync(scenario.Id, version) is not { } file) continue;
                choices.Add((KeyOf(file), Text[file.Run.Length > 0 ? "Choice" : "ChoiceUnsimulated", file.Scenario.Name.In(Preferences.SupportedCultures.Language), version]));
                if (file.Run.Length > 0) _simulated.Add(KeyOf(file));
            }
        }

        return choices;
    }

    private async Task<(ScenarioFile? File, ScenarioResult? Result)> ReadAsync(string? key)
    {
        if (key is not { Length: > 0 }) return (null, null);
        string[] parts = key.Split('@');
        ScenarioFile? file = await Desk.ScenarioAsync(parts[0], parts.Length > 1 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : 0);
        return (file, file is null ? null : await Desk.ResultAsync(file.Run));
    }

    private void Show(ScenarioResult? before, ScenarioResult? after)
    {
        _refusal = _before is null || _after is null ? Text["NotThere"].Value : null;
        _unsimulated = [.. new[] { before is null ? _before : null, after is null && KeyOf(_after) != KeyOf(_before) ? _after : null }.OfType<ScenarioFile>()];
        if (_before is null || _after is null || before is null || after is null) return;

        StaffingDrivers[] first = [.. ResultDrivers.Of(_before.Scenario, before).Where(IsShown)];
        StaffingDrivers[] second = [.. ResultDrivers.Of(_after.Scenario, after).Where(IsShown)];
        if (!first.Select(Place).ToHashSet().SetEquals(second.Select(Place)))
        {
            _refusal = Text["NotComparable"];
            return;
        }

        IReadOnlyList<(LocalDate Monday, FteBridge Bridge)> weeks = FteBridge.Weekly(first, second);
        _weeks = Math.Max(1, weeks.Count);
        _total = FteBridge.Sum(weeks.Select(week => week.Bridge));
        _columns = By == "month"
            ? [.. FteBridge.Monthly(weeks).Select(month => (month.Month.ToDateInterval().Start.ToString("MMM yyyy", CultureInfo.CurrentCulture), month.Bridge))]
            : [.. weeks.Select(week => (Figures.Day(week.Monday), week.Bridge))];
    }

    private async Task SimulateAsync(ScenarioFile file)
    {
        RunRequest request = new() { Scenario = file.View.Id, Version = file.Version, Replications = _replications, Author = (await Person).User.Identity?.Name ?? "" };
        (string run, CommandResult result) = await Desk.StartRunAsync(request);
        _problems = result.Accepted ? [] : [.. result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language))];
        if (result.Accepted) _runs[KeyOf(file)] = run;
    }

    private Task RunEndedAsync(RunProgress progress) => progress.State == RunState.Finished ? LoadAsync() : Task.CompletedTask;

    private bool IsShown(StaffingDrivers drivers) => Team is not { Length: > 0 } || drivers.Team == Team;

    private static (string, LocalDate) Place(StaffingDrivers drivers) => (drivers.Team, drivers.Monday);

    private static string KeyOf(ScenarioFile? file) => file is null ? "" : $"{file.View.Id}@{file.Version}";

    /// <summary>Mean full-time equivalents over the horizon.</summary>
    private decimal Weekly(long tenThousandths) => tenThousandths / 10_000m / _weeks;

    private static string Cell(long tenThousandths) => Figures.Number(tenThousandths / 10_000.0, 1);

    /// <summary>Every digit that there is, so that a reader can add up.</summary>
    private static string Exact(long tenThousandths) => Figures.Number(tenThousandths / 10_000.0, 4);

    private static string ExactSigned(long tenThousandths) => tenThousandths == 0 ? "0" : Figures.Signed(tenThousandths / 10_000.0, 4);

    private static string Signed(long tenThousandths) => tenThousandths == 0 ? "0" : Figures.Signed(tenThousandths / 10_000.0, 1);

    private void Choose(string key, ChangeEventArgs chosen) => Addresses.NavigateTo(Address(key, chosen.Value as string));

    private void ChooseTeam(ChangeEventArgs chosen) => Addresses.NavigateTo(Address("team", chosen.Value as string));

    private string Address(string key = "", string? value = null, string? by = null) => Addresses.GetUriWithQueryParameters("/bridge", new Dictionary<string, object?>
    {
        ["a"] = key == "a" ? value : KeyOf(_before),
        ["b"] = key == "b" ? value : KeyOf(_after),
        ["team"] = key == "team" ? (value is { Length: > 0 } ? value : null) : Team,
        ["by"] = by ?? By,
    });
}
