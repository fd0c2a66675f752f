using System.Globalization;

namespace Capacity.Ingest.Tests;

/// <summary>Interval records as a source would send them.</summary>
internal static class Sent
{
    public const string Path = "/api/v1/ingest/intervals";

    public static readonly DateTimeOffset Morning = new(2020, 3, 16, 7, 0, 0, TimeSpan.Zero);

    /// <summary>One good record; <paramref name="more"/> is put at its end.</summary>
    public static string Record(string source, int half = 0, string more = "", string queue = "refund-voice") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"source":"{{source}}","queueId":"{{queue}}","channel":"voice","intervalStart":"{{Morning.AddMinutes(30 * half):yyyy-MM-dd'T'HH:mm:ss'Z'}}","intervalMinutes":30,"offered":100,"answered":80,"abandoned":20{{more}}}
        """);

    public static string Records(string source, int count) =>
        "[" + string.Join(",", Enumerable.Range(0, count).Select(half => Record(source, half))) + "]";
}
