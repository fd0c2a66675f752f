using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Pages;

/// <summary>Every plan that was computed.</summary>
public sealed partial class PlanList
{
    private IReadOnlyList<PlanFile>? _planned;
    private string? _problem;

    [Inject]
    private IStringLocalizer<PlanList> Text { get; set; } = default!;

    [Inject]
    private PlanningDesk Desk { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _planned = await Desk.PlansAsync();
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }
    }
}
