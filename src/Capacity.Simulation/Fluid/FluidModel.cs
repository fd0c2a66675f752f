using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>Live queues that share pools, directly or over others: they are computed together.</summary>
/// <param name="Queues">Their queues, in order of priority.</param>
/// <param name="Pools">Their pools.</param>
internal sealed record LiveGroup(int[] Queues, int[] Pools);

/// <summary>A pool as the fluid sees it.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Live">Live queues that it serves.</param>
/// <param name="Reserve">Agents whom deferred work leaves idle; 0 where it serves nobody else.</param>
internal sealed record FluidPool(int Index, int[] Live, double Reserve);

/// <summary>A live queue that another one meets in its pools.</summary>
/// <param name="Queue">The other queue.</param>
/// <param name="Pools">Pools that serve both.</param>
/// <param name="Order">Below 0 where the other one goes first, above 0 where it goes last.</param>
/// <param name="CanJoin">Both stand in one line as far as they have the same agents.</param>
internal sealed record LiveRival(int Queue, int[] Pools, int Order, bool CanJoin);

/// <summary>Expected contacts of a queue by interval in one course of events that grow with one cohort; −1 for none.</summary>
internal sealed record DemandCurve(int Course, int Cohort, double[] Means);

/// <summary>Expected contacts of a queue by day that are of one kind and origin; those whom self-service sends back have a flow.</summary>
internal sealed record DemandPart(int Course, int Cohort, ContactOrigin Origin, int Slot, double[] ByDay, ReturnFlow? SelfService);

/// <summary>A compiled scenario in the form that the fluid needs; immutable and shared by threads.</summary>
internal sealed class FluidModel
{
    public FluidModel(SimulationModel model)
    {
        Model = model;
        Timeline = model.Timeline;
        Network = model.Network;
        Kinds = new ContactKinds(model);
        Queues = [.. Network.Queues.Select(queue => new FluidQueue(
            queue, Network, Timeline, model.Scenario.OpeningBacklogs.FirstOrDefault(backlog => backlog.Queue == queue.Definition.Id)))];
        Pools = [.. Network.Pools.Select(PoolOf)];
        CasePools = [.. Pools.Where(pool => Network.Pools[pool.Index].Queues.Any(queue => !Queues[queue].IsLive))];
        Groups = FindGroups();
        LiveQueues = [.. Queues.Where(queue => queue.IsLive).Select(queue => queue.Model.Index)];
        ChasedQueues = [.. Queues.Where(queue => queue.Model.Chasers is not null && !queue.IsLive).Select(queue => queue.Model.Index)];
        Contends = [.. Queues.Select(queue => Queues.Any(other => Contend(queue, other)))];
        OpensAt = AtDoors(doors => doors.First);
        ChangesAfter = AtDoors(doors => doors.First - 1, doors => doors.End - 1);
        IsLiveAt = new bool[Timeline.Intervals];
        foreach (var doors in LiveQueues.SelectMany(queue => Queues[queue].Doors))
            IsLiveAt.AsSpan(doors.First..doors.End).Fill(true);
        Rivals = [.. Queues.Select(queue => queue.IsLive ? FindRivals(queue) : [])];
        Flows = new FlowCompiler(this);
        var demand = Queues.Select(queue => new DemandCondenser(this, queue.Model)).ToArray();
        Curves = [.. demand.Select(one => one.Curves())];
        Parts = [.. demand.Select(one => one.Parts())];
        FirstOfDay = new int[Timeline.SimulatedDays + 1];
        for (var day = 1; day <= Timeline.SimulatedDays; day++)
            FirstOfDay[day] = day == Timeline.SimulatedDays ? Timeline.Intervals : IntervalOf(day);
    }

    public SimulationModel Model { get; }
    public Timeline Timeline { get; }
    public NetworkModel Network { get; }
    public ContactKinds Kinds { get; }
    public FluidQueue[] Queues { get; }
    public FluidPool[] Pools { get; }

