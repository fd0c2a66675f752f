using Capacity.Numerics.Distributions;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>What is drawn once per replication: the course of events, sizes of cohorts, busyness of days, peaks of absence, whole agents.</summary>
internal sealed class Conditions
{
    readonly SimulationModel _model;
    readonly double[][] _agents;
    readonly double[] _common;
    readonly int[][] _whole;

    /// <summary>Pools whose agents change in an interval of the week, interval by interval, and where those of each interval begin.</summary>
    readonly int[] _changesBegin;
    int[] _changes = [];
    double[] _peaks = [];
    int _week = -1;
    int _firstOfWeek;

    public Conditions(SimulationModel model)
    {
        _model = model;
        var network = model.Network;
        _common = new double[model.Timeline.SimulatedDays];
        _agents = [.. network.Pools.Select(_ => new double[model.Timeline.MostIntervalsOfWeek])];
        _whole = [.. network.Pools.Select(_ => new int[model.Timeline.MostIntervalsOfWeek])];
        _changesBegin = new int[model.Timeline.MostIntervalsOfWeek + 1];
        Busyness = [.. network.Queues.Select(_ => new double[model.Timeline.SimulatedDays])];
        Intraday = [.. network.Queues.Select(queue => model.Wanders[queue.Index] is { IntervalSigma: > 0 } ? new double[model.Timeline.Intervals] : null)];
        CohortFactors = new double[model.Scenario.Cohorts.Count];
        Parameters = new ParameterDraws(network, model.Scenario.Cohorts.Count, model.Uncertainties);
        Compiled = model.CourseOf(0);
    }

    /// <summary>Factors of uncertain figures.</summary>
    public ParameterDraws Parameters { get; }

    public CompiledCourse Compiled { get; private set; }

    /// <summary>What lasting strain leaves of the teams; absent: everybody.</summary>
    public LastingStrain? Strain { get; set; }

    /// <summary>Gamma factor by queue and day: the common one times the queue's own.</summary>
    public double[][] Busyness { get; }

    /// <summary>Factors of intervals by queue; null where they are 1.</summary>
    public double[]?[] Intraday { get; }

    /// <summary>True size ÷ expected size of each cohort.</summary>
    public double[] CohortFactors { get; }

    /// <summary>Peaks of the course's absence waves, 0–1.</summary>
    public ReadOnlySpan<double> Peaks => _peaks;

    /// <summary>What a flow of a queue is multiplied by: the drawn size of its cohort and the factor of its uncertain figure.</summary>
    public double FactorOf(DemandFlow flow, int queue) => flow.Cohort < 0
        ? Parameters[flow.UncertainFigure][queue]
        : CohortFactors[flow.Cohort] * Parameters[flow.UncertainFigure][flow.Cohort];

    /// <summary>Whole agents of a pool in an interval; a week is computed when its first interval is asked for.</summary>
    public int AgentsAt(int pool, int interval)
    {
        if (_model.Timeline.DayOf(interval) / 7 != _week)
            StaffWeek(_model.Timeline.DayOf(interval) / 7);
        return _whole[pool][interval - _firstOfWeek];
    }

    /// <summary>The pools that may have other agents in an interval than in the one before, in their order.</summary>
    public ReadOnlySpan<int> ChangesAt(int interval)
    {
        if (_model.Timeline.DayOf(interval) / 7 != _week)
            StaffWeek(_model.Timeline.DayOf(interval) / 7);
        var (from, until) = (_changesBegin[interval - _firstOfWeek], _changesBegin[interval - _firstOfWeek + 1]);
        return _changes.AsSpan(from, until - from);
    }

