using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>Corrections of single starts that came twice: they stand when the file was read, and are taken back where they are refused.</summary>
internal static class RowCorrections
{
    public static List<HistoryCorrection> Apply(IReadOnlyDictionary<LocalDateTime, HistoryEntry> entries, IReadOnlyList<string> refused)
    {
        var corrections = new List<HistoryCorrection>();
        foreach (var (start, entry) in entries.Where(pair => pair.Value.Corrected is not null).OrderBy(pair => pair.Key))
        {
            var kind = entry.Corrected!.Value;
            var id = HistoryCorrection.IdOf(kind, start);
            var isRefused = refused.Contains(id);
            if (isRefused)
                entry.Refuse();
            corrections.Add(new HistoryCorrection(
                id, kind, start, start, $"{start:uuuu-MM-dd HH:mm} is there twice with different counts.",
                kind == IssueKind.Duplicate ? "The earlier row is used; refused, the later one." : "The mean of both is used; refused, their sum.",
                $"{start:uuuu-MM-dd HH:mm} y est deux fois avec des comptages différents.",
                kind == IssueKind.Duplicate ? "La première ligne compte ; si c’est refusé, la seconde."
                    : "La moyenne des deux compte ; si c’est refusé, leur somme.",
                isRefused));
        }
        return corrections;
    }
}
