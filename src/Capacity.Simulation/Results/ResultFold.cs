using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Numerics.Estimation;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>
/// Collects blocks in their order and makes the scenario's result of them. All sums are whole numbers and all averages run in the
/// order of replication numbers, so the result depends on neither threads nor workers.
/// </summary>
public sealed class ResultFold(SimulationModel model)
{
    readonly List<ReplicationRecord> _replications = [];
    RunningMoments _serviceLevel;
    ulong _seed;

    /// <summary>Replications folded so far; the next block must begin with this number.</summary>
    public int Replications => _replications.Count;

    /// <summary>Contacts of the replications folded so far.</summary>
    public long Contacts { get; private set; }

    internal IReadOnlyList<ReplicationRecord> Records => _replications;

    /// <summary>Adds the next block; one out of order or of another engine version is refused.</summary>
    public void Add(ReplicationBlock block)
    {
        if (block.First != Replications)
            throw new InvalidOperationException($"Block {block.First} came where block {Replications} is next: fold blocks in their order.");
        if (block.EngineVersion != ContactEngine.Version)
            throw new InvalidOperationException(
                $"The block was computed by engine {block.EngineVersion}; this is {ContactEngine.Version}. Compute it again.");
        if (Replications > 0 && block.Seed != _seed)
            throw new InvalidOperationException($"The block has seed {block.Seed}, the others have {_seed}: they are different runs.");
        _seed = block.Seed;
        foreach (var replication in block.Replications)
        {
            _replications.Add(replication);
            Contacts += replication.Contacts;
            _serviceLevel.Add(ServiceLevelOf(replication));
        }
    }

    /// <summary>The fold of those replications in which the announcements took one course; pairs of scenarios stay pairs.</summary>
    public ResultFold InCourse(int course) => Part(_replications.Where(r => r.Course == course));

    /// <summary>The fold of the first replications.</summary>
    public ResultFold First(int replications) => Part(_replications.Take(replications));

    ResultFold Part(IEnumerable<ReplicationRecord> replications)
    {
        var part = new ResultFold(model) { _seed = _seed };
        foreach (var replication in replications)
        {
            part._replications.Add(replication);
            part.Contacts += replication.Contacts;
            part._serviceLevel.Add(ServiceLevelOf(replication));
        }

        return part;
    }

    double ServiceLevelOf(ReplicationRecord replication)
    {
        var sums = new long[model.Timeline.Days * (int)ContactField.Count];
        foreach (var queue in replication.Queues)
            PackedSums.AddTo(queue, sums);
        long within = 0, offered = 0;
        for (var i = 0; i < sums.Length; i += (int)ContactField.Count)
        {
            within += sums[i + (int)ContactField.AnsweredWithinTarget];
            offered += sums[i + (int)ContactField.Offered] - sums[i + (int)ContactField.ShortAbandons];
        }

        return offered > 0 ? within / (double)offered : 1;
    }

    /// <summary>Service level of all contacts over the replications so far, with its 95 % half-width.</summary>
    public FoldProgress Progress() => new(
        Replications, Contacts, _serviceLevel.Count > 0 ? _serviceLevel.Mean : double.NaN,
        Estimates.HalfWidth(_serviceLevel));

    /// <summary>The result over all replications folded so far.</summary>
    /// <param name="elapsedSeconds">Wall-clock seconds that the run took; 0 where they are not to be reported.</param>
    public ScenarioResult Build(double elapsedSeconds = 0)
    {
        var scenario = model.Scenario;
        var total = new TallyTable(Replications, model.Timeline.Days);
        var goals = new GoalCounts(model, Replications);
        var overall = new OverallRecovery(Replications, model.Timeline.Days);
        var recovery = new RecoveryDates(model);
        var queues = new List<QueueResult>();
        for (var queue = 0; queue < model.Network.Queues.Length; queue++)
            queues.Add(BuildQueue(queue, total, goals, overall, recovery));
        var cells = new KpiCells(model.Timeline);
        var openDays = overall.OpenDays();
        return new ScenarioResult
        {
            Scenario = scenario.Id,
            AsOf = scenario.AsOf,
            Start = scenario.Start,
            Weeks = scenario.Weeks,
            EngineVersion = ContactEngine.Version,
            TimeZoneDatabase = SimulationModel.TimeZoneDatabase,
            Seed = _seed,
            Replications = Replications,
            Calibrated = scenario.Calibrated,
            Contacts = Contacts,
            ContactsPerSecond = elapsedSeconds > 0 ? Contacts / elapsedSeconds : 0,
            ElapsedSeconds = elapsedSeconds,
            Total = cells.Total(total),
            Days = cells.Days(total),
            WeekTotals = cells.Weeks(total),
            Queues = queues,
            Teams = [.. Enumerable.Range(0, scenario.Network.Teams.Count).Select(team => BuildTeam(team, cells))],
            ProbabilityGoalMet = goals.ToProbabilities(),
            RecoveryDate = recovery.Of(
                [.. Enumerable.Range(0, Replications).Select(r => recovery.Recovery(openDays, overall.Met(r, openDays)))]),
        };
    }

    QueueResult BuildQueue(int queue, TallyTable total, GoalCounts goals, OverallRecovery overall, RecoveryDates recovery)
    {
        var table = QueueTable(queue);
        total.Add(table);
        var definition = model.Network.Queues[queue].Definition;
        var openDays = recovery.OpenDays(queue);
        var days = new int?[Replications];
        for (var replication = 0; replication < Replications; replication++)
        {
            for (var week = 0; week < model.Timeline.Weeks; week++)
                goals.Add(replication, queue, week, definition.Goals.Meets(table.Tally(replication, 7 * week, 7)));
            var met = recovery.MetByOpenDay(table, replication, queue, openDays);
            overall.Add(replication, openDays, met);
            days[replication] = recovery.Recovery(openDays, met);
        }

        var cells = new KpiCells(model.Timeline);
        return new QueueResult
        {
            Queue = definition.Id,
            Total = cells.Total(table),
            Days = cells.Days(table),
            Weeks = cells.Weeks(table),
            RecoveryDate = recovery.Of(days),
        };
    }

    TeamResult BuildTeam(int team, KpiCells cells)
    {
        var table = TeamTable(team);
        return new TeamResult
        {
            Team = model.Scenario.Network.Teams[team].Id, Total = cells.Total(table), Days = cells.Days(table), Weeks = cells.Weeks(table),
        };
    }

    internal TallyTable QueueTable(int queue)
    {
        var table = new TallyTable(Replications, model.Timeline.Days);
        for (var replication = 0; replication < Replications; replication++)
            table.Add(replication, _replications[replication].Queues[queue]);
        return table;
    }

    bool ServesLive(int team) => model.Network.Pools.Any(
        pool => pool.Team == team && pool.Queues.Any(queue => !model.Network.Queues[queue].IsDeferred));

    internal AgentTable TeamTable(int team)
    {
        var table = new AgentTable(
            model.Scenario.Network.Teams[team], ServesLive(team), Replications, model.Timeline.Days);
        for (var replication = 0; replication < Replications; replication++)
            table.Add(replication, _replications[replication].Teams[team]);
        return table;
    }
}

/// <summary>Where a run stands: replications and contacts done, service level of all contacts and its 95 % half-width.</summary>
public sealed record FoldProgress(int Replications, long Contacts, double ServiceLevel, double HalfWidth);
