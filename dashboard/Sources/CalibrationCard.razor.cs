using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Capacity.Dashboard.Sources;

/// <summary>Estimates a scenario's parameters from a log of contacts, shows them beside what stood there, and takes those that the person accepts.</summary>
public sealed partial class CalibrationCard
{
    private const long LargestFile = 20 * 1024 * 1024;

    private readonly HashSet<string> _refused = [];
    private ImmutableArray<ScenarioView> _scenarios = [];
    private ScenarioFile? _file;
    private Scenario? _calibrated;
    private IReadOnlyList<CalibrationGroup> _groups = [];
    private IReadOnlyList<string> _refusals = [];
    private string _scenario = "";
    private long? _added;
    private bool _busy;

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<CalibrationCard> Text { get; set; } = default!;

    [Inject]
    private DataDesk Desk { get; set; } = default!;

    [Inject]
    private PlanningDesk Planning { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _scenarios = await Planning.ListAsync();
            if (_scenario.Length == 0) _scenario = _scenarios.Select(view => view.Id).FirstOrDefault("");
            _file = _scenario.Length == 0 ? null : await Planning.ScenarioAsync(_scenario);
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _refusals = [Text["Disconnected"]];
        }
    }

    private Task ChooseAsync(ChangeEventArgs chosen)
    {
        // No file is taken before the scenario that it belongs to is there.
        (_scenario, _file) = ((string?)chosen.Value ?? "", null);
        Drop();
        return LoadAsync();
    }

    private async Task EstimateAsync(InputFileChangeEventArgs chosen)
    {
        Drop();
        if (chosen.File.Size > LargestFile)
        {
            _refusals = [Text["TooLarge", Figures.Number(chosen.File.Size / 1048576.0, 1)]];
            return;
        }

        _busy = true;
        try
        {
            await using Stream stream = chosen.File.OpenReadStream(LargestFile);
            using MemoryStream copy = new();
            await stream.CopyToAsync(copy);
            CalibrationReply reply = await Desk.CalibrateAsync(new ContactLogFile
            {
                FileName = chosen.File.Name, Content = ImmutableArray.Create(copy.ToArray()), ScenarioJson = ScenarioJson.Write(_file!.Scenario),
            });
            _calibrated = reply.ScenarioJson.Length > 0 ? ScenarioJson.Parse(reply.ScenarioJson).Value : null;
            _groups = _calibrated is null ? [] : CalibrationChoice.Groups(_calibrated);
            _refusals = !reply.Result.Accepted ? Words(reply.Result) : _calibrated is null ? [Text["NothingKnown"]] : [];
        }
        catch (Exception fault) when (fault is IOException or JSException)
        {
            _refusals = [Text["BrokenOff"]];
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _refusals = [Text["Disconnected"]];
        }
        finally
        {
            _busy = false;
        }
    }

    private void Take(CalibrationGroup group, bool taken)
    {
        if (taken) _refused.Remove(group.Key);
        else _refused.Add(group.Key);
    }

    private async Task SaveAsync()
    {
        Scenario chosen = CalibrationChoice.Apply(_file!.Scenario, _calibrated!, _refused);
        CommandResult result = await Planning.SaveAsync(chosen, _file.Version, (await Person).User.Identity?.Name ?? "", Text["SaveNote", _calibrated!.Calibration!.Source]);
        Drop();
        _added = result.Accepted ? result.Version : null;
        _refusals = result.Accepted ? [] : result.Refusal == Refusal.VersionConflict ? [Text["Conflict", result.Version]] : Words(result);
        await LoadAsync();
    }

    private void Drop()
    {
        (_calibrated, _groups, _refusals, _added) = (null, [], [], null);
        _refused.Clear();
    }

    private string Name(CalibrationGroup group)
    {
        Domain.Networks.Network network = _file!.Scenario.Network;
        if (group.Part == "common") return Text["Part.common"];
        string owner = group.Key.StartsWith("teams/", StringComparison.Ordinal)
            ? network.Teams.FirstOrDefault(team => team.Id == group.Owner)?.Name.In(Preferences.SupportedCultures.Language) ?? group.Owner
            : group.Key.StartsWith("reasons/", StringComparison.Ordinal)
            ? network.Reasons.FirstOrDefault(reason => reason.Id == group.Owner)?.Name.In(Preferences.SupportedCultures.Language) ?? group.Owner
            : network.Queues.FirstOrDefault(queue => queue.Id == group.Owner)?.Name.In(Preferences.SupportedCultures.Language) ?? group.Owner;
        return $"{owner} · {Text["Part." + group.Part]}";
    }

    private string Property(CalibratedFigure figure) => CalibrationGroup.Property(figure) is var name && name.StartsWith("stretch", StringComparison.Ordinal)
        ? Text["Property.stretch", name["stretch".Length..]]
        : Text["Property." + CalibrationGroup.Property(figure)] is { ResourceNotFound: false } known ? known : CalibrationGroup.Property(figure);

    /// <summary>Times in their unit, shares in percent, the rest as plain numbers.</summary>
    private static string Value(CalibratedFigure figure, double value) => CalibrationGroup.Property(figure) switch
    {
        "meanSeconds" or "fastMeanSeconds" or "slowMedianSeconds" => Figures.Duration(value),
        "probability" or "withinHourShare" or "balking" or "fastShare" or "startEfficiency" or "firstContactResolution" => Figures.Percent(value, 1),
        _ => Figures.Number(value, 2),
    };

    private static IReadOnlyList<string> Words(CommandResult result) => [.. result.Problems.Take(5).Select(problem => problem.In(Preferences.SupportedCultures.Language))];
}
