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
    /// <param name="first">First interval.</param>
    /// <param name="end">Interval after the last.</param>
    /// <param name="agents">Receives agents by pool and interval, from the first on.</param>
    public static void Expected(
        SupplyPlan plan, ReadOnlySpan<double> peaks, NetworkModel network, IReadOnlyList<Site> sites, Timeline timeline, int first, int end,
        double[][] agents)
    {
        foreach (var pool in network.Pools)
        {
            var to = agents[pool.Index];
            for (var i = first; i < end; i++)
            {
                var day = timeline.DayOf(i);
                var from = plan.AgentsAt(pool.Index, i, day);
                to[i - first] = from == 0 ? 0 : from * Present(plan, peaks, pool.Site, day);
            }
        }

        for (var site = 0; site < sites.Count; site++)
            if (sites[site].RemoteShare < 1 && Array.Exists(plan.Seats[site], seats => seats < int.MaxValue))
                HoldToSeats(site, plan.Seats[site], sites[site].RemoteShare, network, timeline, first, end, agents);
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
    static void HoldToSeats(
        int site, int[] seatsByDay, double remoteShare, NetworkModel network, Timeline timeline, int first, int end, double[][] agents)
    {
        var pools = network.Pools.Where(pool => pool.Site == site).Select(pool => agents[pool.Index]).ToArray();
        for (var i = 0; pools.Length > 0 && i < end - first; i++)
        {
            var sum = 0.0;
            foreach (var pool in pools)
                sum += pool[i];
            var seats = seatsByDay[timeline.DayOf(first + i)];
            if (sum * (1 - remoteShare) <= seats)
                continue;
            foreach (var pool in pools)
                pool[i] *= (remoteShare * sum + seats) / sum;
        }
    }

    /// <summary>Whole agents of a week whose sum is the week's, rounded once: what an interval rounds away, the next receives.</summary>
    public static void Round(ReadOnlySpan<double> agents, Span<int> whole)
    {
        double wanted = 0;
        long given = 0;
        for (var i = 0; i < agents.Length; i++)
        {
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
