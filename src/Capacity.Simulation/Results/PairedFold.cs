using Capacity.Domain.Results;
using Capacity.Numerics.Estimation;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>
/// Differences of two scenarios, replication by replication on common random numbers: second minus first. Keeps moments only, 24 bytes for
/// each KPI of a subject over the horizon and by week, and for the horizon once more by course of events: nothing grows with replications.
/// </summary>
public sealed class PairedFold
{
    readonly SimulationModel _model;
    readonly PrecisionRule? _precision;
    readonly List<Subject> _subjects = [];
    readonly ContactDaySums[] _totals;
    readonly int _weeks;
    ulong _seed;

    /// <param name="first">The first scenario, compiled.</param>
    /// <param name="second">The second, with the same days, queues and teams.</param>
    /// <param name="precision">Half-width of every queue's difference of service level at which the fold is done; absent: never.</param>
    public PairedFold(SimulationModel first, SimulationModel second, double? precision = null)
    {
        RefuseOtherSubjects(first, second);
        _model = first;
        _weeks = first.Timeline.Weeks;
        _precision = precision is { } halfWidth ? new PrecisionRule(first, halfWidth, ofDifferences: true) : null;
        var days = first.Timeline.Days;
        _totals = [new ContactDaySums(days, EngineKind.Contact), new ContactDaySums(days, EngineKind.Contact)];
        // Each queue's pair is read and taken up before the next one's: all share two sums.
        ContactDaySums[] sums = [new ContactDaySums(days, EngineKind.Contact), new ContactDaySums(days, EngineKind.Contact)];
        foreach (var queue in first.Scenario.Network.Queues)
            _subjects.Add(new Subject(queue.Id, sums, first));
        _subjects.Add(new Subject("", _totals, first));
        foreach (var (team, other) in AgentDaySums.OfTeams(first).Zip(AgentDaySums.OfTeams(second)))
            _subjects.Add(new Subject(team.Team, [team, other], first));
    }

    /// <summary>Pairs folded so far.</summary>
    public int Replications { get; private set; }

    /// <summary>The precision is reached: further pairs are not taken.</summary>
    public bool IsDone => _precision?.IsReached ?? false;

    static void RefuseOtherSubjects(SimulationModel first, SimulationModel second)
    {
        var (a, b) = (first.Scenario, second.Scenario);
        if (a.Weeks != b.Weeks || a.Start != b.Start
            || !a.Network.Queues.Select(queue => queue.Id).SequenceEqual(b.Network.Queues.Select(queue => queue.Id))
            || !a.Network.Teams.Select(team => team.Id).SequenceEqual(b.Network.Teams.Select(team => team.Id)))
            throw new ArgumentException(
                "Only scenarios with the same first day, weeks, queues and teams can be compared pair by pair; "
                + $"'{a.Id}' and '{b.Id}' differ in them.");
    }

    /// <summary>Adds the next pairs, as many as both blocks have; they begin with the same replication.</summary>
    public void Add(ReplicationBlock first, ReplicationBlock second)
    {
        if (first.First != Replications && !IsDone)
            throw new InvalidOperationException($"Block {first.First} came where block {Replications} is next: fold blocks in their order.");
        if (first.Seed != second.Seed || first.First != second.First)
            throw new InvalidOperationException(
                $"Replication {first.First} of seed {first.Seed} cannot be paired with {second.First} of seed {second.Seed}.");
        first.RefuseOtherEngine(Capacity.Simulation.Contacts.ContactEngine.Version);
        second.RefuseOtherEngine(Capacity.Simulation.Contacts.ContactEngine.Version);
        _seed = first.Seed;
        for (var r = 0; r < Math.Min(first.Count, second.Count) && !IsDone; r++)
            Add(first.Replications[r], second.Replications[r]);
    }

