namespace Capacity.Dashboard.Views;

/// <summary>How something stands; pages show it as a sign, a word and a color together.</summary>
public enum Level
{
    /// <summary>Nothing to say either way.</summary>
    Neutral,

    /// <summary>Meets what was promised.</summary>
    Good,

    /// <summary>Close to a limit.</summary>
    Warn,

    /// <summary>Beyond a limit.</summary>
    Bad,
}

/// <summary>The classes and signs of levels.</summary>
public static class LevelSigns
{
    /// <summary>The style class of a notice or badge.</summary>
    public static string Tone(this Level level) => level switch { Level.Good => "good", Level.Warn => "warn", Level.Bad => "bad", _ => "" };

    /// <summary>The style class of a figure.</summary>
    public static string Ink(this Level level) => level == Level.Neutral ? "" : "is-" + level.Tone();

    /// <summary>The sign that goes with the color.</summary>
    public static string Sign(this Level level) => level switch { Level.Good => "✓", Level.Warn => "~", Level.Bad => "!", _ => "" };
}
