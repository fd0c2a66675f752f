using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Fluid;

/// <summary>Whole agents by pool and interval, the time that contacts take of them, and what their time goes into.</summary>
internal sealed partial class FluidRun
{
    /// <summary>By pool: agents by slice of the day, and on average by interval.</summary>
    Lanes[][] _agentsIn = [];
    Lanes[][] _agents = [];
    Lanes[] _carried = [];
    Lanes[] _present = [];
    double[][][] _peaks = [];

    /// <summary>By slice, and by interval of the day: some pool goes home then.</summary>
    bool[] _goesHomeAt = [];
    bool[] _goesHome = [];

    /// <summary>By interval of the day: somebody who takes cases is there, was or will be; by queue, somebody is there.</summary>
    bool[] _runsCases = [];
    bool[][] _staffedAt = [];

    /// <summary>Sums over the day's intervals: busy agents by queue and pool, completions by queue, and by pool what its agents do.</summary>
    Lanes[] _busyDay = [];
    Lanes[] _completedDay = [];
    Lanes[] _waitingDay = [];
    Lanes[] _deferredDay = [];
    Lanes[] _recoveringDay = [];
    Lanes[] _hardDay = [];

    /// <summary>Today by queue and pool: completions per second of an agent, seconds that a contact takes, the share of them that is pause.</summary>
    Lanes[] _rateOf = [];
    Lanes[] _taken = [];
    Lanes[] _pauseShare = [];

    void CreateStaff()
    {
        var longest = _model.LongestDay;
        _agents = NewPoolRows(longest);
        _agentsIn = _model.Slices == 1 ? _agents : NewPoolRows(longest * _model.Slices);
        _carried = NewPools();
        (_goesHome, _goesHomeAt, _runsCases) = (new bool[longest], new bool[longest * _model.Slices], new bool[longest]);
        _staffedAt = [.. _queues.Select(_ => new bool[longest])];
        (_rateOf, _taken, _pauseShare) = (NewLinks(), NewLinks(), NewLinks());
        (_busyDay, _completedDay) = (NewLinks(), NewSums());
        (_waitingDay, _deferredDay, _recoveringDay, _hardDay) = (NewPools(), NewPools(), NewPools(), NewPools());
        var sites = _model.Model.Scenario.Network.Sites;
        _present = new Lanes[sites.Count];
        _peaks = [.. Enumerable.Range(0, _model.Model.CourseCount).Select(course =>
            _model.Model.CourseOf(course).Supply.Waves
                .Select((wave, number) => _conditions.Peaks(number, wave.MeanPeak, wave.PeakVariation)).ToArray())];
    }

    /// <summary>Rows of values for the pools of this section.</summary>
    Lanes[][] NewPoolRows(int length)
    {
        var rows = new Lanes[_network.Pools.Length][];
        Array.Fill(rows, []);
        foreach (var pool in _section.Pools)
            rows[pool.Index] = new Lanes[length];
        return rows;
    }

    /// <summary>Agents after absence and below the seats, rounded as the contact-level engine rounds them (Staffing.Round).</summary>
    void ScheduleStaff()
    {
        foreach (var site in _section.Sites)
            _present[site] = Present(site);
        var count = _model.FirstOfDay[_day + 1] - _model.FirstOfDay[_day];
        foreach (var pool in _section.Pools)
            Plan(_agentsIn[pool.Index].AsSpan(0, count * _model.Slices), pool.Index, _present[_network.Pools[pool.Index].Site]);
        foreach (var site in _section.Sites)
            HoldToSeats(site, count * _model.Slices);
        Array.Clear(_goesHome);
        Array.Clear(_goesHomeAt);
        foreach (var pool in _section.Pools)
            RoundDay(pool.Index, count);
        FindCaseHours(count);
    }

