using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>Puts the rows of a file in order and says what is missing or out of the ordinary; it changes no count.</summary>
internal static class SeriesCleaning
{
    public static HistorySeries? Clean(Dictionary<LocalDateTime, HistoryEntry> entries, DateTimeZone? zone, IssueLog log)
    {
        if (entries.Count == 0)
            return null;
        var sorted = entries.OrderBy(pair => pair.Key).ToList();
        var minutes = Interval(sorted.ConvertAll(pair => pair.Key));
        var grid = MostCommonPhase(sorted, minutes);
        var kept = new List<KeyValuePair<LocalDateTime, HistoryEntry>>(sorted.Count);
        foreach (var pair in sorted)
            if (Minute(pair.Key) % minutes == grid)
                kept.Add(pair);
            else
                log.Add(IssueKind.NotOnGrid, pair.Value.Line, 1,
                    ($"{pair.Key:uuuu-MM-dd HH:mm} does not lie on the grid of {minutes} minutes.",
                        $"{pair.Key:uuuu-MM-dd HH:mm} n’est pas sur la grille de {minutes} minutes."),
                    ("The row was left out: check the start.", "La ligne est écartée : vérifiez le début."));
        var series = new HistorySeries
        {
            IntervalMinutes = minutes,
            Starts = kept.ConvertAll(pair => pair.Key),
            Counts = kept.ConvertAll(pair => pair.Value.Count),
            Outcomes = kept.Exists(pair => pair.Value.Outcome.IsKnown) ? kept.ConvertAll(pair => pair.Value.Outcome) : [],
            HandleSeconds = kept.Exists(pair => !double.IsNaN(pair.Value.Handle)) ? kept.ConvertAll(pair => pair.Value.Handle) : [],
        };
        var usual = UsualWeek.Of(series);
        Closed(series, usual, log);
        Missing(series, usual, zone, log);
        return series;
    }

    private static int Minute(LocalDateTime start) => start.Hour * 60 + start.Minute;

    /// <summary>The most common distance of neighboring starts within a day, a day where there is one row per day.</summary>
    private static int Interval(List<LocalDateTime> starts)
    {
        var distances = new Dictionary<int, int>();
        for (var i = 1; i < starts.Count; i++)
            if (starts[i].Date == starts[i - 1].Date)
            {
                var distance = Minute(starts[i]) - Minute(starts[i - 1]);
                distances[distance] = distances.GetValueOrDefault(distance) + 1;
            }
        var days = starts.Select(start => start.Date).Distinct().Count();
        return distances.Values.Sum() * 2 < days || distances.Count == 0
            ? 1440
            : distances.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key is var common && 1440 % common == 0
                ? common : 1;
    }

    private static int MostCommonPhase(List<KeyValuePair<LocalDateTime, HistoryEntry>> sorted, int minutes) =>
        sorted.CountBy(pair => Minute(pair.Key) % minutes).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;

    private static void Closed(HistorySeries series, UsualWeek usual, IssueLog log)
    {
        var open = usual.OpenHours().ToList();
        if (series.IntervalMinutes < 1440 || open.Count < 7)
            log.Add(IssueKind.ClosedHours, 0, 0, ($"Usual hours: {string.Join("; ", open)}.", $"Horaires habituels : {string.Join(" ; ", open)}."),
                ("Outside of them the queue is taken as closed.", "En dehors, la file est considérée fermée."));
    }

    /// <summary>Days and stretches of days that usually have rows and here have none.</summary>
    private static void Missing(HistorySeries series, UsualWeek usual, DateTimeZone? zone, IssueLog log)
    {
        var days = series.Days().ToDictionary(day => day.Date);
        for (var date = series.Starts[0].Date; date <= series.Starts[^1].Date; date = date.PlusDays(1))
        {
            if (!usual.HasDay(date.DayOfWeek))
                continue;
            if (!days.TryGetValue(date, out var day))
                log.Add(IssueKind.MissingDay, 0, 0, ($"{date:uuuu-MM-dd} ({date.DayOfWeek}) has no rows.", $"Le {date:uuuu-MM-dd} n’a aucune ligne."),
                    ("It was left out of the profile: a holiday, or a day to complete.",
                        "Il ne compte pas dans le profil : un jour férié, ou un jour à compléter."));
            else
                Gaps(day, series.IntervalMinutes, usual, zone, log);
        }
    }

    private static void Gaps(HistoryDay day, int minutes, UsualWeek usual, DateTimeZone? zone, IssueLog log)
    {
        for (var slot = 0; slot < day.Counts.Length; slot++)
        {
            if (!IsMissing(slot))
                continue;
            var end = slot;
            while (end < day.Counts.Length && IsMissing(end))
                end++;
            var from = day.Date.AtMidnight().PlusMinutes(slot * minutes);
            var until = from.PlusMinutes((end - slot) * minutes);
            log.Add(IssueKind.Gap, 0, 0,
                ($"{from:uuuu-MM-dd HH:mm} to {until:HH:mm}: {end - slot} intervals are missing.",
                    $"{from:uuuu-MM-dd HH:mm} à {until:HH:mm} : {end - slot} intervalles manquent."),
                ("Nothing was filled in: complete the file if they were open.", "Rien n’a été complété : complétez le fichier si la file était ouverte."));
            slot = end;
        }

        bool IsMissing(int slot) => double.IsNaN(day.Counts[slot]) && usual.HasSlot(day.Date.DayOfWeek, slot)
            && (zone is null || zone.MapLocal(day.Date.AtMidnight().PlusMinutes(slot * minutes)).Count > 0);
    }
}
