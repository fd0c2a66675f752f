namespace Capacity.Dashboard.Charts;

/// <summary>How likely a goal is met: from 80 % good, from 55 % uncertain, below that bad.</summary>
public enum HeatLevel
{
    /// <summary>Below 55 %.</summary>
    Bad,

    /// <summary>55 % up to 80 %.</summary>
    Uncertain,

    /// <summary>80 % and above.</summary>
    Good,
}

/// <summary>A column of a heat map.</summary>
public sealed record HeatColumn(string Label, string Title);

/// <summary>A row of a heat map, with the page that its name opens.</summary>
public sealed record HeatRow(string Label, string? Address, IReadOnlyList<HeatCell?> Cells);

/// <summary>A cell of a heat map: the number, what it means, and its interval in words.</summary>
public sealed record HeatCell(string Label, HeatLevel Level, string Detail)
{
    /// <summary>The page that the cell opens; absent: none.</summary>
    public string? Address { get; init; }

    /// <summary>What the level is called, for people who do not see it; absent: the words of a goal.</summary>
    public string? Word { get; init; }

    /// <summary>The level of a probability (0–1).</summary>
    public static HeatLevel LevelOf(double probability) =>
        probability >= 0.795 ? HeatLevel.Good : probability >= 0.545 ? HeatLevel.Uncertain : HeatLevel.Bad;
}
