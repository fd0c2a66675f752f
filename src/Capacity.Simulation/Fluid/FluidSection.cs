namespace Capacity.Simulation.Fluid;

/// <summary>
/// Queues, pools, teams and sites that share neither people nor contacts with any others: a section of the network that is computed alone,
/// over the whole horizon.
/// </summary>
internal sealed class FluidSection
{
    /// <summary>The small ones of a large network are computed together: each takes memory for the numbers of all queues.</summary>
    const int Most = 8;

    /// <param name="model">The network.</param>
    /// <param name="queues">The section's queues, in order.</param>
    /// <param name="pools">Its pools, in order.</param>
    FluidSection(FluidModel model, int[] queues, int[] pools)
    {
        Queues = queues;
        Pools = [.. pools.Select(pool => model.Pools[pool])];
        CasePools = [.. Pools.Where(pool => model.Network.Pools[pool.Index].Queues.Any(queue => !model.Queues[queue].IsLive))];
        Teams = [.. pools.Select(pool => model.Network.Pools[pool].Team).Distinct()];
        Sites = [.. pools.Select(pool => model.Network.Pools[pool].Site).Distinct()];
        LiveQueues = [.. queues.Where(queue => model.Queues[queue].IsLive)];
        ChasedQueues = [.. queues.Where(queue => model.Flows.Chasers[queue] is not null && !model.Queues[queue].IsLive)];
        Groups = [.. model.Groups.Where(group => queues.Contains(group.Queues[0]))];
        Flows = [.. model.Flows.All.Where(flow => queues.Contains(flow.Source))];
        var intervals = model.Timeline.Intervals;
        OpensAt = AtDoors(model, doors => [doors.First]);
        ChangesAfter = AtDoors(model, doors => [doors.First - 1, doors.End - 1]);
        IsLiveAt = new bool[intervals];
        foreach (var doors in LiveQueues.SelectMany(queue => model.Queues[queue].Doors))
            IsLiveAt.AsSpan(doors.First..doors.End).Fill(true);
        AsksAfter = [.. Enumerable.Range(1, intervals).Select(next => next < intervals
            && ChasedQueues.Any(queue => model.Queues[model.Flows.Chasers[queue]!.Target].DoorsOf[next] >= 0))];
    }

    public int[] Queues { get; }
    public int[] LiveQueues { get; }

    /// <summary>Deferred queues whose overdue cases make customers ask.</summary>
    public int[] ChasedQueues { get; }
    public LiveGroup[] Groups { get; }
    public FluidPool[] Pools { get; }

    /// <summary>Pools that serve deferred queues.</summary>
    public FluidPool[] CasePools { get; }
    public int[] Teams { get; }
    public int[] Sites { get; }
    public ReturnFlow[] Flows { get; }

    /// <summary>By interval: queues whose doors open with it, queues whose doors are others after it, whether any live queue is open.</summary>
    public int[][] OpensAt { get; }
    public int[][] ChangesAfter { get; }
    public bool[] IsLiveAt { get; }

    /// <summary>By interval: overdue cases can make customers ask in the next one.</summary>
    public bool[] AsksAfter { get; }

    /// <summary>The sections of a network, the one that takes longest first.</summary>
    public static FluidSection[] Of(FluidModel model)
    {
        var (queues, pools) = (model.Queues.Length, model.Pools.Length);
        var links = Enumerable.Range(0, queues + pools).ToArray();
        int First(int node) => links[node] == node ? node : links[node] = First(links[node]);
        void Join(int node, int other) => links[Math.Max(First(node), First(other))] = Math.Min(First(node), First(other));
        foreach (var queue in model.Queues)
            foreach (var pool in queue.Pools)
                Join(queue.Model.Index, queues + pool);
        foreach (var pool in model.Network.Pools)
            foreach (var queue in pool.Queues)
                Join(queue, queues + pool.Index);
        foreach (var flow in model.Flows.All)
            Join(flow.Source, flow.Target);
        foreach (var team in model.Network.Pools.GroupBy(pool => pool.Team))
            foreach (var pool in team)
                Join(queues + team.First().Index, queues + pool.Index);
        foreach (var site in model.Network.Pools.GroupBy(pool => pool.Site).Where(site => HasSeats(model, site.Key)))
            foreach (var pool in site)
                Join(queues + site.First().Index, queues + pool.Index);
        var sections = Enumerable.Range(0, Most).Select(_ => (Nodes: new List<int>(), Work: 0L)).ToArray();
        foreach (var (nodes, work) in Enumerable.Range(0, queues + pools).GroupBy(First)
            .Select(nodes => (nodes, Work: nodes.Where(node => node < queues).Sum(queue => WorkOf(model.Queues[queue]))))
            .OrderByDescending(one => one.Work))
        {
            var least = Array.FindIndex(sections, section => section.Work == sections.Min(other => other.Work));
            sections[least].Nodes.AddRange(nodes);
            sections[least].Work += work;
        }

        return
        [
            .. from section in sections
               where section.Nodes.Count > 0
               orderby section.Work descending
               select new FluidSection(
                   model, [.. section.Nodes.Where(node => node < queues).Order()],
                   [.. section.Nodes.Where(node => node >= queues).Select(node => node - queues).Order()]),
        ];
    }

    /// <summary>How long a queue takes, compared with others: mostly the intervals in which calls and chats can come.</summary>
    static long WorkOf(FluidQueue queue) => queue.Doors.Sum(doors => doors.End - doors.First) * (queue.IsLive ? 4L : 1L);

    /// <summary>Whether seats can hold the people of a site down.</summary>
    static bool HasSeats(FluidModel model, int site) =>
        model.Model.Scenario.Network.Sites[site].RemoteShare < 1
        && Enumerable.Range(0, model.Model.CourseCount).Any(course =>
            model.Model.CourseOf(course).Supply.Seats[site].AsSpan().IndexOfAnyExcept(int.MaxValue) >= 0);

    /// <summary>By interval: the section's queues with doors of which one of some intervals is this one.</summary>
    int[][] AtDoors(FluidModel model, Func<Doors, int[]> intervals)
    {
        var found = new int[model.Timeline.Intervals][];
        Array.Fill(found, []);
        foreach (var queue in Queues)
            foreach (var i in model.Queues[queue].Doors.SelectMany(intervals).Where(i => i >= 0).Distinct())
                found[i] = [.. found[i], queue];
        return found;
    }
}
