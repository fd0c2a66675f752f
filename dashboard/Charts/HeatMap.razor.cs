using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Charts;

/// <summary>A table of probabilities whose cells say good, uncertain or bad by number, sign and color.</summary>
public sealed partial class HeatMap
{
    /// <summary>What the table shows, for people who do not see it.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Weeks, from left to right.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<HeatColumn> Columns { get; set; } = [];

    /// <summary>Queues, from top to bottom.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<HeatRow> Rows { get; set; } = [];

    /// <summary>What the rows are; absent: queues.</summary>
    [Parameter]
    public string? First { get; set; }

    [Inject]
    private IStringLocalizer<HeatMap> Text { get; set; } = default!;

    private static string Icon(HeatCell cell) => cell.Level switch { HeatLevel.Good => "✓", HeatLevel.Uncertain => "~", _ => "!" };

    private static string Tone(HeatCell cell) => cell.Level switch { HeatLevel.Good => "good", HeatLevel.Uncertain => "warn", _ => "bad" };
}
