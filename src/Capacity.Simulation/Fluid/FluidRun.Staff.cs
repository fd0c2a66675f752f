using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Fluid;

/// <summary>Whole agents by pool and interval, and what their time goes into.</summary>
internal sealed partial class FluidRun
{
    Lanes[][] _agents = [];
    Lanes[] _wanted = [];
    Lanes[] _given = [];
    Lanes[] _present = [];
    double[][][] _peaks = [];

    void CreateStaff()
    {
        var longest = Enumerable.Range(0, _timeline.SimulatedDays).Max(day => _model.FirstOfDay[day + 1] - _model.FirstOfDay[day]);
        _agents = [.. _network.Pools.Select(_ => new Lanes[longest])];
        _wanted = new Lanes[_network.Pools.Length];
        _given = new Lanes[_network.Pools.Length];
        var sites = _model.Model.Scenario.Network.Sites;
        _present = new Lanes[sites.Count];
        _peaks = [.. Enumerable.Range(0, _model.Model.CourseCount).Select(course =>
            _model.Model.CourseOf(course).Supply.Waves
                .Select((wave, number) => _conditions.Peaks(number, wave.MeanPeak, wave.PeakVariation)).ToArray())];
    }

    /// <summary>Agents after absence and below the seats, rounded as the contact-level engine rounds them (Staffing.Round).</summary>
    void ScheduleStaff()
    {
        for (var site = 0; site < _present.Length; site++)
            _present[site] = Present(site);
        var first = _model.FirstOfDay[_day];
        var count = _model.FirstOfDay[_day + 1] - first;
        foreach (var pool in _network.Pools)
        {
            var to = _agents[pool.Index];
            for (var place = 0; place < count; place++)
                to[place] = Planned(pool.Index, first + place) * _present[pool.Site];
        }

        for (var site = 0; site < _present.Length; site++)
            HoldToSeats(site, count);
        for (var pool = 0; pool < _agents.Length; pool++)
            RoundDay(pool, count);
    }

    Lanes Planned(int pool, int interval)
    {
        var planned = Lanes.Zero;
        for (var course = 0; course < _masks.Length; course++)
            planned += _masks[course] * Fill(_model.Model.CourseOf(course).Supply.AgentsAt(pool, interval, _day));
        return planned;
    }

    Lanes Present(int site)
    {
        Span<double> present = stackalloc double[Width];
        for (var lane = 0; lane < Width; lane++)
        {
            present[lane] = 1;
            var waves = _model.Model.CourseOf(CourseOf(lane)).Supply.Waves;
            for (var wave = 0; wave < waves.Length; wave++)
                if (waves[wave].Site == site)
                    present[lane] *= 1 - _peaks[CourseOf(lane)][wave][_block * Width + lane] * waves[wave].ShapeByDay[_day];
        }

        return Vector512.Create<double>(present);
    }

    void HoldToSeats(int site, int count)
    {
        var remote = _model.Model.Scenario.Network.Sites[site].RemoteShare;
        Span<double> seats = stackalloc double[Width];
        for (var lane = 0; lane < Width; lane++)
            seats[lane] = _model.Model.CourseOf(CourseOf(lane)).Supply.Seats[site][_day];
        if (remote >= 1 || seats.IndexOfAnyExcept((double)int.MaxValue) < 0)
            return;
        var most = Vector512.Create<double>(seats) / Fill(1 - remote);
        for (var place = 0; place < count; place++)
        {
            var sum = Lanes.Zero;
            foreach (var pool in _network.Pools)
                if (pool.Site == site)
                    sum += _agents[pool.Index][place];
            var share = Least(Lanes.One, most / Vector512.Max(sum, Fill(1e-9)));
            foreach (var pool in _network.Pools)
                if (pool.Site == site)
                    _agents[pool.Index][place] *= share;
        }
    }

    void RoundDay(int pool, int count)
    {
        if (_day % 7 == 0)
            _wanted[pool] = _given[pool] = Lanes.Zero;
        var agents = _agents[pool];
        for (var place = 0; place < count; place++)
        {
            var wanted = _wanted[pool] + Positive(agents[place]);
            var whole = Vector512.ConditionalSelect(
                Vector512.GreaterThan(agents[place], Lanes.Zero), Positive(Vector512.Floor(wanted - _given[pool] + Fill(0.5))), Lanes.Zero);
            (_wanted[pool], _given[pool], agents[place]) = (wanted, _given[pool] + whole, whole);
        }
    }

    /// <summary>Agent time of the interval by team.</summary>
    void BookAgents()
    {
        var milliseconds = Fill(_seconds * 1000);
        foreach (var pool in _network.Pools)
        {
            var agents = _agents[pool.Index][_place];
            Lanes busy = Lanes.Zero, pausing = Lanes.Zero;
            foreach (var queue in pool.Queues)
            {
                if (!_queues[queue].IsLive)
                    continue;
                var here = BusyMean(queue, pool.Index);
                busy += here;
                pausing += here * PauseShare(queue, pool.Index);
                TeamSum(pool.Team, AgentField.Hard) += _hard[queue] * _completed[queue] * Ratio(here, _busy[queue], Lanes.Zero);
            }

            var deferred = _deferredAgents[pool.Index];
            var recovering = deferred * _deferredPause[pool.Index];
            TeamSum(pool.Team, AgentField.Hard) += _deferredHard[pool.Index];
            TeamSum(pool.Team, AgentField.LiveMs) += (busy - pausing) * milliseconds;
            TeamSum(pool.Team, AgentField.DeferredMs) += (deferred - recovering) * milliseconds;
            TeamSum(pool.Team, AgentField.RecoveryMs) += (pausing + recovering) * milliseconds;
            TeamSum(pool.Team, AgentField.WaitingMs) += Positive(agents - busy - deferred) * milliseconds;
        }
    }
}
