using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Capacity.Dashboard.Charts;

/// <summary>Writes inside a drawing; Razor keeps the element's own name for itself.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Horizontal place in pixels.</summary>
    [Parameter, EditorRequired]
    public double X { get; set; }

    /// <summary>Vertical place of the base line in pixels.</summary>
    [Parameter, EditorRequired]
    public double Y { get; set; }

    /// <summary>What is written.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>Which side of the text is at the place: start, middle or end.</summary>
    [Parameter]
    public string Anchor { get; set; } = "start";

    /// <summary>The name of a color token; absent: the drawing's own text color.</summary>
    [Parameter]
    public string? Color { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", ChartScale.Number(X));
        builder.AddAttribute(2, "y", ChartScale.Number(Y));
        builder.AddAttribute(3, "text-anchor", Anchor);
        if (Color is not null) builder.AddAttribute(4, "style", $"fill:var(--{Color})");
        builder.AddContent(5, Value);
        builder.CloseElement();
    }
}