    void StaffWeek(int week)
    {
        _week = week;
        (_firstOfWeek, var end) = _model.Timeline.IntervalsOfWeek(week);
        Staffing.Expected(
            Compiled.Supply, _peaks, _model.Network, _model.Scenario.Network.Sites, _model.Timeline, _firstOfWeek, end, _agents);
        foreach (var pool in _model.Network.Pools)
            if (Strain?.Present(pool.Team) is < 1 and var present)
                for (var i = 0; i < end - _firstOfWeek; i++)
                    _agents[pool.Index][i] *= present;
        for (var pool = 0; pool < _whole.Length; pool++)
            Staffing.Round(_agents[pool].AsSpan(0, end - _firstOfWeek), _whole[pool]);
        NoteChanges(end - _firstOfWeek);
    }

    /// <summary>A week's first interval may change every pool.</summary>
    void NoteChanges(int intervals)
    {
        Array.Clear(_changesBegin);
        foreach (var whole in _whole)
            for (var i = 0; i < intervals; i++)
                _changesBegin[i + 1] += Changes(whole, i) ? 1 : 0;
        for (var i = 0; i < intervals; i++)
            _changesBegin[i + 1] += _changesBegin[i];
        var count = _changesBegin[intervals];
        if (_changes.Length < count)
            _changes = new int[count];
        for (var pool = _whole.Length - 1; pool >= 0; pool--)
            for (var i = 0; i < intervals; i++)
                if (Changes(_whole[pool], i))
                    _changes[--_changesBegin[i + 1]] = pool;
        for (var i = 0; i < intervals; i++)
            _changesBegin[i] = _changesBegin[i + 1];
        _changesBegin[intervals] = count;
    }

    static bool Changes(int[] whole, int interval) => interval == 0 || whole[interval] != whole[interval - 1];

    public void Draw(ulong seed, int replication)
    {
        var scenario = _model.Scenario;
        RandomStream Stream(StreamPurpose purpose, int owner) => RandomStream.For(seed, (ulong)replication, purpose, (uint)owner);
        Compiled = _model.CourseOf(Course.NumberOf(scenario, owner => Stream(StreamPurpose.Announcement, owner).NextUnit()));
        for (var cohort = 0; cohort < CohortFactors.Length; cohort++)
            CohortFactors[cohort] = TimeLaw.Lognormal(1, scenario.Cohorts[cohort].CustomersVariation)
                .Draw(Stream(StreamPurpose.ScenarioParameter, cohort).NextUnit());
        Parameters.Draw(seed, replication);
        DrawBusyness(Stream);
        _week = -1;
        _peaks = new double[Compiled.Supply.Waves.Length];
        for (var wave = 0; wave < _peaks.Length; wave++)
        {
            var law = TimeLaw.Lognormal(Compiled.Supply.Waves[wave].MeanPeak, Compiled.Supply.Waves[wave].PeakVariation);
            _peaks[wave] = Math.Min(0.95, law.Draw(Stream(StreamPurpose.Absence, wave).NextUnit()));
        }
    }

    void DrawBusyness(Func<StreamPurpose, int, RandomStream> streamOf)
    {
        DrawFactors(streamOf(StreamPurpose.Busyness, 0), _model.CommonBusyness, _common);
        for (var queue = 0; queue < Busyness.Length; queue++)
        {
            DrawFactors(streamOf(StreamPurpose.Busyness, queue + 1), _model.Busyness[queue], Busyness[queue]);
            for (var day = 0; day < _common.Length; day++)
                Busyness[queue][day] *= _common[day];
            if (_model.Wanders[queue] is not { } wander)
                continue;
            var stream = streamOf(StreamPurpose.ForecastPath, queue);
            wander.Level(ref stream, Busyness[queue]);
            if (Intraday[queue] is { } intervals)
                wander.Intervals(ref stream, _model.Timeline, intervals);
        }
    }

    /// <summary>Gamma factors of mean 1; without a law all are 1.</summary>
    static void DrawFactors(RandomStream stream, GammaDistribution? law, double[] factors)
    {
        if (law is null)
            Array.Fill(factors, 1);
        else
            for (var day = 0; day < factors.Length; day++)
                factors[day] = law.Sample(ref stream);
    }
}
