using Capacity.Domain.Networks;

namespace Capacity.Simulation.Models;

/// <summary>Whole agents by pool and interval, once absence is known: seats are a ceiling, and fractions are rounded once per week.</summary>
internal static class Staffing
{
    /// <summary>Expected agents after absence waves with the given peaks, below the seats of each site.</summary>
    /// <param name="plan">Positions before absence.</param>
    /// <param name="peaks">Peak of each absence wave (0–1).</param>
    /// <param name="network">Pools and their sites.</param>
    /// <param name="sites">Seats.</param>
    /// <param name="timeline">Intervals and days.</param>
    /// <param name="agents">Receives agents by pool and interval.</param>
    public static void Expected(
        SupplyPlan plan, ReadOnlySpan<double> peaks, NetworkModel network, IReadOnlyList<Site> sites, Timeline timeline, double[][] agents)
    {
        foreach (var pool in network.Pools)
        {
            var from = plan.Agents[pool.Index];
            var to = agents[pool.Index];
            for (int i = 0, day = -1; i < to.Length; i++)
            {
                if (timeline.DayOf(i) != day)
                    day = timeline.DayOf(i);
                to[i] = from[i] == 0 ? 0 : from[i] * Present(plan, peaks, pool.Site, day);
            }
        }

        for (var site = 0; site < sites.Count; site++)
            if (sites[site].RemoteShare < 1 && Array.Exists(plan.Seats[site], seats => seats < int.MaxValue))
                HoldToSeats(site, plan.Seats[site], sites[site].RemoteShare, network, timeline, agents);
    }

    static double Present(SupplyPlan plan, ReadOnlySpan<double> peaks, int site, int day)
    {
        var present = 1.0;
        for (var wave = 0; wave < plan.Waves.Length; wave++)
            if (plan.Waves[wave].Site == site)
                present *= 1 - peaks[wave] * plan.Waves[wave].ShapeByDay[day];
        return present;
    }

    /// <summary>Those who can work from home do; the others need a seat.</summary>
    static void HoldToSeats(int site, int[] seatsByDay, double remoteShare, NetworkModel network, Timeline timeline, double[][] agents)
    {
        var pools = network.Pools.Where(pool => pool.Site == site).Select(pool => agents[pool.Index]).ToArray();
        for (var i = 0; pools.Length > 0 && i < pools[0].Length; i++)
        {
            var sum = 0.0;
            foreach (var pool in pools)
                sum += pool[i];
            var seats = seatsByDay[timeline.DayOf(i)];
            if (sum * (1 - remoteShare) <= seats)
                continue;
            foreach (var pool in pools)
                pool[i] *= (remoteShare * sum + seats) / sum;
        }
    }

    /// <summary>Whole agents whose sum over each week is the week's sum, rounded once: what an interval rounds away, the next receives.</summary>
    public static void Round(double[] agents, Timeline timeline, int[] whole)
    {
        double wanted = 0;
        long given = 0;
        for (int i = 0, week = -1; i < agents.Length; i++)
        {
            if (timeline.DayOf(i) / 7 != week)
            {
                week = timeline.DayOf(i) / 7;
                wanted = 0;
                given = 0;
            }

            if (agents[i] <= 0)
            {
                whole[i] = 0;
                continue;
            }

            wanted += agents[i];
            whole[i] = (int)Math.Max(0, Math.Floor(wanted - given + 0.5));
            given += whole[i];
        }
    }
}
