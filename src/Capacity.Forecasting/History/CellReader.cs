using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>Reads the dates, times and numbers of a file as people and platforms write them.</summary>
/// <param name="DayFirst">Whether 03/04/2020 is the third of April.</param>
/// <param name="DecimalComma">Whether a comma is a decimal sign, not a separator of thousands.</param>
internal sealed partial record CellReader(bool DayFirst, bool DecimalComma)
{
    /// <summary>A start: date, optional time of day, optional offset. Of an interval "start/end" the start counts.</summary>
    public bool TryStart(string text, out LocalDateTime local, out Offset? offset)
    {
        offset = null;
        if (TryPlainStart(text, out local))
            return true;
        if (text.IndexOf('Z', StringComparison.Ordinal) is var z and > 0 && z + 1 < text.Length && text[z + 1] == '/')
            text = text[..(z + 1)];
        var match = Start().Match(text);
        if (!match.Success || !TryDate(match, out var date))
            return false;
        if (!TryParts(match, out var time))
            return false;
        local = date.At(time);
        var zone = match.Groups["offset"].Value;
        if (zone.Length == 0)
            return true;
        if (zone is "Z" or "z")
            offset = Offset.Zero;
        else
        {
            var minutes = Number(zone.AsSpan(1, 2)) * 60 + Number(zone.AsSpan(zone.Length - 2, 2));
            if (minutes > 18 * 60)
                return false;
            offset = Offset.FromSeconds((zone[0] == '-' ? -60 : 60) * minutes);
        }
        return true;
    }

    /// <summary>2020-03-16 08:30 or 2020-03-16T08:30:00 without an offset, as most rows are: without an expression, for long files.</summary>
    private static bool TryPlainStart(string text, out LocalDateTime local)
    {
        local = default;
        if (text.Length is not (16 or 19) || text[4] != '-' || text[7] != '-' || text[10] is not (' ' or 'T') || text[13] != ':'
            || text.Length == 19 && text[16] != ':')
            return false;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, null, out var year)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, null, out var month)
            || !int.TryParse(text.AsSpan(8, 2), NumberStyles.None, null, out var day)
            || !int.TryParse(text.AsSpan(11, 2), NumberStyles.None, null, out var hour)
            || !int.TryParse(text.AsSpan(14, 2), NumberStyles.None, null, out var minute)
            || year is < 1970 or > 2199 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)
            || hour > 23 || minute > 59)
            return false;
        local = new LocalDateTime(year, month, day, hour, minute);
        return true;
    }

    public static bool TryTime(string text, out LocalTime time)
    {
        time = default;
        var match = TimeOfDay().Match(text);
        return match.Success && TryParts(match, out time);
    }

    /// <summary>A count or a duration; spaces between thousands are allowed.</summary>
    public bool TryNumber(string text, out double value)
    {
        if (text.Length < 10 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            value = whole;
            return true;
        }
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "",
            StringComparison.Ordinal);
        var (comma, point) = (plain.LastIndexOf(','), plain.LastIndexOf('.'));
        if (comma >= 0 && (point > comma || (point < 0 && !DecimalComma && Thousands().IsMatch(plain))))
            plain = plain.Replace(",", "", StringComparison.Ordinal);
        else if (comma >= 0)
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        return double.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <summary>Tells from a sample whether days come before months; European files, which use decimal commas, write the day first.</summary>
    public static bool TellDayFirst(IEnumerable<string> texts, bool decimalComma)
    {
        foreach (var text in texts)
        {
            var match = Start().Match(text);
            if (!match.Groups["a"].Success)
                continue;
            if (Number(match.Groups["a"].ValueSpan) > 12)
                return true;
            if (Number(match.Groups["b"].ValueSpan) > 12)
                return false;
        }
        return decimalComma;
    }

    private bool TryDate(Match match, out LocalDate date)
    {
        date = default;
        var slashed = match.Groups["a"].Success;
        var (first, second) = slashed ? (Number(match.Groups["a"].ValueSpan), Number(match.Groups["b"].ValueSpan)) : (0, 0);
        var year = Number(match.Groups[slashed ? "y2" : "y"].ValueSpan);
        var month = !slashed ? Number(match.Groups["m"].ValueSpan) : DayFirst ? second : first;
        var day = !slashed ? Number(match.Groups["d"].ValueSpan) : DayFirst ? first : second;
        if (year is < 1970 or > 2199 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            return false;
        date = new LocalDate(year, month, day);
        return true;
    }

    private static bool TryParts(Match match, out LocalTime time)
    {
        var hour = match.Groups["h"].Success ? Number(match.Groups["h"].ValueSpan) : 0;
        var minute = match.Groups["min"].Success ? Number(match.Groups["min"].ValueSpan) : 0;
        var half = match.Groups["half"].Value.ToUpperInvariant();
        if (half == "PM" && hour < 12)
            hour += 12;
        else if (half == "AM" && hour == 12)
            hour = 0;
        var fits = hour <= 23 && minute <= 59;
        time = fits ? new LocalTime(hour, minute) : default;
        return fits;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private const string Clock = @"(?<h>[0-9]{1,2})[:hH](?<min>[0-9]{2})(:[0-9]{2}([.,][0-9]+)?)?(\s*(?<half>[AaPp][Mm]))?";

    [GeneratedRegex(@"^((?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})|(?<a>[0-9]{1,2})[/.](?<b>[0-9]{1,2})[/.](?<y2>[0-9]{4}))([T\s]+" + Clock + @"\s*(?<offset>[zZ]|[+-][0-9]{2}:?[0-9]{2})?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Start();

    [GeneratedRegex("^" + Clock + "$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
