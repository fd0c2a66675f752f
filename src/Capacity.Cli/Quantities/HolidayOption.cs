using System.CommandLine;
using Capacity.Cli.Terminal;
using Capacity.Domain.Calendars;

namespace Capacity.Cli.Quantities;

/// <summary>The option that names whose public holidays a queue keeps.</summary>
internal static class HolidayOption
{
    private const string Told = "auto";

    public static Option<string?> Create() => new("--holidays")
    {
        HelpName = "CALENDAR",
        Description = $"Whose public holidays are kept: {Names()}, or {Told} to tell it from the history. Default {Told}.",
    };

    /// <summary>The calendar, null where it is to be told from the history.</summary>
    public static HolidayCalendar? Calendar(string? text) => text is null or Told ? null
        : HolidayCalendar.Named(text) ?? throw new UsageException($"--holidays: '{text}' is not known. Choose {Names()} or {Told}.");

    private static string Names() => string.Join(", ", HolidayCalendar.Known.Append(HolidayCalendar.None).Select(calendar => calendar.Code));
}
