using System.Collections.Immutable;
using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Pages;

/// <summary>Every scenario with its state, author and whether it was simulated.</summary>
public sealed partial class ScenarioList
{
    private ImmutableArray<ScenarioView>? _scenarios;
    private string? _problem;

    [Inject]
    private IStringLocalizer<ScenarioList> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _scenarios = await Desk.ListAsync();
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }
    }
}