    void FindCaseHours(int count)
    {
        Array.Clear(_runsCases);
        _runsCases[0] = _runsCases[count - 1] = true;
        foreach (var queue in _deferredOrder)
            Array.Clear(_staffedAt[queue]);
        foreach (var pool in _section.CasePools)
            for (var place = 0; place < count; place++)
            {
                if (IsNone(_agents[pool.Index][place]))
                    continue;
                _runsCases[Math.Max(0, place - 1)] = _runsCases[place] = _runsCases[Math.Min(count - 1, place + 1)] = true;
                foreach (var queue in pool.Deferred)
                    _staffedAt[queue][place] = true;
            }
    }

    void Plan(Span<Lanes> agents, int pool, Lanes present)
    {
        agents.Clear();
        for (var course = 0; course < _masks.Length; course++)
        {
            var supply = _model.Model.CourseOf(course).Supply;
            var positions = supply.Positions[pool].AsSpan(_model.FirstOfDay[_day] * _model.Slices, agents.Length);
            var (hours, there) = (supply.WeeklyHours[pool][_day], _masks[course] * present);
            for (var place = 0; place < agents.Length; place++)
                if (positions[place] != 0)
                    agents[place] += Fill(positions[place] * hours) * there;
        }
    }

    Lanes Present(int site)
    {
        Span<float> present = stackalloc float[Width];
        for (var lane = 0; lane < Width; lane++)
        {
            present[lane] = 1;
            var waves = _model.Model.CourseOf(CourseOf(lane)).Supply.Waves;
            for (var wave = 0; wave < waves.Length; wave++)
                if (waves[wave].Site == site)
                    present[lane] *= (float)(1 - _peaks[CourseOf(lane)][wave][_block * Width + lane] * waves[wave].ShapeByDay[_day]);
        }

        return Vector256.Create<float>(present);
    }

    void HoldToSeats(int site, int count)
    {
        var remote = _model.Model.Scenario.Network.Sites[site].RemoteShare;
        Span<float> seats = stackalloc float[Width];
        for (var lane = 0; lane < Width; lane++)
            seats[lane] = _model.Model.CourseOf(CourseOf(lane)).Supply.Seats[site][_day];
        if (remote >= 1 || seats.IndexOfAnyExcept((float)int.MaxValue) < 0)
            return;
        var most = Vector256.Create<float>(seats) / Fill(1 - remote);
        for (var place = 0; place < count; place++)
        {
            var sum = Lanes.Zero;
            foreach (var pool in _section.Pools)
                if (_network.Pools[pool.Index].Site == site)
                    sum += _agentsIn[pool.Index][place];
            var share = Least(Lanes.One, most / Vector256.MaxNative(sum, Fill(1e-9)));
            foreach (var pool in _section.Pools)
                if (_network.Pools[pool.Index].Site == site)
                    _agentsIn[pool.Index][place] *= share;
        }
    }

    void RoundDay(int pool, int count)
    {
        if (_day % 7 == 0)
            _carried[pool] = Lanes.Zero;
        var agents = _agentsIn[pool].AsSpan(0, count * _model.Slices);
        var (carried, before) = (_carried[pool], Lanes.Zero);
        for (var place = 0; place < agents.Length; place++)
        {
            var whole = agents[place];
            if (!IsNone(whole))
            {
                carried += Positive(whole);
                whole = Positive(Vector256.Floor(carried + Fill(0.5))) & Vector256.GreaterThan(whole, Lanes.Zero);
                agents[place] = whole;
                carried -= whole;
            }

            _goesHomeAt[place] |= GoesHome(before, whole).ExtractMostSignificantBits() != 0;
            before = whole;
        }

        _carried[pool] = carried;
        TakeMeans(pool, count);
    }

