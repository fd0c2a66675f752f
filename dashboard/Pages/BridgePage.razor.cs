using System.Globalization;
using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Results;
using Capacity.Planning.Bridge;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Capacity.Dashboard.Pages;

/// <summary>Why one simulated plan needs more or fewer people than another: one term per driver, whose sum is exact, by week or month.</summary>
public sealed partial class BridgePage
{
    private IReadOnlyList<(string Value, string Name)> _choices = [];
    private IReadOnlyList<(string Name, FteBridge Bridge)> _columns = [];
    private ScenarioFile? _before;
    private ScenarioFile? _after;
    private FteBridge _total = new();
    private int _weeks = 1;
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

    [Inject]
    private IStringLocalizer<BridgePage> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    [Inject]
    private NavigationManager Addresses { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _choices = await ChoicesAsync();
            (_before, ScenarioResult? before) = await ReadAsync(A ?? (_choices.Count > 0 ? _choices[0].Value : null));
            (_after, ScenarioResult? after) = await ReadAsync(B ?? (_choices.Count > 0 ? _choices[^1].Value : null));
            Show(before, after);
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        _loaded = true;
    }

    /// <summary>Every simulated version of every scenario, the oldest first.</summary>
    private async Task<IReadOnlyList<(string Value, string Name)>> ChoicesAsync()
    {
        List<(string Value, string Name)> choices = [];
        foreach (ScenarioView scenario in await Desk.ListAsync())
        {
            IEnumerable<long> versions = (await Desk.HistoryAsync(scenario.Id)).Select(line => line.Version).Where(version => version > 0).Distinct().Order();
            foreach (long version in versions)
            {
                if (await Desk.ScenarioAsync(scenario.Id, version) is { Run.Length: > 0 } file)
                    choices.Add((KeyOf(file), Text["Choice", file.Scenario.Name.In(Preferences.SupportedCultures.Language), version]));
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
        _refusal = null;
        if (_before is null || _after is null || before is null || after is null)
        {
            _refusal = Text["NotSimulated"];
            return;
        }

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

    private bool IsShown(StaffingDrivers drivers) => Team is not { Length: > 0 } || drivers.Team == Team;

    private static (string, LocalDate) Place(StaffingDrivers drivers) => (drivers.Team, drivers.Monday);

    private static string KeyOf(ScenarioFile? file) => file is null ? "" : $"{file.View.Id}@{file.Version}";

    /// <summary>Mean full-time equivalents over the horizon.</summary>
    private decimal Weekly(long tenThousandths) => tenThousandths / 10_000m / _weeks;

    private static string Cell(long tenThousandths) => Figures.Number(tenThousandths / 10_000.0, 1);

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
