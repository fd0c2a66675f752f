using System.Globalization;
using Capacity.Domain.Networks;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using CsvHelper;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Cli.Files;

/// <summary>Contacts as rows of a CSV file, written as they end. MECHANISMS.md of the simulation says what each column means.</summary>
internal sealed class ContactFile : IDisposable
{
    private static readonly string[] Columns =
    [
        "replication", "contact", "person", "attempt", "caseContact", "origin", "queue", "reason", "hard", "offered", "outcome", "wait",
        "team", "handle", "resolved", "timedOut", "agent", "firstAnswer", "callsInVain", "loss",
    ];

    private static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss.fffo<m>");

    private readonly Network _network;
    private readonly Timeline _timeline;
    private readonly CsvWriter _csv;

    public ContactFile(string path, SimulationModel model)
    {
        _network = model.Scenario.Network;
        _timeline = model.Timeline;
        try
        {
            _csv = CsvWriter.ToFile(path, CsvWriterOptions.Default, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new Terminal.RefusedException($"The file '{path}' cannot be written: {fault.Message} Name a file in a directory that exists.");
        }
        _csv.WriteRecord(Columns);
    }

    public void Add(ContactRecord record)
    {
        _csv.WriteField(record.Replication.ToString(CultureInfo.InvariantCulture));
        _csv.WriteField(record.Contact.ToString("x16", CultureInfo.InvariantCulture));
        _csv.WriteField(record.Person.ToString("x16", CultureInfo.InvariantCulture));
        _csv.WriteField(record.Attempt.ToString(CultureInfo.InvariantCulture));
        _csv.WriteField(record.CaseContact.ToString(CultureInfo.InvariantCulture));
        _csv.WriteField(Name(record.Origin.ToString()));
        _csv.WriteField(_network.Queues[record.Queue].Id);
        _csv.WriteField(record.Reason < _network.Reasons.Count ? _network.Reasons[record.Reason].Id : "");
        _csv.WriteField(Truth(record.IsHard));
        _csv.WriteField(Moment.Format((_timeline.Start + Duration.FromSeconds(record.Offered)).InZone(_timeline.Zone).ToOffsetDateTime()));
        _csv.WriteField(Name(record.Fate.ToString()));
        _csv.WriteField(record.Wait.ToString("0.###", CultureInfo.InvariantCulture));
        _csv.WriteField(record.Team < 0 ? "" : _network.Teams[record.Team].Id);
        _csv.WriteField(record.Team < 0 || double.IsNaN(record.Handle) ? "" : record.Handle.ToString("0.###", CultureInfo.InvariantCulture));
        _csv.WriteField(Truth(record.IsResolved));
        _csv.WriteField(Truth(record.IsTimedOut));
        _csv.WriteField(record.Agent < 0 ? "" : record.Agent.ToString(CultureInfo.InvariantCulture));
        _csv.WriteField(Truth(record.IsFirstAnswer));
        _csv.WriteField(record.CallsInVain.ToString(CultureInfo.InvariantCulture));
        _csv.WriteField(record.Loss.ToString("0.##", CultureInfo.InvariantCulture));
        _csv.EndRecord();
    }

    public void Dispose() => _csv.Dispose();

    private static string Truth(bool value) => value ? "true" : "false";

    private static string Name(string member) => char.ToLowerInvariant(member[0]) + member[1..];
}
