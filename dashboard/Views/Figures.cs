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
        if (!double.IsFinite(seconds)) return "–";
        double size = Math.Abs(seconds);
        return size switch
        {
            < 120 => Number(seconds, size < 10 ? 1 : 0) + "\u00a0s",
            < 7200 => Number(seconds / 60, size < 600 ? 1 : 0) + "\u00a0min",
            < 172_800 => Number(seconds / 3600, size < 36_000 ? 1 : 0) + "\u00a0h",
            _ => Number(seconds / 86_400, size < 864_000 ? 1 : 0) + (IsFrench ? "\u00a0j" : "\u00a0d"),
        };
    }

    /// <summary>The middle 80 % of replications of a share, as in 58–64 %.</summary>
    public static string PercentRange(Estimate estimate) =>
        $"{Number(estimate.P10 * 100)}–{Percent(estimate.P90)}";

    /// <summary>The middle 80 % of replications of a number.</summary>
    public static string Range(Estimate estimate, int digits = 0) => $"{Number(estimate.P10, digits)}–{Number(estimate.P90, digits)}";
}
