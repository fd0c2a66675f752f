using System.Text.Json;

namespace Capacity.Dashboard.Views;

/// <summary>What reading a file of counts found: its columns, and each odd row with line, column, reason and mend.</summary>
public sealed record CleaningReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Rows of data in the file.</summary>
    public int Rows { get; init; }

    /// <summary>Rows in the series.</summary>
    public int Used { get; init; }

    /// <summary>The encoding that was recognized.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>The delimiter that was recognized.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>The column of each role, as mapped.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>How often each kind of oddity occurred, listed or not.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    /// <summary>The first oddities of each kind.</summary>
    public IReadOnlyList<CleaningIssue> Issues { get; init; } = [];

    /// <summary>The file's header, empty where it has none.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>What is changed before a baseline is made.</summary>
    public IReadOnlyList<CleaningCorrection> Corrections { get; init; } = [];

    internal static string In(string english, string french) => Preferences.SupportedCultures.Language == "fr" && french.Length > 0 ? french : english;

    /// <summary>Reads the report of an import; an unreadable one is empty.</summary>
    public static CleaningReport Read(string json)
    {
        try
        {
            return json.Length == 0 ? new CleaningReport() : JsonSerializer.Deserialize<CleaningReport>(json, Options) ?? new CleaningReport();
        }
        catch (JsonException)
        {
            return new CleaningReport();
        }
    }
}

/// <summary>One change of the cleaning list.</summary>
public sealed record CleaningCorrection
{
    /// <summary>Its name, by which it is refused.</summary>
    public string Id { get; init; } = "";

    /// <summary>The sort of oddity, a published name.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What was seen, and what is done about it.</summary>
    public string Problem { get; init; } = "";
    public string ProblemFr { get; init; } = "";
    public string Effect { get; init; } = "";
    public string EffectFr { get; init; } = "";

    /// <summary>What was seen, in the reader's language; English where the report is of before it was told in French.</summary>
    public string Seen => CleaningReport.In(Problem, ProblemFr);

    /// <summary>What is done about it, in the reader's language.</summary>
    public string Done => CleaningReport.In(Effect, EffectFr);

    /// <summary>It is listed and not made.</summary>
    public bool Refused { get; init; }
}

/// <summary>One odd row.</summary>
public sealed record CleaningIssue
{
    /// <summary>The sort of oddity, a published name.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Line from 1; 0 for what concerns the whole series.</summary>
    public int Line { get; init; }

    /// <summary>Column in characters from 1; 0 where none is meant.</summary>
    public int Column { get; init; }

    /// <summary>What is odd and why.</summary>
    public string Problem { get; init; } = "";

    /// <summary>What was done, and how to mend it.</summary>
    public string Mend { get; init; } = "";

    /// <inheritdoc cref="Problem"/>
    public string ProblemFr { get; init; } = "";

    /// <inheritdoc cref="Mend"/>
    public string MendFr { get; init; } = "";

    /// <summary>The problem in the reader's language.</summary>
    public string Seen => CleaningReport.In(Problem, ProblemFr);

    /// <summary>The mend in the reader's language.</summary>
    public string ToMend => CleaningReport.In(Mend, MendFr);
}
