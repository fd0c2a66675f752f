using System.Globalization;
using System.Text;

namespace Capacity.Forecasting.History;

/// <summary>What telephony systems call the columns of a history, in letters and digits only.</summary>
internal static class HeaderNames
{
    private static readonly Dictionary<string, string[]> ByRole = new()
    {
        ["start"] =
        [
            "start", "datetime", "timestamp", "intervalstart", "startinterval", "interval", "intervalstarttime", "starttime", "period",
            "starttimestamp", "ds", "horodatage", "debut", "dateheure", "debutintervalle", "debutdelintervalle",
        ],
        ["date"] = ["date", "day", "startdate", "jour"],
        ["time"] = ["time", "timeofday", "hour", "heure"],
        ["count"] =
        [
            "count", "calls", "contacts", "offered", "noffered", "offer", "callsoffered", "contactsoffered", "contactsqueued",
            "contactsincoming",
            "totalcalls", "callattempts", "servicelevelcallsoffered", "tasksentered", "tasksoffered", "conversationsoffered", "incomingconversations",
            "conversations",
            "totalconversations", "incomingcalls", "volume", "y", "appels", "appelsrecus", "appelspresentes", "contactsrecus", "nombre",
            "nb",
        ],
        ["handle"] =
        [
            "handle", "handleseconds", "aht", "avghandle", "avghandletime", "averagehandletime", "thandle", "avghandletimeminutes",
            "averagehandletimeinminutes", "dmt", "tmt", "dureemoyennedetraitement",
        ],
        ["answered"] =
        [
            "answered", "answer", "nanswered", "handled", "callshandled", "callsanswered", "acdcalls", "contactshandled",
            "contactsanswered", "reservationsaccepted", "engagedconversations", "appelstraites", "appelsrepondus", "traites", "repondus",
        ],
        ["abandoned"] =
        [
            "abandoned", "abandon", "nabandoned", "abandons", "callsaband", "callsabandoned", "abncalls", "contactsabandoned",
            "taskscanceled", "abandonedconversations", "appelsabandonnes", "abandonnes",
        ],
        ["blocked"] =
        [
            "blocked", "nblocked", "busy", "busycalls", "callsblocked", "blockedcalls", "alltrunksbusy", "refused", "dissuades",
            "appelsdissuades", "bloques",
        ],
        ["persons"] =
        [
            "persons", "people", "uniquecallers", "distinctcallers", "uniquecustomers", "distinctcustomers", "callers", "appelantsuniques",
            "appelants", "personnes", "clientsdistincts",
        ],
        ["queue"] = ["queue", "queuename", "queueid", "queueidlabel", "skill", "split", "vq", "file", "filedattente"],
    };

    /// <summary>The column for a role: the first name that is known, in the order of the list above.</summary>
    public static int Find(string role, IReadOnlyList<string> header)
    {
        var plain = header.Select(Plain).ToList();
        foreach (var name in ByRole[role])
            if (plain.IndexOf(name) is >= 0 and var index)
                return index;
        return -1;
    }

    /// <summary>Seconds in one unit of a handle-time column, where its name tells: Genesys gives milliseconds, Dynamics whole minutes.</summary>
    public static double HandleUnit(string header) => Plain(header) switch
    {
        "thandle" => 0.001,
        "avghandletimeminutes" or "averagehandletimeinminutes" => 60,
        _ => 1,
    };

    /// <summary>Letters and digits in lower case, without accents.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(char.ToLowerInvariant(letter));
        return plain.ToString();
    }
}
