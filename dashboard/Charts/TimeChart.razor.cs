using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Charts;

/// <summary>Draws stacked areas, intervals, lines and steps over one axis, with a legend and the figures behind it as a table.</summary>
public sealed partial class TimeChart
{
    private ChartPaths _paths = default!;
    private IReadOnlyList<(ChartMarker Marker, int Row)> _markers = [];

    /// <summary>What to draw.</summary>
    [Parameter, EditorRequired]
    public ChartModel Model { get; set; } = default!;

    /// <summary>Width of the drawing in its own pixels; it scales to the room it has.</summary>
    [Parameter]
    public int Width { get; set; } = 720;

    /// <summary>Height of the drawing in its own pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 250;

    [Inject]
    private IStringLocalizer<TimeChart> Text { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _paths = new ChartPaths(Model, Width, Height);
        _markers = [.. _paths.Drawn.Markers.OrderBy(marker => marker.Position).Select((marker, i) => (marker, i % 3))];
    }

    private static string N(double value) => ChartScale.Number(value);

    private string Cell(ChartSeries series, int point)
    {
        string upper = series.At(point) is { } value ? Model.Format(value) : "–";
        return series.Kind == SeriesKind.Band && series.LowerAt(point) is { } lower ? $"{Model.Format(lower)} – {upper}" : upper;
    }
}
