using Capacity.Domain.Networks;
using NodaTime;

namespace Capacity.Domain.Rules;

/// <summary>What weekly hours must satisfy: real days, ends after beginnings, no overlap.</summary>
internal static class OpeningHoursRules
{
    private const int MostPeriods = 100;

    public static void Check(RuleBook book, string path, OpeningHours hours)
    {
        if (hours.Periods.Count > MostPeriods)
        {
            book.Break($"{path}/periods", $"There are {hours.Periods.Count} periods in one week.", $"Write at most {MostPeriods}.",
                $"Il y a {hours.Periods.Count} plages dans une semaine.", $"Écrivez-en au plus {MostPeriods}.");
            return;
        }
        NetworkRules.Each($"{path}/periods", hours.Periods, (at, period) => Period(book, at, period));
        NetworkRules.Each($"{path}/closedDates", hours.ClosedDates, book.Date);
        for (var later = 1; later < hours.Periods.Count; later++)
            for (var earlier = 0; earlier < later; earlier++)
                book.Require(!Overlap(hours.Periods[earlier], hours.Periods[later]), $"{path}/periods/{later}",
                    $"This period of {hours.Periods[later].Day} overlaps another one.", "Join the two, or shorten one.",
                    $"Cette plage de {hours.Periods[later].Day} en chevauche une autre.", "Réunissez les deux, ou raccourcissez-en une.");
    }

    private static void Period(RuleBook book, string path, OpenPeriod period)
    {
        book.Require(period.Day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday, $"{path}/day", "The day of the week is missing.",
            "Write one of: monday, tuesday, wednesday, thursday, friday, saturday, sunday.",
            "Le jour de la semaine manque.", "Écrivez l’un de : monday, tuesday, wednesday, thursday, friday, saturday, sunday.");
        book.Require(period.Until == LocalTime.Midnight || period.Until > period.From, $"{path}/until",
            "The period ends before it begins.",
            "Put the end after the beginning; 00:00 means the day's end. Split a period that crosses midnight.",
            "La plage finit avant de commencer.",
            "Mettez la fin après le début ; 00:00 est la fin du jour. Coupez en deux une plage qui passe minuit.");
    }

    private static bool Overlap(OpenPeriod a, OpenPeriod b) => a.Day == b.Day && a.From < End(b) && b.From < End(a);

    private static LocalTime End(OpenPeriod period) => period.Until == LocalTime.Midnight ? LocalTime.MaxValue : period.Until;
}
