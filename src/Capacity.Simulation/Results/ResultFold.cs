using Capacity.Domain.Results;
using Capacity.Numerics.Estimation;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>
/// Collects blocks in their order and makes the scenario's result of them. All sums are whole numbers, all figures are taken up in the order
/// of replication numbers, so the result depends on neither threads nor workers nor the size of blocks.
/// </summary>
/// <remarks>
/// Nothing is kept by replication: quantiles come from bins, goals and recovery dates from counts. Memory is about 570 bytes at most for each
/// KPI and reported row (total, week, day) of each queue and team: 30 MB for the worked example of 13 weeks, whatever the replications.
/// </remarks>
public sealed class ResultFold
{
    /// <summary>Replications that are taken up at a time, so that one subject's figures stay in the cache.</summary>
    const int Chunk = 16;

    readonly SimulationModel _model;
    readonly EngineKind _engine;
    readonly SubjectFigures _all;
    readonly SubjectFigures[] _queues;
    readonly SubjectFigures[] _teams;
    readonly ContactDaySums _queueSums;
    readonly AgentDaySums[] _teamSums;
    readonly ContactDaySums[] _totals;
    readonly bool[][] _weekMet;
    readonly bool[][] _dayMet;
    readonly GoalCounts _goals;
    readonly RecoveryDates _recovery;
    readonly bool[] _everyDay;
    readonly PrecisionRule? _precision;
    RunningMoments _serviceLevel;
    ulong _seed;

    /// <param name="model">The compiled scenario.</param>
    /// <param name="precision">Half-width of every queue's service level at which the fold is done; absent: it takes all blocks.</param>
    /// <param name="engine">The engine whose blocks are folded; absent: the contact-level one.</param>
    /// <param name="most">How many replications can come, where that is known: few take less memory and time. The result is the same.</param>
    /// <param name="days">Whether anything is kept of single days; without it a fold takes a fraction of its time and memory.</param>
    public ResultFold(
        SimulationModel model, double? precision = null, EngineKind? engine = null, int most = int.MaxValue, bool days = true)
    {
        _model = model;
        _engine = engine ?? EngineKind.Contact;
        _precision = precision is { } halfWidth ? new PrecisionRule(model, halfWidth) : null;
        var (timeline, isSampled) = (model.Timeline, _engine == EngineKind.Contact);
        var detail = days ? ResultDetail.Of(model) : ResultDetail.WeeksAlone;
        _queueSums = new ContactDaySums(timeline.Days, _engine);
        _totals = [.. Enumerable.Range(0, Chunk).Select(_ => new ContactDaySums(timeline.Days, _engine))];
        _weekMet = [.. Enumerable.Range(0, Chunk).Select(_ => new bool[timeline.Weeks])];
        _dayMet = [.. Enumerable.Range(0, Chunk).Select(_ => new bool[timeline.Days])];
        _all = new SubjectFigures(timeline, days ? ResultDetail.Full : detail, _queueSums, isSampled, most);
        _queues = [.. model.Network.Queues.Select(_ => new SubjectFigures(timeline, detail, _queueSums, isSampled, most))];
        _teamSums = AgentDaySums.OfTeams(model, _engine.Unit);
        _teams = [.. _teamSums.Select(sums => new SubjectFigures(timeline, detail, sums, isSampled, most))];
        _goals = new GoalCounts(model);
        _recovery = new RecoveryDates(model);
        _everyDay = [.. Enumerable.Repeat(true, timeline.Days)];
    }

    /// <summary>Replications folded so far; the next block must begin with this number.</summary>
    public int Replications { get; private set; }

    /// <summary>Contacts of the replications folded so far.</summary>
    public long Contacts { get; private set; }

    /// <summary>The precision is reached: further replications are not taken.</summary>
    public bool IsDone => _precision?.IsReached ?? false;

    /// <summary>The largest half-width that the precision watches; infinite where there is none to tell.</summary>
    public double Widest => _precision?.Widest ?? double.PositiveInfinity;

    /// <summary>
    /// Adds the next block; one out of order or of another engine version is refused. Replications after the one at which the precision
    /// is reached are left out, so that the result is the same whatever the blocks.
    /// </summary>
    public void Add(ReplicationBlock block)
    {
        if (IsDone)
            return;
        if (block.First != Replications)
            throw new InvalidOperationException($"Block {block.First} came where block {Replications} is next: fold blocks in their order.");
        block.RefuseOtherEngine(_engine.Version);
        if (Replications > 0 && block.Seed != _seed)
            throw new InvalidOperationException($"The block has seed {block.Seed}, the others have {_seed}: they are different runs.");
        _seed = block.Seed;
        foreach (var some in Wanted(block).Chunk(Chunk))
            Add(some);
    }

