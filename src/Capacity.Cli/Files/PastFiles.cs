using Capacity.Cli.Terminal;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Calibration;
using Capacity.Forecasting.History;
using Capacity.Planning.Replays;
using NodaTime;

namespace Capacity.Cli.Files;

/// <summary>What was recorded of the past: logs of single contacts, histories of counts by queue, or both.</summary>
internal sealed class PastFiles
{
    private const int MostStaffedMinutes = 60;

    private readonly Dictionary<string, HistorySeries> _histories = new(StringComparer.Ordinal);
    private readonly DateTimeZone _zone;

    private PastFiles(string names, ContactLog? log, DateTimeZone zone) => (Names, Log, _zone) = (names, log, zone);

    public string Names { get; }

    /// <summary>All contacts of the logs; null where every file is a history.</summary>
    public ContactLog? Log { get; }

    public static PastFiles Read(IReadOnlyList<string> paths, DateTimeZone zone, string queue, CancellationToken cancellation)
    {
        var counted = paths.Where(path => File.Exists(path) && !ContactLogReader.IsLog(File.ReadLines(path).FirstOrDefault() ?? "") && queue.Length > 0).ToList();
        var logged = paths.Except(counted).ToList();
        var files = new PastFiles(
            string.Join(", ", paths.Select(Path.GetFileName)), logged.Count == 0 ? null : ContactLogFile.Read(logged, zone, queue, cancellation), zone);
        foreach (var path in counted)
            files._histories[queue] = HistoryFile.Series(path, new HistoryMapping());
        return files;
    }

    /// <summary>Histories of the queues of a network.</summary>
    public Dictionary<string, HistorySeries> Histories(Network network)
    {
        var histories = new Dictionary<string, HistorySeries>(StringComparer.Ordinal);
        foreach (var queue in network.Queues)
            if (_histories.TryGetValue(queue.Id, out var history))
                histories[queue.Id] = history;
            else if (Log?.Contacts.Any(contact => contact.Queue == queue.Id) == true)
                histories[queue.Id] = LoggedHistory.Of(Log, queue.Id, _zone);
        return histories;
    }

    /// <summary>Service level and speed of answer of a week by queue, where a log tells them.</summary>
    public Dictionary<string, IReadOnlyDictionary<string, double>> Kpis(Network network, LocalDate monday)
    {
        var (from, until) = (monday.AtStartOfDayInZone(_zone).ToInstant(), monday.PlusDays(7).AtStartOfDayInZone(_zone).ToInstant());
        var kpis = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        foreach (var queue in network.Queues.Where(queue => queue.Channel is Channel.Voice or Channel.Chat))
        {
            var contacts = Log?.Contacts.Where(contact => contact.Queue == queue.Id && contact.Offered >= from && contact.Offered < until).ToList() ?? [];
            var answered = contacts.Where(contact => contact.Outcome is LoggedOutcome.Answered or LoggedOutcome.StillServed).ToList();
            if (answered.Count > 0)
                kpis[queue.Id] = new Dictionary<string, double>
                {
                    [ContactKpis.ServiceLevel(ServiceLevelDefinition.OfOffered).Name] =
                        (double)answered.Count(contact => contact.Wait <= queue.Goals.TargetSeconds) / contacts.Count,
                    [ContactKpis.AverageSpeedOfAnswer.Name] = answered.Average(contact => contact.Wait),
                };
        }
        return kpis;
    }

    /// <summary>Monday of the last week that lies within the data from its first to its last day with contacts.</summary>
    public static LocalDate LastWholeWeek(IEnumerable<HistorySeries> histories)
    {
        var all = histories.ToList();
        var last = all.Max(history => history.Starts[^1].Date);
        var monday = last.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        return last.DayOfWeek >= IsoDayOfWeek.Friday || monday.PlusWeeks(-1) < all.Min(history => history.Starts[0].Date) ? monday : monday.PlusWeeks(-1);
    }

    /// <summary>The scenario whose teams have the agents of a file in that week; teams that the file does not name stay as they are.</summary>
    public static Scenario WithStaffing(Scenario scenario, string path, LocalDate monday)
    {
        var teams = scenario.Network.Teams.Select(team =>
        {
            var mapping = HistoryFile.Mapping("count=agents,queue=team") with { OnlyQueue = team.Id };
            var report = HistoryFile.Read(path, mapping);
            if (report.Series is not { } agents)
                return team;
            if (agents.IntervalMinutes > MostStaffedMinutes)
                throw new RefusedException($"{path}: agents by {agents.IntervalMinutes} minutes do not tell who was there when. Give agents by hour or shorter.");
            var week = agents.From(monday).Before(monday.PlusDays(7));
            return week.Counts.Sum() > 0 ? PastStaffing.Of(team, week.Starts.Zip(week.Counts), agents.IntervalMinutes) : team;
        }).ToList();
        return teams.SequenceEqual(scenario.Network.Teams)
            ? throw new RefusedException($"{path}: there are no agents of a team of the scenario in the week from {monday:uuuu-MM-dd}. Name the columns start, team and agents.")
            : scenario with { Network = scenario.Network with { Teams = teams } };
    }
}