    void Add(ReplicationRecord first, ReplicationRecord second)
    {
        var queues = first.Queues.Length;
        foreach (var total in _totals)
            total.Clear();
        for (var queue = 0; queue < queues; queue++)
        {
            _subjects[queue].Read(first.Queues[queue], second.Queues[queue]);
            _subjects[queue].AddTo(_totals);
            _subjects[queue].AddPair(first.Course);
        }

        _subjects[queues].AddPair(first.Course);
        for (var team = 0; team < first.Teams.Length; team++)
        {
            _subjects[queues + 1 + team].Read(first.Teams[team], second.Teams[team]);
            _subjects[queues + 1 + team].AddPair(first.Course);
        }

        if (_precision is { } rule)
            rule.Add([.. rule.LevelsOf(second).Zip(rule.LevelsOf(first), (b, a) => b - a)]);
        Replications++;
    }

    /// <summary>The comparison over all pairs folded so far.</summary>
    public PairedComparison ToComparison() => new()
    {
        Seed = _seed,
        Replications = Replications,
        Stopping = _precision?.ToStopping() ?? new Stopping { MostReplications = Replications },
        Differences = [.. _subjects.SelectMany(subject => subject.Differences(0))],
        Weeks = [.. Enumerable.Range(0, _weeks).Select(week =>
            new PairedWeek(_model.Timeline.WeekName(week), [.. _subjects.SelectMany(subject => subject.Differences(1 + week))]))],
    };

    /// <summary>Differences over the horizon, of those pairs in which the announcements took one course.</summary>
    public PairedComparison InCourse(int course) => new()
    {
        Seed = _seed,
        Replications = _subjects[0].PairsIn(course),
        Stopping = new Stopping { MostReplications = _subjects[0].PairsIn(course) },
        Differences = [.. _subjects.SelectMany(subject => subject.Differences(1 + _weeks + course))],
    };

    /// <summary>One subject's sums in both scenarios and the moments of their differences: horizon, weeks, horizon by course.</summary>
    sealed class Subject
    {
        readonly string _id;
        readonly DaySums[] _sums;
        readonly RunningMoments[] _moments;
        readonly int[] _pairsByCourse;
        readonly int _weeks;
        readonly int _kpis;

        public Subject(string id, DaySums[] sums, SimulationModel model)
        {
            (_id, _sums, _kpis, _weeks) = (id, sums, sums[0].Names.Count, model.Timeline.Weeks);
            _moments = new RunningMoments[(1 + _weeks + model.CourseCount) * _kpis];
            _pairsByCourse = new int[model.CourseCount];
        }

        public int PairsIn(int course) => _pairsByCourse[course];

        public void Read(byte[] first, byte[] second)
        {
            _sums[0].Read(first);
            _sums[1].Read(second);
        }

        public void AddTo(ContactDaySums[] totals)
        {
            totals[0].Add(_sums[0]);
            totals[1].Add(_sums[1]);
        }

        public void AddPair(int course)
        {
            AddRow(0, 0, 7 * _weeks);
            AddRow(1 + _weeks + course, 0, 7 * _weeks);
            for (var week = 0; week < _weeks; week++)
                AddRow(1 + week, 7 * week, 7);
            _pairsByCourse[course]++;
        }

        void AddRow(int row, int firstDay, int days)
        {
            var (first, second) = (_sums[0].Values(firstDay, days), _sums[1].Values(firstDay, days));
            for (var kpi = 0; kpi < _kpis; kpi++)
                if (!double.IsNaN(first[kpi]) && !double.IsNaN(second[kpi]))
                    _moments[row * _kpis + kpi].Add(second[kpi] - first[kpi]);
        }

        public IEnumerable<PairedDifference> Differences(int row)
        {
            for (var kpi = 0; kpi < _kpis; kpi++)
                if (_moments[row * _kpis + kpi] is { Count: > 0 } moments)
                    yield return new PairedDifference
                    {
                        Kpi = _sums[0].Names[kpi],
                        Subject = _id,
                        Mean = moments.Mean,
                        HalfWidth = Estimates.HalfWidth(moments),
                    };
        }
    }
}
