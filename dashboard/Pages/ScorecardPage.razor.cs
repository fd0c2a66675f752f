using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Scenarios;
using Capacity.Dashboard.Views;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scores;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Pages;

/// <summary>The symmetry of attentions by site, team and week: customers beside employees, why the worse side is worse, what each figure means.</summary>
public sealed partial class ScorecardPage
{
    private ScenarioFile? _file;
    private ScenarioResult? _result;
    private ScorecardView? _view;
    private GoalTable _table = new([], []);
    private ScoreSubject _subject = new("all", "", null);
    private ScoreSubject? _hidden;
    private Symmetry _sides = new();
    private IReadOnlyList<CeilingCost> _ceiling = [];
    private string? _problem;
    private bool _loaded;

    /// <summary>The scenario; absent: the one of the overview.</summary>
    [SupplyParameterFromQuery(Name = "scenario")]
    public string? ScenarioId { get; set; }

    /// <summary>The team that is looked at; absent: none.</summary>
    [SupplyParameterFromQuery(Name = "team")]
    public string? TeamId { get; set; }

    /// <summary>The site that is looked at; absent: all.</summary>
    [SupplyParameterFromQuery(Name = "site")]
    public string? SiteId { get; set; }

    /// <summary>The ISO week that is looked at; absent: the horizon.</summary>
    [SupplyParameterFromQuery(Name = "week")]
    public string? Week { get; set; }

    [Inject]
    private IStringLocalizer<ScorecardPage> Text { get; set; } = default!;

    [Inject]
    private IStringLocalizer<SidesCard> Names { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    private string Base => $"/scorecard?scenario={_file!.Scenario.Id}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _file = ScenarioId is { Length: > 0 } ? await Desk.ScenarioAsync(ScenarioId) : await Desk.CurrentAsync();
            _result = _file is null ? null : await Desk.ResultAsync(_file.Run);
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        _loaded = true;
        if (_file is not null && _result is not null) Show();
    }

    private void Show()
    {
        int week = _result!.WeekTotals.TakeWhile(total => total.Week != Week).Count();
        int? chosen = week < _result.WeekTotals.Count ? week : null;
        Network network = _file!.Scenario.Network;
        _subject = network.Teams.Any(team => team.Id == TeamId) ? new ScoreSubject("team", TeamId!, chosen)
            : network.Sites.Any(site => site.Id == SiteId) ? new ScoreSubject("site", SiteId!, chosen)
            : new ScoreSubject("all", "", chosen);
        _view = new ScorecardView(_file.Scenario, _result);
        _table = _view.Table(Base, Text);
        _hidden = _view.HiddenStrain();
        _sides = _view.Of(_subject);
        _ceiling = _view.Ceiling(_subject);
    }

    private string Address(ScoreSubject subject) => $"{Base}&{subject.Kind}={subject.Id}";

    private string Why(ScoreSubject subject) => _view!.Of(subject).Why(_file!.Scenario.Network).In(Preferences.SupportedCultures.Language);

    private string When(ScoreSubject subject) => subject.Week is { } week
        ? Text["InWeek", Figures.Week(_result!.WeekTotals[week].Week), Figures.Date(_result.WeekTotals[week].Start)]
        : Text["OverHorizon", _result!.WeekTotals.Count];

    private string Name(ScoreSubject subject) => subject.Kind switch
    {
        "team" => SubjectName(subject.Id),
        "site" => _file!.Scenario.Network.Sites.First(site => site.Id == subject.Id).Name.In(Preferences.SupportedCultures.Language),
        _ => Text["Everything"],
    };

    private string SubjectName(string id) =>
        _file!.Scenario.Network.Teams.FirstOrDefault(team => team.Id == id)?.Name.In(Preferences.SupportedCultures.Language) ?? QueueName(id);

    private string QueueName(string id) =>
        _file!.Scenario.Network.Queues.FirstOrDefault(queue => queue.Id == id)?.Name.In(Preferences.SupportedCultures.Language) ?? id;

    private static string Ink(double score) => OverviewState.Of(new SideScore { Score = score }.Status).Ink();

    private static string Figure(string component, double figure) => component switch
    {
        "longWaitAgainstTarget" or "waitAgainstTarget" => "× " + Figures.Number(figure, 2),
        "effort" or "hardContactsPerAgentDay" => Figures.Number(figure, 2),
        _ => Figures.Percent(figure),
    };
}
