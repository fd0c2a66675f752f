using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
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
    readonly SupplyTable _people;
    readonly bool[] _changesShrinkage;

    public SupplyCompiler(Scenario scenario, Timeline timeline, NetworkModel network)
    {
        _scenario = scenario;
        _timeline = timeline;
        _network = network;
        var sites = scenario.Network.Sites;
        var patterns = new Dictionary<string, PresencePattern>(StringComparer.Ordinal);
        _patterns = [.. scenario.Network.Teams.Select(team => PresencePattern.Shared(
            patterns, team, sites[network.SiteOf(team.Site)].TimeZone, timeline))];
        var changed = scenario.Levers.OfType<ShrinkageChange>().Select(change => change.Team).ToHashSet(StringComparer.Ordinal);
        _changesShrinkage = [.. scenario.Network.Teams.Select(team => changed.Contains(team.Id))];
        _people = SupplyTable.Of(scenario, (timeline.SimulatedDays + 6) / 7);
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
            var idle = Teams.Select((_, index) => Idle(day, index, furloughs[index][day])).ToArray();
            var active = Teams.Select((_, index) => People(index, day).Trained - idle[index]).ToArray();
            AddRedeployed(day, idle, active, hours, paid, cost);
            AddCrossTrained(day, active, hours, paid, cost);
            for (var team = 0; team < Teams.Count; team++)
                AddTeam(day, team, active[team], hours, paid, overtime, cost);
        }

        return new SupplyPlan
        {
            Positions = [.. _network.Pools.Select(pool => _patterns[pool.Team].Positions)],
            WeeklyHours = hours,
            PaidHours = paid,
            OvertimeHours = overtime,
            Cost = cost,
            Waves = [.. _scenario.AbsenceWaves.Select(wave => Wave(wave, course)).OfType<WaveModel>()],
            Seats = [.. _scenario.Network.Sites.Select(site => SeatsByDay(site, course))],
            HandleFactor = ByPoolAndWeek(people => 1 / people.Efficiency),
            Resolution = ByPoolAndWeek(people => people.Resolution),
        };
    }

    TeamSupply People(int team, int day) => _people[team, day / 7];

    /// <summary>Those on short-time work, less those who are called back.</summary>
    double Idle(int day, int team, double furlough)
    {
        var idle = People(team, day).Trained * furlough;
        if (idle == 0)
            return 0;
        var recalled = _scenario.Levers.OfType<Recall>().Where(lever => lever.Team == Teams[team].Id && Lasts(lever, day)).Sum(lever => lever.Heads);
        return Math.Max(0, idle - recalled);
    }

    /// <summary>What tenure makes of each pool in each week; empty where all are experienced. Lent people are as they were lent.</summary>
    double[][] ByPoolAndWeek(Func<TeamSupply, double> figure)
    {
        var weeks = (_timeline.SimulatedDays + 6) / 7;
        var byTeam = Teams.Select((_, team) => Enumerable.Range(0, weeks).Select(week => figure(_people[team, week])).ToArray()).ToArray();
        if (byTeam.All(team => team.All(value => value == 1)))
            return [];
        var lent = Enumerable.Repeat(1.0, weeks).ToArray();
        return [.. _network.Pools.Select(pool => pool.Learns ? byTeam[pool.Team] : lent)];
    }

    int[] SeatsByDay(Site site, Course course)
    {
        var seats = Enumerable.Repeat(site.Seats, _timeline.SimulatedDays).ToArray();
        foreach (var closure in _scenario.SiteClosures.Where(closure => closure.Site == site.Id))
            if (course.Resolve(closure.During, _timeline.FirstDate) is { } span)
                for (var day = 0; day < seats.Length; day++)
                    if (_timeline.DateOf(day) >= span.From && _timeline.DateOf(day) < span.Until)
                        seats[day] = Math.Min(seats[day], closure.Seats);
        return seats;
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
            if (fromIdle + fromActive == 0)
                continue;
            var people = People(from, day);
            var weekly = (fromIdle + fromActive) * people.HoursPerHead;
            var paidHours = weekly * Of(from, day).PaidShare() * _patterns[to].ShareOf(_timeline.DateOf(day));
            hours[Teams.Count + number][day] = weekly * Serving(Of(from, day), Teams[to]).Remaining();
            paid[to][day] += paidHours;
            cost[to][day] += paidHours * people.CostPerHour;
        }
    }

    /// <summary>People who learn another queue's work are away while they learn, and then form a pool of their own.</summary>
    void AddCrossTrained(int day, double[] active, double[][] hours, double[][] paid, double[][] cost)
    {
        var date = _timeline.DateOf(day);
        for (var number = 0; number < _network.CrossTrainings.Length; number++)
        {
            var course = _network.CrossTrainings[number];
            if (date < course.Begins() || (course.Until is { } until && date >= until))
                continue;
            var team = _network.TeamOf(course.Team);
            var heads = Math.Min(active[team], course.Heads * (date < course.From ? course.TrainingShare : 1));
            active[team] -= heads;
            if (heads == 0)
                continue;
            var people = People(team, day);
            var paidHours = heads * people.HoursPerHead * Of(team, day).PaidShare() * _patterns[team].ShareOf(date);
            paid[team][day] += paidHours;
            cost[team][day] += paidHours * people.CostPerHour;
            if (date >= course.From)
                hours[Teams.Count + _network.Redeployments.Length + number][day] =
                    heads * people.HoursPerHead * Serving(Of(team, day), Teams[team]).Remaining();
        }
    }

    /// <summary>Shrinkage of people who work a team's hours: where the team has shifts, their breaks are in the shifts.</summary>
    static Shrinkage Serving(Shrinkage people, Team hours) => hours.Shifts.Count > 0 ? people with { Breaks = 0 } : people;

    /// <summary>The shrinkage of a team on a day.</summary>
    Shrinkage Of(int team, int day) =>
        _changesShrinkage[team] ? DatedShrinkage.On(_scenario, Teams[team], _timeline.DateOf(day)) : Teams[team].Shrinkage;

    void AddTeam(int day, int index, double active, double[][] hours, double[][] paid, double[][] overtime, double[][] cost)
    {
        var team = Teams[index];
        var people = People(index, day);
        var share = _patterns[index].ShareOf(_timeline.DateOf(day));
        var own = Of(index, day);
        var shrinkage = Serving(own, team);
        var (perHead, perHour) = people.Trained > 0 ? (people.HoursPerHead, people.CostPerHour) : (team.ContractHours, team.HourlyCost);
        var extra = _scenario.Levers.OfType<Overtime>().Where(lever => lever.Team == team.Id && Lasts(lever, day))
            .Sum(lever => lever.HoursPerWeek);
        extra = Math.Min(extra, active * team.OvertimeCeiling);
        var contract = active * perHead;
        var contractPaid = contract * own.PaidShare() + people.TrainingHours;
        hours[index][day] += contract * shrinkage.Remaining()
            + extra * (1 - shrinkage.Breaks) * (1 - shrinkage.Absence) * shrinkage.Adherence;
        paid[index][day] += (contractPaid + extra) * share;
        overtime[index][day] += extra * share;
        cost[index][day] += ((contract * own.PaidShare() + extra * (1 + team.OvertimePremium)) * perHour + people.TrainingCost) * share;
    }

    bool Lasts(Lever lever, int day)
    {
        var date = _timeline.DateOf(day);
        return date >= lever.From && (lever.Until is not { } until || date < until);
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
