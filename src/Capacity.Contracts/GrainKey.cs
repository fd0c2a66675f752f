namespace Capacity.Contracts;

/// <summary>The key of a grain: a kind, a colon and an identifier, as in <c>queue:refunds-voice</c>.</summary>
/// <remarks>The prefix keeps identifiers that read as hexadecimal numbers apart in grain storage.</remarks>
public readonly record struct GrainKey(string Kind, string Id)
{
    public static GrainKey Network { get; } = new("network", "main");
    public static GrainKey History { get; } = new("history", "imports");
    public static GrainKey Catalog { get; } = new("catalog", "scenarios");
    public static GrainKey Feeds { get; } = new("feeds", "all");
    public static GrainKey ApiKeys { get; } = new("api-keys", "all");

    public static GrainKey Site(string id) => new("site", id);
    public static GrainKey Team(string id) => new("team", id);
    public static GrainKey Queue(string id) => new("queue", id);
    public static GrainKey Feed(string source) => new("feed", source);
    public static GrainKey Scenario(string id) => new("scenario", id);
    public static GrainKey Run(string id) => new("run", id);
    public static GrainKey Worker(string run, int number) => new("worker", $"{run}/{number}");
    public static GrainKey Preview(string scenario) => new("preview", scenario);
    public static GrainKey Calculator(string id) => new("calculator", id);
    public static GrainKey Backtest(string queue) => new("backtest", queue);
    public static GrainKey Forecast(string queue) => new("forecast", queue);
    public static GrainKey Recommendation(string id) => new("recommendation", id);

    public override string ToString() => $"{Kind}:{Id}";

    public static GrainKey Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1
            ? new GrainKey(text[..colon], text[(colon + 1)..])
            : throw new FormatException(
                $"'{text}' is not a grain key; a key is a kind, a colon and an identifier, as in queue:refunds-voice.");
    }
}