    /// <summary>Agents of a pool on average over each interval.</summary>
    void TakeMeans(int pool, int count)
    {
        var (slices, before) = (_model.Slices, Lanes.Zero);
        for (var place = 0; place < count; place++)
        {
            var mean = Total(_agentsIn[pool], place * slices, slices) * Fill(1.0 / slices);
            _agents[pool][place] = mean;
            _goesHome[place] |= GoesHome(before, mean).ExtractMostSignificantBits() != 0;
            before = mean;
        }
    }

    static Lanes GoesHome(Lanes before, Lanes agents) =>
        Vector256.Equals(agents, Lanes.Zero) & Vector256.GreaterThan(before, Lanes.Zero);

    /// <summary>Seconds that an agent of a pool is taken by a contact today, the recovery pause included.</summary>
    void TimeContacts(int queue)
    {
        foreach (var pool in _queues[queue].Pools)
        {
            var model = _queues[queue].Model;
            var pause = Fill(model.RecoveryPause) * _hard[queue];
            var taken = Fill(model.Handle.Mean * _network.Pools[pool].HandleFactor[queue] * Tenure(pool)) * _factor[queue] + pause;
            var (link, turns) = (Link(queue, pool), _queues[queue].InService + Fill(_seconds) / taken);
            (_taken[link], _rateOf[link], _pauseShare[link]) = (taken, Lanes.One / taken, pause / taken);
            (_hands[link].Turns, _hands[link].PerTurn) = (turns, Lanes.One / turns);
        }
    }

    /// <summary>What the tenure of a pool's people makes of handle times this week, in the first course of events.</summary>
    double Tenure(int pool)
    {
        var byWeek = _model.Model.CourseOf(0).Supply.HandleFactor;
        return byWeek.Length <= pool || byWeek[pool].Length == 0 ? 1 : byWeek[pool][Math.Min(_day / 7, byWeek[pool].Length - 1)];
    }

    /// <summary>Agent time of the interval by pool.</summary>
    void BookAgents()
    {
        foreach (var pool in _section.Pools)
        {
            var agents = _agents[pool.Index][_place];
            if (IsNone(agents))
                continue;
            ref readonly var work = ref _caseWork[pool.Index];
            var waiting = agents - work.Agents;
            foreach (var place in pool.LivePlaces)
                waiting -= _busyMean[place];
            _waitingDay[pool.Index] += Positive(waiting);
            _deferredDay[pool.Index] += work.Agents;
            _recoveringDay[pool.Index] += work.Pausing;
        }
    }

    /// <summary>Agent time of the day by team; a queue's hard contacts are divided among its pools by the time that each spends on it.</summary>
    void BookTeams()
    {
        var milliseconds = Fill(_seconds * 1000);
        foreach (var pool in _section.Pools)
        {
            Lanes busy = Lanes.Zero, pausing = Lanes.Zero, hard = _hardDay[pool.Index];
            foreach (var queue in pool.Live)
            {
                var (here, all) = (_busyDay[Link(queue, pool.Index)], Lanes.Zero);
                foreach (var other in _queues[queue].Pools)
                    all += _busyDay[Link(queue, other)];
                busy += here;
                pausing += here * _pauseShare[Link(queue, pool.Index)];
                hard += _hard[queue] * _completedDay[queue] * Ratio(here, all, Lanes.Zero);
            }

            var (team, recovering) = (_network.Pools[pool.Index].Team, _recoveringDay[pool.Index]);
            TeamSum(team, AgentField.Hard) += hard;
            TeamSum(team, AgentField.LiveMs) += (busy - pausing) * milliseconds;
            TeamSum(team, AgentField.DeferredMs) += (_deferredDay[pool.Index] - recovering) * milliseconds;
            TeamSum(team, AgentField.RecoveryMs) += (pausing + recovering) * milliseconds;
            TeamSum(team, AgentField.WaitingMs) += _waitingDay[pool.Index] * milliseconds;
        }

        foreach (var sums in new[] { _busyDay, _completedDay, _waitingDay, _deferredDay, _recoveringDay, _hardDay })
            Array.Clear(sums);
    }
}
