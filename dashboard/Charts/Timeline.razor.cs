using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Charts;

/// <summary>Draws lanes of dated bars and points over the days of a scenario.</summary>
public sealed partial class Timeline
{
    private const double RowHeight = 21;
    private const double LabelRoom = 112;
    private const int Width = 1080;

    private IReadOnlyList<(TimelineLane Lane, double Top)> _lanes = [];

    /// <summary>What the drawing shows, for people who do not see it.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The lanes and their days.</summary>
    [Parameter, EditorRequired]
    public TimelineModel Model { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Timeline> Text { get; set; } = default!;

    private int Height => (int)(24 + Model.Lanes.Sum(lane => lane.Rows * RowHeight + 6));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        List<(TimelineLane, double)> lanes = [];
        double top = 20;
        foreach (TimelineLane lane in Model.Lanes)
        {
            lanes.Add((lane, top));
            top += lane.Rows * RowHeight + 6;
        }

        _lanes = lanes;
    }

    private static string N(double value) => ChartScale.Number(value);

    private static string Diamond(double x, double y) => $"M{N(x - 6)} {N(y)}L{N(x)} {N(y - 6)}L{N(x + 6)} {N(y)}L{N(x)} {N(y + 6)}Z";

    private double X(double day) => LabelRoom + (Width - LabelRoom) * Math.Clamp(day, 0, Model.Days) / Math.Max(1, Model.Days);
}
