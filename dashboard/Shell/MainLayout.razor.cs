using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Shell;

/// <summary>Header, navigation and the place of the page.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;
    private ElementReference _main;

    [Inject]
    private IStringLocalizer<MainLayout> Text { get; set; } = default!;

    [Inject]
    private NavigationManager Addresses { get; set; } = default!;

    private string Address => Addresses.ToBaseRelativePath(Addresses.Uri).Split('#')[0];

    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();

    // Blazor's router would only scroll to the anchor; the keyboard needs the focus there.
    private Task FocusMainAsync() => _main.FocusAsync().AsTask();

    private void Recover() => _boundary?.Recover();
}
