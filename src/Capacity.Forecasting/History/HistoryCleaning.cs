using Capacity.Domain.Calendars;

namespace Capacity.Forecasting.History;

/// <summary>A series with the corrections laid over it.</summary>
/// <param name="Series">What a baseline is made of.</param>
/// <param name="Corrections">What was changed, refused corrections included, in the order in which they were laid.</param>
public sealed record CleanedHistory(HistorySeries Series, IReadOnlyList<HistoryCorrection> Corrections);

/// <summary>What is taken out of a series or scaled before a baseline is made of it: everything that the ordinary week does not have.</summary>
public static class HistoryCleaning
{
    /// <summary>A day this far from the median of its weekday, in robust standard deviations, is out of the ordinary.</summary>
    private const double OutlierDistance = 5;

    /// <summary>Zones in which French public holidays are closed or quiet days.</summary>
    private const string FrenchZone = "Europe/Paris";

    /// <summary>Level shifts, public holidays, days out of the ordinary, silent lines and contacts out of hours.</summary>
    /// <param name="series">Counts as they were read.</param>
    /// <param name="timeZone">IANA zone of the starts, for public holidays; null: unknown.</param>
    /// <param name="refused">Identifiers of corrections that are listed and not made.</param>
    public static CleanedHistory Clean(HistorySeries series, string? timeZone, IReadOnlyList<string> refused)
    {
        var sheet = new CorrectionSheet(series, refused);
        LevelCorrection.Correct(sheet);
        if (timeZone == FrenchZone)
            Holidays(sheet);
        Silences(series, sheet);
        Outliers(sheet);
        OutOfHours(series, sheet);
        return new CleanedHistory(sheet.Result(), sheet.Corrections);
    }

    private static void Holidays(CorrectionSheet sheet)
    {
        var holidays = FrenchHolidays.Between(sheet.Days[0].Date, sheet.Days[^1].Date.PlusDays(1)).ToHashSet();
        foreach (var day in sheet.Days.Where(day => holidays.Contains(day.Date) && !double.IsNaN(sheet.Total(day))))
            sheet.LeaveOut(
                IssueKind.Holiday, day.Rows, ($"{day.Date:uuuu-MM-dd} is a public holiday.", $"Le {day.Date:uuuu-MM-dd} est un jour férié."),
                ("It is left out of the ordinary week.", "Il est écarté de la semaine ordinaire."));
    }

    /// <summary>Whole days; one of which a part is left out already is not compared.</summary>
    private static void Outliers(CorrectionSheet sheet)
    {
        foreach (var weekday in sheet.Days.Where(day => !day.Rows.Any(sheet.IsLeftOut)).GroupBy(day => (day.Date.DayOfWeek, sheet.Breaks.Count(date => date <= day.Date))))
        {
            var days = weekday.Select(day => (Day: day, Total: sheet.Total(day))).ToList();
            var totals = days.Select(pair => pair.Total).Order().ToList();
            if (totals.Count < 5)
                continue;
            var median = Statistics.MedianOfSorted(totals);
            var limit = Math.Max(OutlierDistance * Statistics.RobustDeviation(totals, median), 0.1 * median);
            foreach (var (day, total) in days.Where(pair => Math.Abs(pair.Total - median) > limit))
                sheet.LeaveOut(
                    IssueKind.OutlierDay, day.Rows,
                    ($"{day.Date:uuuu-MM-dd} ({day.Date.DayOfWeek}) has {total:0} contacts, where {median:0} are usual.",
                        $"Le {day.Date:uuuu-MM-dd} compte {total:0} contacts, là où {median:0} sont habituels."),
                    ("It is left out of the ordinary week: check for an event or a failure.",
                        "Il est écarté de la semaine ordinaire : vérifiez s’il y a eu un événement ou une panne."));
        }
    }

    /// <summary>Two hours without a contact in the middle of busy hours: the line was dead, or the recorder.</summary>
    private static void Silences(HistorySeries series, CorrectionSheet sheet)
    {
        if (series.IntervalMinutes > 60 || series.Counts.Average() <= 2)
            return;
        var shortest = 120 / series.IntervalMinutes;
        foreach (var day in sheet.Days)
        {
            var run = new List<int>();
            for (var row = day.First; row <= day.End; row++)
            {
                if (row < day.End && series.Counts[row] == 0 && series.Starts[row].Hour is >= 9 and < 18 && !sheet.IsLeftOut(row))
                {
                    run.Add(row);
                    continue;
                }
                if (run.Count >= shortest)
                    sheet.LeaveOut(
                        IssueKind.SilentLine, run,
                        ($"{series.Starts[run[0]]:uuuu-MM-dd HH:mm}: no contact in {run.Count * series.IntervalMinutes} minutes.",
                            $"{series.Starts[run[0]]:uuuu-MM-dd HH:mm} : aucun contact en {run.Count * series.IntervalMinutes} minutes."),
                        ("It is left out of the ordinary week: check whether the line or the recording was down.",
                            "C’est écarté de la semaine ordinaire : vérifiez si la ligne ou son enregistrement était en panne."));
                run = [];
            }
        }
    }

    /// <summary>Contacts in intervals that most weeks do not have: late hang-ups, tests, a Saturday that was opened once.</summary>
    private static void OutOfHours(HistorySeries series, CorrectionSheet sheet)
    {
        var usual = UsualWeek.Of(series);
        foreach (var day in sheet.Days)
        {
            var rows = day.Rows.Where(row => series.Counts[row] > 0 && !sheet.IsLeftOut(row)
                && !(usual.HasDay(day.Date.DayOfWeek) && usual.HasSlot(day.Date.DayOfWeek, Slot(series, row)))).ToList();
            if (rows.Count > 0)
                sheet.LeaveOut(
                    IssueKind.OutOfHours, rows,
                    ($"{day.Date:uuuu-MM-dd} ({day.Date.DayOfWeek}) has {rows.Sum(row => series.Counts[row]):0} contacts outside the usual hours.",
                        $"Le {day.Date:uuuu-MM-dd} compte {rows.Sum(row => series.Counts[row]):0} contacts en dehors des heures habituelles."),
                    ("They are left out of the ordinary week.", "Ils sont écartés de la semaine ordinaire."));
        }
    }

    private static int Slot(HistorySeries series, int row) =>
        (series.Starts[row].Hour * 60 + series.Starts[row].Minute) / series.IntervalMinutes;
}
