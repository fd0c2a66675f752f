using Capacity.Dashboard.Desk;
using Capacity.Domain.Networks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Pages;

/// <summary>Sites, teams and queues with the skills that connect them.</summary>
public sealed partial class NetworkPage
{
    private Network? _network;
    private long _version;
    private string? _problem;
    private bool _loaded;

    [Inject]
    private IStringLocalizer<NetworkPage> Text { get; set; } = default!;

    [Inject]
    private NetworkDesk Desk { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            if (await Desk.GetAsync() is { } known) (_network, _version) = known;
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }

        _loaded = true;
    }

    private IEnumerable<Team> TeamsOf(Site site) => _network!.Teams.Where(team => team.Site == site.Id);
}
