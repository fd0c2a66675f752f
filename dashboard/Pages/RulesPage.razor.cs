using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Json;
using Capacity.Domain.Labor;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Dashboard.Pages;

/// <summary>The labor rules of each site as data to edit, and what the current scenario and its plan break of them.</summary>
public sealed partial class RulesPage
{
    private Network? _stored;
    private Network? _edited;
    private long _version;
    private string _site = "";
    private ScenarioFile? _file;
    private RecommendedPlan? _plan;
    private IReadOnlyList<RuleRow> _rows = [];
    private ImmutableArray<FindingLine> _findings = [];
    private IReadOnlyList<string> _refusals = [];
    private string? _done;
    private string? _problem;
    private bool _carry;
    private bool _loaded;
    private bool _busy;
    private string _note = "";
    private IReadOnlyList<RuleHistoryLine> _history = [];

    /// <summary>The scenario that is held against the rules; absent: the one of the overview.</summary>
    [SupplyParameterFromQuery(Name = "scenario")]
    public string? ScenarioId { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<RulesPage> Text { get; set; } = default!;

    [Inject]
    private NetworkDesk Networks { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    private SiteRules Rules => _edited!.Sites.First(site => site.Id == _site).LaborRules ?? new SiteRules();

    private bool IsChanged => !ReferenceEquals(_stored, _edited);

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            if (await Networks.GetAsync() is { } known)
            {
                (_stored, _version) = known;
                _edited = _stored;
                _history = RuleHistoryLine.Of(await Networks.VersionsAsync());
                if (_stored.Sites.All(site => site.Id != _site)) _site = _stored.Sites.FirstOrDefault()?.Id ?? "";
            }

            _file = ScenarioId is { Length: > 0 } ? await Desk.ScenarioAsync(ScenarioId) : await Desk.CurrentAsync();
            _plan = _file is null ? null : await Desk.PlanAsync(_file.Recommendation);
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        _loaded = true;
        if (_edited is not null) Show();
    }

    private void Show()
    {
        _rows = _site.Length == 0 ? [] : RuleEditor.Rows(Rules);
        if (_file is null) return;
        _findings = RuleEditor.Findings(_file.Scenario.Under(_edited!), _plan);
        _carry = _file.Scenario.DiffersFrom(_edited!);
    }

    private void Edit(SiteRules rules)
    {
        _edited = _edited!.With(_site, rules);
        (_done, _refusals) = (null, []);
        Show();
    }

    /// <summary>Shows the rules of an earlier version as an edit, which may be saved again or left.</summary>
    private void Reread(RuleHistoryLine line)
    {
        _edited = line.Network.Sites.Where(site => _stored!.Sites.Any(one => one.Id == site.Id))
            .Aggregate(_stored! with { }, (network, site) => network.With(site.Id, site.LaborRules ?? new SiteRules()));
        (_done, _refusals) = (Text["Reread", line.Version.Version], []);
        Show();
    }

    private void ChooseSite(ChangeEventArgs chosen)
    {
        _site = chosen.Value as string ?? _site;
        Show();
    }

    private void ChoosePack(ChangeEventArgs chosen)
    {
        if (Enum.TryParse(chosen.Value as string, out RulePack pack)) Edit(RuleEditor.Of(pack, Rules.Modulation));
    }

    private void Modulate(ChangeEventArgs chosen) => Edit(Rules with { Modulation = chosen.Value is true });

    private void Limit(LaborRule rule, ChangeEventArgs typed)
    {
        if (double.TryParse(typed.Value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out double limit)) Edit(Rules.With(rule with { Limit = limit }));
    }

    private void Severity(LaborRule rule, ChangeEventArgs chosen)
    {
        if (Enum.TryParse(chosen.Value as string, out RuleSeverity severity)) Edit(Rules.With(rule with { Severity = severity }));
    }

    private async Task SaveAsync()
    {
        _busy = true;
        CommandResult result = await Networks.DefineAsync(JsonSerializer.Serialize(_edited, CapacityJson.Options), _version, await AuthorAsync(), _note);
        _busy = false;
        if (!Accepted(result, Text["Saved", result.Version])) return;
        _note = "";
        await LoadAsync();
    }

    private async Task CarryAsync()
    {
        CommandResult result = await Desk.SaveAsync(_file!.Scenario.Under(_stored!), _file.Version, await AuthorAsync(), Text["CarryNote", _version]);
        if (Accepted(result, Text["Carried", result.Version])) await LoadAsync();
    }

    private bool Accepted(CommandResult result, string done)
    {
        _done = result.Accepted ? done : null;
        _refusals = result.Accepted ? []
            : result.Problems.Length > 0 ? [.. result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language))]
            : [Text["Refused"]];
        return result.Accepted;
    }

    private async Task<string> AuthorAsync() => (await Person).User.Identity?.Name ?? "";

    private static string Iso(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : "";

    private static LocalDate? Date(ChangeEventArgs typed) =>
        LocalDatePattern.Iso.Parse(typed.Value as string ?? "") is { Success: true } parsed ? parsed.Value : null;

    private static string UnitOf(LaborRuleKind kind) => kind switch
    {
        LaborRuleKind.WorkedDays or LaborRuleKind.ScheduleNotice => "Days",
        LaborRuleKind.PaidBreak or LaborRuleKind.Lunch => "Minutes",
        LaborRuleKind.OvertimePremium => "Share",
        _ => "Hours",
    };
}
