using System.Globalization;
using Capacity.Domain;
using Capacity.Domain.Results;
using NodaTime;

namespace Capacity.Dashboard.Views;

/// <summary>Writes numbers, dates and intervals in the culture of the reader, always with their unit.</summary>
public static class Figures
{
    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    private static bool IsFrench => Culture.TwoLetterISOLanguageName == "fr";

    /// <summary>A share (0–1) as a percentage.</summary>
    public static string Percent(double share, int digits = 0) => Percentage.Of(share, Culture, "N" + digits);

    /// <summary>A count or another plain number.</summary>
    public static string Number(double value, int digits = 0) => double.IsFinite(value) ? value.ToString("N" + digits, Culture) : "–";

    /// <summary>Euros without cents, in thousands from ten thousand on.</summary>
    public static string Euros(double value)
    {
        if (!double.IsFinite(value)) return "–";
        bool thousands = Math.Abs(value) >= 10_000;
        string number = Math.Abs(thousands ? value / 1000 : value).ToString("N0", Culture);
        string sign = value < 0 ? "−\u00a0" : "";
        return sign + (IsFrench ? $"{number}\u00a0{(thousands ? "k€" : "€")}" : $"€{number}{(thousands ? "\u00a0k" : "")}");
    }

    /// <summary>Euros with cents, for prices.</summary>
    public static string EurosAndCents(double value) => !double.IsFinite(value) ? "–"
        : (value < 0 ? "−\u00a0" : "") + (IsFrench ? $"{Number(Math.Abs(value), 2)}\u00a0€" : $"€{Number(Math.Abs(value), 2)}");

    /// <summary>Euros with a sign in front, for differences.</summary>
    public static string SignedEuros(double value) => value > 0 ? "+\u00a0" + Euros(value) : Euros(value);

    /// <summary>A number with a sign in front, for differences.</summary>
    public static string Signed(double value, int digits = 0) =>
        !double.IsFinite(value) ? "–" : (value < 0 ? "−\u00a0" : "+\u00a0") + Number(Math.Abs(value), digits);

    /// <summary>A day and its month, as in 19 May.</summary>
    public static string Day(LocalDate date) => date.ToString("d MMM", Culture);

    /// <summary>A day with weekday, as in Fri 20 March.</summary>
    public static string Weekday(LocalDate date) => date.ToString("ddd d MMM", Culture);

    /// <summary>A full date, as in 20 March 2020.</summary>
    public static string Date(LocalDate date) => date.ToString("d MMMM yyyy", Culture);

    /// <summary>A month and its year.</summary>
    public static string Month(YearMonth month) => month.ToDateInterval().Start.ToString("MMM yyyy", Culture);

    /// <summary>An instant in local words, as in 20 March 2020 14:05 UTC.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMM yyyy HH:mm", Culture) + " UTC";

    /// <summary>The short name of an ISO week, as in W13 or S13.</summary>
    public static string Week(string isoWeek)
    {
        int at = isoWeek.LastIndexOf('W');
        return at < 0 ? isoWeek : (IsFrench ? "S" : "W") + isoWeek[(at + 1)..];
    }

    /// <summary>A duration in the unit in which people say it: seconds, minutes, hours or days.</summary>
    public static string Duration(double seconds)
    {
        double unit = UnitOf(seconds);
        return Duration(seconds, unit, Math.Abs(seconds) < 10 * unit ? 1 : 0);
    }

    /// <summary>A duration in a unit of <see cref="UnitOf"/>, whatever its size, as all lines of one axis are written.</summary>
    public static string Duration(double seconds, double unit, int digits)
    {
        string name = unit switch { 1 => "s", 60 => "min", 3600 => "h", _ => IsFrench ? "j" : "d" };
        return double.IsFinite(seconds) ? $"{Number(seconds / unit, digits)}\u00a0{name}" : "–";
    }

    /// <summary>Seconds of the unit in which people say a duration.</summary>
    public static double UnitOf(double seconds) => Math.Abs(seconds) switch { < 120 => 1, < 7200 => 60, < 172_800 => 3600, _ => 86_400 };

    /// <summary>The middle 80 % of replications of a share, as in 58–64 %.</summary>
    public static string PercentRange(Estimate estimate) =>
        $"{Number(estimate.P10 * 100)}–{Percent(estimate.P90)}";

    /// <summary>The middle 80 % of replications of a number.</summary>
    public static string Range(Estimate estimate, int digits = 0) => $"{Number(estimate.P10, digits)}–{Number(estimate.P90, digits)}";
}
