using Capacity.Domain.Json;
using Capacity.Forecasting.History;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Forecasting.Calibration;

/// <summary>Reads a log of single contacts: a CSV file with a header, as <c>capacity simulate --events</c> writes it, or a system's call detail records.</summary>
/// <remarks>A broken row is told and left out. Memory grows with the contacts, some 150 bytes each.</remarks>
public sealed class ContactLogReader
{
    /// <summary>Problems that are told one by one; further ones are only counted.</summary>
    private const int MostProblems = 100;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    private readonly List<LoggedContact> _contacts = [];
    private readonly List<InputError> _problems = [];
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly DateTimeZone _zone;
    private Dictionary<string, int> _columns = [];
    private string _replication = "";
    private int _rows, _bad;

    private ContactLogReader(DateTimeZone zone) => _zone = zone;

    /// <summary>Whether a file looks like a log of contacts and not like counts by interval.</summary>
    /// <param name="header">Its first line.</param>
    public static bool IsLog(string header) =>
        ContactColumns.In(Split(header)) is var columns && columns.ContainsKey(ContactColumns.Outcome) && columns.ContainsKey(ContactColumns.Wait);

    /// <summary>Reads a file.</summary>
    /// <param name="stream">Read once, to its end.</param>
    /// <param name="zone">Zone of moments without an offset.</param>
    /// <param name="queue">The queue of a file that names none.</param>
    /// <param name="cancellationToken">Looked at every 10,000 rows.</param>
    public static ContactLogReport Read(Stream stream, DateTimeZone zone, string queue = "", CancellationToken cancellationToken = default)
    {
        using var text = new CsvText(stream);
        return new ContactLogReader(zone).Read(text, queue, cancellationToken);
    }