    IEnumerable<ReplicationRecord> Wanted(ReplicationBlock block)
    {
        foreach (var replication in block.Replications)
        {
            if (IsDone)
                yield break;
            _precision?.Add(_precision.LevelsOf(replication));
            yield return replication;
        }
    }

    void Add(ReplicationRecord[] replications)
    {
        for (var r = 0; r < replications.Length; r++)
        {
            _totals[r].Clear();
            Array.Fill(_weekMet[r], true);
            Array.Fill(_dayMet[r], true);
        }

        for (var queue = 0; queue < _queues.Length; queue++)
            for (var r = 0; r < replications.Length; r++)
                AddQueue(queue, replications[r], r);
        for (var team = 0; team < _teams.Length; team++)
            foreach (var replication in replications)
            {
                _teamSums[team].Read(replication.Teams[team]);
                _teams[team].Add(_teamSums[team], _everyDay);
            }

        for (var r = 0; r < replications.Length; r++)
            Close(replications[r], r);
    }

    void AddQueue(int queue, ReplicationRecord replication, int place)
    {
        _queueSums.Read(replication.Queues[queue]);
        _queues[queue].Add(_queueSums, _recovery.IsOpen[queue]);
        _totals[place].Add(_queueSums);
        _goals.Add(queue, _queueSums, _weekMet[place]);
        _recovery.Add(queue, _queueSums, _dayMet[place]);
    }

    void Close(ReplicationRecord replication, int place)
    {
        _all.Add(_totals[place], _recovery.IsOpen[^1]);
        _goals.Close(_weekMet[place]);
        _recovery.Close(_dayMet[place]);
        var level = Domain.Kpis.ContactKpis.ServiceLevelOfOffered.Of(_totals[place].Tally(0, _model.Timeline.Days));
        _serviceLevel.Add(double.IsNaN(level) ? 1 : level);
        Contacts += replication.Contacts;
        Replications++;
    }

    /// <summary>Service level of all contacts over the replications so far, with its 95 % half-width.</summary>
    public FoldProgress Progress() => new(
        Replications, Contacts, _serviceLevel.Count > 0 ? _serviceLevel.Mean : double.NaN,
        Estimates.HalfWidthOfShare(_serviceLevel));

    internal Stopping Stopping() => _precision?.ToStopping() ?? new Stopping { MostReplications = Replications };

    /// <summary>The result over all replications folded so far.</summary>
    /// <param name="elapsedSeconds">Wall-clock seconds that the run took; 0 where they are not to be reported.</param>
    public ScenarioResult Build(double elapsedSeconds = 0)
    {
        var scenario = _model.Scenario;
        return new ScenarioResult
        {
            Scenario = scenario.Id,
            AsOf = scenario.AsOf,
            Start = scenario.Start,
            Weeks = scenario.Weeks,
            Engine = _engine.Name,
            EngineVersion = _engine.Version,
            TimeZoneDatabase = SimulationModel.TimeZoneDatabase,
            Seed = _seed,
            Replications = Replications,
            Stopping = Stopping(),
            Calibrated = scenario.Calibrated,
            Contacts = Contacts,
            ContactsPerSecond = elapsedSeconds > 0 ? Contacts / elapsedSeconds : 0,
            ElapsedSeconds = elapsedSeconds,
            Total = _all.Total(),
            OverDays = _all.OverDays(),
            Days = _all.Days(),
            WeekTotals = _all.Weeks(),
            Queues = [.. _queues.Select((_, queue) => BuildQueue(queue))],
            Teams = [.. _teams.Select((_, team) => BuildTeam(team))],
            ProbabilityGoalMet = _goals.ToProbabilities(),
            RecoveryDate = _recovery.OfAll(),
        };
    }

    QueueResult BuildQueue(int queue) => new()
    {
        Queue = _model.Network.Queues[queue].Definition.Id,
        Total = _queues[queue].Total(),
        OverDays = _queues[queue].OverDays(),
        Days = _queues[queue].Days(),
        Weeks = _queues[queue].Weeks(),
        RecoveryDate = _recovery.OfQueue(queue),
    };

    TeamResult BuildTeam(int team) => new()
    {
        Team = _model.Scenario.Network.Teams[team].Id,
        Total = _teams[team].Total(),
        OverDays = _teams[team].OverDays(),
        Days = _teams[team].Days(),
        Weeks = _teams[team].Weeks(),
    };
}

/// <summary>Where a run stands: replications and contacts done, service level of all contacts and its 95 % half-width.</summary>
public sealed record FoldProgress(int Replications, long Contacts, double ServiceLevel, double HalfWidth);
