using Capacity.Forecasting.History;

namespace Capacity.Forecasting.Calibration;

/// <summary>What telephony systems call the columns and outcomes of a log of single contacts, in letters and digits only.</summary>
internal static class ContactColumns
{
    public const string Offered = "offered", Queue = "queue", Outcome = "outcome", Wait = "wait", Handle = "handle", Person = "person",
        Reason = "reason", Team = "team", Attempt = "attempt", Origin = "origin", Resolved = "resolved", Agent = "agent", Tenure = "tenure", TimedOut = "timedout", Replication = "replication";

    private static readonly Dictionary<string, string[]> Names = new()
    {
        [Offered] = ["offered", "start", "starttime", "datetime", "timestamp", "conversationstart", "initiationtimestamp", "arrival", "debut", "horodatage"],
        [Queue] = ["queue", "queuename", "skill", "split", "vq", "file", "filedattente"],
        [Outcome] = ["outcome", "result", "status", "disposition", "resultat", "issue"],
        [Wait] = ["wait", "waitseconds", "waittime", "queuetime", "queueduration", "timeinqueue", "attente", "dureedattente"],
        [Handle] = ["handle", "handleseconds", "handletime", "dureedetraitement", "traitement"],
        [Person] = ["person", "caller", "callerid", "ani", "customer", "customerid", "from", "appelant", "client"],
        [Reason] = ["reason", "category", "wrapupcode", "motif"],
        [Team] = ["team", "group", "agentgroup", "equipe"],
        [Agent] = ["agent", "agentid", "agentname", "user", "userid", "conseiller"],
        [Tenure] = ["tenure", "tenuremonths", "anciennete"],
        [TimedOut] = ["timedout"],
        [Attempt] = ["attempt", "tentative"],
        [Origin] = ["origin", "origine"],
        [Resolved] = ["resolved", "firstcontactresolution", "fcr", "resolu"],
        [Replication] = ["replication"],
    };

    private static readonly Dictionary<string, LoggedOutcome> Outcomes = new()
    {
        ["answered"] = LoggedOutcome.Answered,
        ["handled"] = LoggedOutcome.Answered,
        ["served"] = LoggedOutcome.Answered,
        ["completed"] = LoggedOutcome.Answered,
        ["repondu"] = LoggedOutcome.Answered,
        ["traite"] = LoggedOutcome.Answered,
        ["abandoned"] = LoggedOutcome.Abandoned,
        ["abandon"] = LoggedOutcome.Abandoned,
        ["noanswer"] = LoggedOutcome.Abandoned,
        ["canceled"] = LoggedOutcome.Abandoned,
        ["abandonne"] = LoggedOutcome.Abandoned,
        ["blocked"] = LoggedOutcome.Blocked,
        ["busy"] = LoggedOutcome.Blocked,
        ["refused"] = LoggedOutcome.Blocked,
        ["bloque"] = LoggedOutcome.Blocked,
        ["occupe"] = LoggedOutcome.Blocked,
        ["movedon"] = LoggedOutcome.MovedOn,
        ["overflow"] = LoggedOutcome.MovedOn,
        ["callback"] = LoggedOutcome.MovedOn,
        ["transferredout"] = LoggedOutcome.MovedOn,
        ["debordement"] = LoggedOutcome.MovedOn,
        ["rappel"] = LoggedOutcome.MovedOn,
        ["stillwaiting"] = LoggedOutcome.StillWaiting,
        ["stillserved"] = LoggedOutcome.StillServed,
    };

    private static readonly Dictionary<string, LoggedOrigin> Origins = new()
    {
        [""] = LoggedOrigin.Unknown,
        ["fresh"] = LoggedOrigin.First,
        ["redial"] = LoggedOrigin.Redial,
        ["recontact"] = LoggedOrigin.Recontact,
        ["channelchange"] = LoggedOrigin.ChannelChange,
        ["transfer"] = LoggedOrigin.HandedOn,
        ["escalation"] = LoggedOrigin.HandedOn,
    };

    /// <summary>Places of the columns that a header has.</summary>
    public static Dictionary<string, int> In(IReadOnlyList<string> header)
    {
        var plain = header.Select(HeaderNames.Plain).ToList();
        return Names.Select(role => (role.Key, Place: role.Value.Select(name => plain.IndexOf(name)).FirstOrDefault(place => place >= 0, -1)))
            .Where(role => role.Place >= 0).ToDictionary(role => role.Key, role => role.Place);
    }

    public static LoggedOutcome? OutcomeOf(string text) => Outcomes.TryGetValue(HeaderNames.Plain(text), out var outcome) ? outcome : null;

    public static LoggedOrigin OriginOf(string text) => Origins.GetValueOrDefault(HeaderNames.Plain(text), LoggedOrigin.Other);
}