    private ContactLogReport Read(CsvText text, string queue, CancellationToken cancellationToken)
    {
        var header = text.ReadLine() ?? "";
        var delimiter = Delimiters.MaxBy(sign => header.Count(letter => letter == sign));
        _columns = ContactColumns.In(Split(header));
        foreach (var role in (string[])[ContactColumns.Offered, ContactColumns.Outcome, ContactColumns.Wait])
            if (!_columns.ContainsKey(role))
                Refuse(1, 1, $"The header has no column '{role}'.", "Name the columns: offered (moment), outcome (answered, abandoned, blocked), wait (seconds); person, queue, reason and handle tell more.",
                    $"L’en-tête n’a pas de colonne « {role} ».", "Nommez les colonnes : offered (instant), outcome (answered, abandoned, blocked), wait (secondes) ; person, queue, reason et handle en disent plus.");
        while (_problems.Count == 0 || _rows > 0)
        {
            if (text.ReadLine() is not { } line)
                break;
            if (line.Trim().Length == 0)
                continue;
            if (++_rows % 10_000 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            Row(CsvText.Fields(line, delimiter), text.Line, queue);
        }
        return new ContactLogReport(_rows, _contacts.Count == 0 ? null : new ContactLog(_contacts), _bad, _problems);
    }

    private void Row(List<(string Text, int Column)> fields, int line, string queue)
    {
        if (!TryMoment(Field(fields, ContactColumns.Offered), out var offered))
            Refuse(line, fields[0].Column, $"'{Field(fields, ContactColumns.Offered)}' is not a moment.", "Write 2020-03-16T08:30:15+01:00, or local time without the offset.",
                $"« {Field(fields, ContactColumns.Offered)} » n’est pas un instant.", "Écrivez 2020-03-16T08:30:15+01:00, ou l’heure locale sans décalage.");
        else if (ContactColumns.OutcomeOf(Field(fields, ContactColumns.Outcome)) is not { } outcome)
            Refuse(line, fields[0].Column, $"'{Field(fields, ContactColumns.Outcome)}' is not an outcome.", "Write answered, abandoned, blocked or movedOn.",
                $"« {Field(fields, ContactColumns.Outcome)} » n’est pas une issue.", "Écrivez answered, abandoned, blocked ou movedOn.");
        else if (Seconds(fields, ContactColumns.Wait) is not (>= 0 and < 1e9 and var wait))
            Refuse(line, fields[0].Column, $"'{Field(fields, ContactColumns.Wait)}' is not a wait.", "Write seconds, 0 or more.",
                $"« {Field(fields, ContactColumns.Wait)} » n’est pas une attente.", "Écrivez des secondes, 0 ou plus.");
        else if (!IsOtherReplication(fields, line))
            _contacts.Add(new LoggedContact
            {
                Offered = offered,
                Queue = Shared(_columns.ContainsKey(ContactColumns.Queue) ? Field(fields, ContactColumns.Queue) : queue),
                Outcome = outcome,
                Wait = wait,
                Handle = Seconds(fields, ContactColumns.Handle) ?? double.NaN,
                Person = Shared(Field(fields, ContactColumns.Person)),
                Reason = Shared(Field(fields, ContactColumns.Reason)),
                Team = Shared(Field(fields, ContactColumns.Team)),
                Agent = Shared(Field(fields, ContactColumns.Agent)),
                Tenure = Seconds(fields, ContactColumns.Tenure) is >= 0 and var months ? months : null,
                IsTimedOut = bool.TryParse(Field(fields, ContactColumns.TimedOut), out var timedOut) && timedOut,
                Attempt = int.TryParse(Field(fields, ContactColumns.Attempt), out var attempt) ? attempt : 0,
                Origin = ContactColumns.OriginOf(Field(fields, ContactColumns.Origin)),
                IsResolved = outcome == LoggedOutcome.Answered && bool.TryParse(Field(fields, ContactColumns.Resolved), out var resolved) ? resolved : null,
            });
    }

    /// <summary>A simulated log has one replication: two would make twice the days and the persons.</summary>
    private bool IsOtherReplication(List<(string Text, int Column)> fields, int line)
    {
        var replication = Field(fields, ContactColumns.Replication);
        _replication = _replication.Length == 0 ? replication : _replication;
        if (replication == _replication)
            return false;
        Refuse(line, 1, $"The row is of replication {replication}, the file began with {_replication}.", "Calibrate one replication at a time.",
            $"La ligne est de la réplication {replication}, le fichier commence par {_replication}.", "Calez une réplication à la fois.");
        return true;
    }

    private string Field(List<(string Text, int Column)> fields, string role) =>
        _columns.TryGetValue(role, out var place) && place < fields.Count ? fields[place].Text : "";

    private double? Seconds(List<(string Text, int Column)> fields, string role) => double.TryParse(
        Field(fields, role).Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>One text for all contacts that have it.</summary>
    private string Shared(string text)
    {
        if (_known.TryGetValue(text, out var known))
            return known;
        _known[text] = text;
        return text;
    }

    private bool TryMoment(string text, out Instant moment)
    {
        moment = default;
        text = text.Length > 10 && text[10] == ' ' ? string.Concat(text.AsSpan(0, 10), "T", text.AsSpan(11)) : text;
        if (OffsetDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var there))
            moment = there.ToInstant();
        else if (LocalDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var local))
            moment = local.InZoneLeniently(_zone).ToInstant();
        else
            return false;
        return true;
    }

    private void Refuse(int line, int column, string problem, string mend, string problemFr, string mendFr)
    {
        _bad++;
        if (_problems.Count < MostProblems)
            _problems.Add(new InputError("", line, column, problem, mend) { ProblemFr = problemFr, MendFr = mendFr });
    }

    private static List<string> Split(string header) =>
        [.. CsvText.Fields(header, Delimiters.MaxBy(sign => header.Count(letter => letter == sign))).Select(field => field.Text)];
}

/// <summary>What reading a log found.</summary>
/// <param name="Rows">Rows below the header.</param>
/// <param name="Log">The contacts; null where no row could be used.</param>
/// <param name="LeftOut">Rows, or missing columns, that were told as problems.</param>
/// <param name="Problems">The first of them.</param>
public sealed record ContactLogReport(int Rows, ContactLog? Log, int LeftOut, IReadOnlyList<InputError> Problems);
