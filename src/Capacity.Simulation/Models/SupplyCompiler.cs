using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Simulation.Models;

/// <summary>
/// Turns headcount, contracts, shrinkage, short-time work, overtime and redeployment into positions by pool and interval, and into
/// paid hours and cost by team and day (MODEL.md §2).
/// </summary>
internal sealed class SupplyCompiler
{
    readonly Scenario _scenario;
    readonly Timeline _timeline;
    readonly NetworkModel _network;
    readonly PresencePattern[] _patterns;

    public SupplyCompiler(Scenario scenario, Timeline timeline, NetworkModel network)
    {
        _scenario = scenario;
        _timeline = timeline;
        _network = network;
        var sites = scenario.Network.Sites;
        _patterns = [.. scenario.Network.Teams.Select(
            team => new PresencePattern(team, sites[network.SiteOf(team.Site)].TimeZone, timeline))];
    }

    IReadOnlyList<Team> Teams => _scenario.Network.Teams;

    public SupplyPlan Compile(Course course)
    {
        var days = _timeline.SimulatedDays;
        var hours = _network.Pools.Select(_ => new double[days]).ToArray();
        var paid = Teams.Select(_ => new double[days]).ToArray();
        var overtime = Teams.Select(_ => new double[days]).ToArray();
        var cost = Teams.Select(_ => new double[days]).ToArray();
        var furloughs = FurloughsByDay(course);
        for (var day = 0; day < days; day++)
        {
            var idle = Teams.Select((team, index) => team.Headcount * furloughs[index][day]).ToArray();
            var active = Teams.Select((team, index) => team.Headcount - idle[index]).ToArray();
            AddRedeployed(day, idle, active, hours, paid, cost);
            for (var team = 0; team < Teams.Count; team++)
                AddTeam(day, team, active[team], hours, paid, overtime, cost);
        }

        return new SupplyPlan
        {
            Agents = [.. _network.Pools.Select(pool => AgentsOf(pool, hours[pool.Index]))],
            PaidHours = paid,
            OvertimeHours = overtime,
            Cost = cost,
            Waves = [.. _scenario.AbsenceWaves.Select(wave => Wave(wave, course)).OfType<WaveModel>()],
        };
    }

    double[][] FurloughsByDay(Course course)
    {
        var shares = Teams.Select(_ => new double[_timeline.SimulatedDays]).ToArray();
        foreach (var furlough in _scenario.Furloughs)
        {
            if (course.Resolve(furlough.During, _timeline.FirstDate) is not { } span)
                continue;
            var share = shares[_network.TeamOf(furlough.Team)];
            for (var day = 0; day < share.Length; day++)
                if (_timeline.DateOf(day) >= span.From && _timeline.DateOf(day) < span.Until)
                    share[day] = Math.Min(1, share[day] + furlough.Share);
        }

        return shares;
    }

    /// <summary>Redeployed people come from short-time work first, then from those at work; they are paid in the team that they join.</summary>
    void AddRedeployed(int day, double[] idle, double[] active, double[][] hours, double[][] paid, double[][] cost)
    {
        for (var number = 0; number < _network.Redeployments.Length; number++)
        {
            var move = _network.Redeployments[number];
            if (!Lasts(move, day))
                continue;
            int from = _network.TeamOf(move.FromTeam), to = _network.TeamOf(move.ToTeam);
            var fromIdle = Math.Min(idle[from], move.Heads);
            var fromActive = Math.Min(active[from], move.Heads - fromIdle);
            idle[from] -= fromIdle;
            active[from] -= fromActive;
            var people = Teams[from];
            var weekly = (fromIdle + fromActive) * people.ContractHours;
            var paidHours = weekly * _patterns[to].ShareOf(_timeline.DateOf(day));
            hours[Teams.Count + number][day] = weekly * people.Shrinkage.Remaining();
            paid[to][day] += paidHours;
            cost[to][day] += paidHours * people.HourlyCost;
        }
    }

    void AddTeam(int day, int index, double active, double[][] hours, double[][] paid, double[][] overtime, double[][] cost)
    {
        var team = Teams[index];
        var share = _patterns[index].ShareOf(_timeline.DateOf(day));
        var extra = _scenario.Levers.OfType<Overtime>().Where(lever => lever.Team == team.Id && Lasts(lever, day))
            .Sum(lever => lever.HoursPerWeek);
        extra = Math.Min(extra, active * team.OvertimeCeiling);
        var shrinkage = team.Shrinkage;
        hours[index][day] = active * team.ContractHours * shrinkage.Remaining()
            + extra * (1 - shrinkage.Breaks) * (1 - shrinkage.Absence) * shrinkage.Adherence;
        paid[index][day] += (active * team.ContractHours + extra) * share;
        overtime[index][day] += extra * share;
        cost[index][day] += (active * team.ContractHours + extra * (1 + team.OvertimePremium)) * share * team.HourlyCost;
    }

    bool Lasts(Lever lever, int day)
    {
        var date = _timeline.DateOf(day);
        return date >= lever.From && (lever.Until is not { } until || date < until);
    }

    double[] AgentsOf(PoolModel pool, double[] weeklyHoursByDay)
    {
        var positions = _patterns[pool.Team].Positions;
        var agents = new double[_timeline.Intervals];
        for (var i = 0; i < agents.Length; i++)
            agents[i] = positions[i] * weeklyHoursByDay[_timeline.DayOf(i)];
        return agents;
    }

    WaveModel? Wave(Domain.Supply.AbsenceWave wave, Course course)
    {
        if (course.Resolve(wave.During, _timeline.FirstDate) is not { } span)
            return null;
        var length = Period.DaysBetween(span.From, span.Until);
        var first = _timeline.DayOf(span.From);
        var shape = new double[_timeline.SimulatedDays];
        for (var day = Math.Max(0, first); day < Math.Min(shape.Length, first + length); day++)
            shape[day] = 1 - Math.Abs(2 * (day - first + 0.5) / length - 1);
        return new WaveModel(_network.SiteOf(wave.Site), wave.PeakShare, wave.PeakVariation, shape);
    }
}