    /// <summary>Pools that serve deferred queues.</summary>
    public FluidPool[] CasePools { get; }
    public LiveGroup[] Groups { get; }
    public int[] LiveQueues { get; }

    /// <summary>Deferred queues whose overdue cases make customers ask.</summary>
    public int[] ChasedQueues { get; }

    /// <summary>By queue: cases of another one of the same priority want the same people.</summary>
    public bool[] Contends { get; }

    /// <summary>By interval: queues whose doors open with it, queues whose doors are others after it, whether any live queue is open.</summary>
    public int[][] OpensAt { get; }
    public int[][] ChangesAfter { get; }
    public bool[] IsLiveAt { get; }

    /// <summary>By live queue, those that it meets.</summary>
    public LiveRival[][] Rivals { get; }
    public FlowCompiler Flows { get; }
    public DemandCurve[][] Curves { get; }
    public DemandPart[][] Parts { get; }

    /// <summary>First interval of each day; the number of days gives the end.</summary>
    public int[] FirstOfDay { get; }

    /// <summary>Most intervals of a day.</summary>
    public int LongestDay => Enumerable.Range(0, Timeline.SimulatedDays).Max(day => FirstOfDay[day + 1] - FirstOfDay[day]);

    int IntervalOf(int day)
    {
        var i = Timeline.IntervalAt(Timeline.StartOfDay(day));
        while (i < Timeline.Intervals && Timeline.DayOf(i) < day)
            i++;
        return i;
    }

    FluidPool PoolOf(PoolModel pool) => new(
        pool.Index, [.. pool.Queues.Where(queue => Queues[queue].IsLive)],
        pool.Queues.Where(queue => !Queues[queue].IsLive).Select(queue => (double)pool.IdleReserve[queue]).DefaultIfEmpty(0).Min());

    static bool Contend(FluidQueue queue, FluidQueue other) =>
        queue != other && !queue.IsLive && !other.IsLive && queue.Model.Priority == other.Model.Priority && queue.Pools.Intersect(other.Pools).Any();

    /// <summary>By interval: queues with doors of which one of some intervals is this one.</summary>
    int[][] AtDoors(params Func<Doors, int>[] intervals)
    {
        var found = new int[Timeline.Intervals][];
        Array.Fill(found, []);
        foreach (var queue in Queues)
            foreach (var i in queue.Doors.SelectMany(doors => intervals.Select(interval => interval(doors))).Where(i => i >= 0).Distinct())
                found[i] = [.. found[i], queue.Model.Index];
        return found;
    }

    LiveRival[] FindRivals(FluidQueue queue) =>
    [
        .. from other in Queues
           where other.IsLive && other != queue
           let pools = queue.Pools.Intersect(other.Pools).ToArray()
           where pools.Length > 0
           let order = other.Model.Priority.CompareTo(queue.Model.Priority)
           select new LiveRival(
               other.Model.Index, pools, order, order == 0 && queue.Model.MostPerAgent == 1 && other.Model.MostPerAgent == 1),
    ];

    LiveGroup[] FindGroups()
    {
        var left = Queues.Where(queue => queue.IsLive).Select(queue => queue.Model.Index).ToHashSet();
        var groups = new List<LiveGroup>();
        while (left.Count > 0)
        {
            var group = new List<int>();
            var next = new Queue<int>([left.Min()]);
            left.Remove(next.Peek());
            while (next.TryDequeue(out var queue))
            {
                group.Add(queue);
                foreach (var other in left.Where(other => Queues[other].Pools.Intersect(Queues[queue].Pools).Any()).Order().ToList())
                {
                    left.Remove(other);
                    next.Enqueue(other);
                }
            }

            groups.Add(new LiveGroup(
                [.. group.OrderBy(queue => Queues[queue].Model.Priority).ThenBy(queue => queue)],
                [.. group.SelectMany(queue => Queues[queue].Pools).Distinct().Order()]));
        }

        return [.. groups];
    }
}
