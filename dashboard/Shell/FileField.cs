using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Capacity.Dashboard.Shell;

/// <summary>
/// A field for a file that cannot be used before it is heard. The browser's script attaches to the field only after it is on the page:
/// a file chosen in that moment would be shown by the browser and never arrive.
/// </summary>
public sealed class FileField : InputFile
{
    private bool _heard;

    /// <summary>True while the page itself does not want a file.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => AdditionalAttributes = Attributes();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (!firstRender) return;
        _heard = true;
        AdditionalAttributes = Attributes();
        StateHasChanged();
    }

    private Dictionary<string, object> Attributes() => new(AdditionalAttributes ?? new Dictionary<string, object>()) { ["disabled"] = Disabled || !_heard };
}
