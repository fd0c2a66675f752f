using Capacity.Contracts;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Costs;
using Capacity.Domain.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Capacity.Dashboard.Pages;

/// <summary>What a simulated scenario costs, line by line, by week or month, against its budget; rates, gestures and budget to edit.</summary>
public sealed partial class CostPage
{
    private ScenarioFile? _file;
    private ScenarioResult? _result;
    private CostStatement? _statement;
    private CostTable _table = new([], [], []);
    private CostRates _rates = CostRates.Default;
    private IReadOnlyList<FigureLine> _figures = [];
    private IReadOnlyList<YearMonth> _months = [];
    private IReadOnlyList<string> _refusals = [];
    private string? _done;
    private string? _problem;
    private bool _loaded;
    private bool _isChanged;

    /// <summary>The scenario; absent: the one of the overview.</summary>
    [SupplyParameterFromQuery(Name = "scenario")]
    public string? ScenarioId { get; set; }

    /// <summary>week or month; absent: by week.</summary>
    [SupplyParameterFromQuery(Name = "by")]
    public string? By { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<CostPage> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_isChanged) Show();
        else await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            _file = ScenarioId is { Length: > 0 } ? await Desk.ScenarioAsync(ScenarioId) : await Desk.CurrentAsync();
            _result = _file is null ? null : await Desk.CostedResultAsync(_file);
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        _loaded = true;
        _isChanged = false;
        _rates = _file?.Scenario.Costs ?? CostRates.Default;
        Show();
    }

    private void Show()
    {
        if (_file is null || _result is null) return;
        _statement = CostStatement.Of(_file.Scenario, _result, _rates);
        _months = [.. _statement.Months().Select(month => month.Month)];
        _table = CostTable.Of(_statement, _rates, By == "month");
        _figures = Cards(_statement, _table);
    }

    private FigureLine[] Cards(CostStatement statement, CostTable table)
    {
        double variance = (double)table.Budget.Sum(part => part.Variance);
        bool budgeted = table.Budget.Count > 0;
        return
        [
            new(Text["Total"], Figures.Euros((double)statement.Total.Total), Level.Neutral, [Text["TotalNote", _result!.Weeks]]),
            new(Text["PerContact"], Figures.EurosAndCents(statement.PerContact), Level.Neutral, [Text["PerContactNote", Figures.Number(statement.Answered)]]),
            new(Text["PerResolved"], Figures.EurosAndCents(statement.PerResolvedCase), Level.Neutral, [Text["PerResolvedNote", Figures.Number(statement.Resolved)]]),
            new(Text["Waiting"], Figures.Euros((double)statement.Total.Of(CostLine.Waiting)), Level.Neutral, [Text["WaitingNote", Figures.Euros(-(double)statement.Total.Of(CostLine.Subsidy))]]),
            new(Text["Variance"], budgeted ? Figures.SignedEuros(variance) : "–", !budgeted ? Level.Neutral : variance > 0 ? Level.Bad : Level.Good, [Text[budgeted ? "VarianceNote" : "NoBudget"]]),
        ];
    }

    private void Edit(CostRates rates)
    {
        (_rates, _isChanged, _done) = (rates, true, null);
        Show();
    }

    private void Budget(string month, double? cost)
    {
        IEnumerable<MonthBudget> others = _rates.Budget.Where(known => known.Month != month);
        Edit(_rates with { Budget = [.. (cost is { } euros ? others.Append(new MonthBudget { Month = month, Cost = euros }) : others).OrderBy(known => known.Month, StringComparer.Ordinal)] });
    }

    private double? Gesture(string queue) => _rates.Gestures.FirstOrDefault(policy => policy.Queue == queue) is { } known ? known.Share * known.Cost : null;

    private void Gesture(string queue, double? euros)
    {
        IEnumerable<GesturePolicy> others = _rates.Gestures.Where(policy => policy.Queue != queue);
        Edit(_rates with { Gestures = [.. euros is > 0 ? others.Append(new GesturePolicy { Queue = queue, Share = 1, Cost = euros.Value }) : others] });
    }

    private async Task SaveAsync()
    {
        string author = (await Person).User.Identity?.Name ?? "";
        CommandResult result = await Desk.SaveAsync(_file!.Scenario with { Costs = _rates }, _file.Version, author, Text["Note"]);
        _done = result.Accepted ? Text["Saved", result.Version].Value : null;
        _refusals = result.Accepted ? []
            : result.Problems.Length > 0 ? [.. result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language))]
            : [Text["Refused"]];
        if (!result.Accepted) return;
        ScenarioId = _file.Scenario.Id;
        await LoadAsync();
    }

    private string Address(string by) => $"/costs?scenario={_file!.Scenario.Id}&by={by}";
}
