using Capacity.Domain.Json;

namespace Capacity.Forecasting.History;

/// <summary>Which column of a file is what: by header name or by number from 1. What is left out is found by itself.</summary>
public sealed record HistoryMapping
{
    public string? Start { get; init; }

    /// <summary>Date and time of day in columns of their own, instead of a start.</summary>
    public string? Date { get; init; }
    public string? Time { get; init; }
    public string? Count { get; init; }
    public string? Handle { get; init; }
    public string? Queue { get; init; }

    /// <summary>Contacts that were answered, gave up or found every line busy, and the different callers among them.</summary>
    public string? Answered { get; init; }
    public string? Abandoned { get; init; }
    public string? Blocked { get; init; }
    public string? Persons { get; init; }

    /// <summary>Only rows of this queue, where the file has several.</summary>
    public string? OnlyQueue { get; init; }

    /// <summary>IANA time zone of the local starts; with it, daylight-saving hours are checked and offsets converted.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Identifiers of the corrections that are refused.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>Unit of the handle-time column: s, ms or min; absent: as the header's name says, else seconds.</summary>
    public string? HandleUnit { get; init; }

    private static readonly string[] Roles =
    [
        "start", "date", "time", "count", "handle", "queue", "answered", "abandoned", "blocked", "persons", "only-queue", "zone", "unit",
    ];

    /// <summary>The column that is named for a role, null where none is.</summary>
    internal string? Of(string role) => role switch
    {
        "start" => Start,
        "date" => Date,
        "time" => Time,
        "count" => Count,
        "handle" => Handle,
        "queue" => Queue,
        "answered" => Answered,
        "abandoned" => Abandoned,
        "blocked" => Blocked,
        "persons" => Persons,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role of a column."),
    };

    /// <summary>Reads "start=Interval Start,count=Offer"; the error says which part is wrong.</summary>
    public static Parsed<HistoryMapping> Parse(string text)
    {
        var mapping = new HistoryMapping();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || sign == part.Length - 1)
                return Wrong($"'{part}' is not a part of a mapping.", "Write ROLE=COLUMN, for example count=Offered.",
                    $"« {part} » n’est pas une partie d’une correspondance.", "Écrivez RÔLE=COLONNE, par exemple count=Offerts.");
            var (role, column) = (part[..sign].Trim().ToLowerInvariant(), part[(sign + 1)..].Trim());
            switch (role)
            {
                case "start": mapping = mapping with { Start = column }; break;
                case "date": mapping = mapping with { Date = column }; break;
                case "time": mapping = mapping with { Time = column }; break;
                case "count": mapping = mapping with { Count = column }; break;
                case "handle": mapping = mapping with { Handle = column }; break;
                case "answered": mapping = mapping with { Answered = column }; break;
                case "abandoned": mapping = mapping with { Abandoned = column }; break;
                case "blocked": mapping = mapping with { Blocked = column }; break;
                case "persons": mapping = mapping with { Persons = column }; break;
                case "queue": mapping = mapping with { Queue = column }; break;
                case "only-queue": mapping = mapping with { OnlyQueue = column }; break;
                case "zone": mapping = mapping with { TimeZone = column }; break;
                case "unit": mapping = mapping with { HandleUnit = column }; break;
                default:
                    return Wrong($"'{role}' is not a role of a column.", NearestName.Suggest(role, Roles),
                        $"« {role} » n’est pas un rôle de colonne.", NearestName.SuggestInFrench(role, Roles));
            }
        }
        if (mapping.TimeZone is { } zone && NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            return Wrong($"'{zone}' is not a time zone of the tz database.", "Write a name like Europe/Paris.",
                $"« {zone} » n’est pas un fuseau de la base tz.", "Écrivez un nom comme Europe/Paris.");
        return mapping.HandleUnit is null or "s" or "ms" or "min"
            ? new Parsed<HistoryMapping>(mapping, [])
            : Wrong($"'{mapping.HandleUnit}' is not a unit of handle time.", "Write s, ms or min.",
                $"« {mapping.HandleUnit} » n’est pas une unité de durée de traitement.", "Écrivez s, ms ou min.");
    }

    private static Parsed<HistoryMapping> Wrong(string problem, string mend, string problemFr, string mendFr) =>
        new(null, [new InputError("map", 0, 0, problem, mend) { ProblemFr = problemFr, MendFr = mendFr }]);
}
