using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>Live queues that share pools, directly or over others: they are computed together.</summary>
/// <param name="Queues">Their queues, in order of priority.</param>
/// <param name="Pools">Their pools.</param>
internal sealed record LiveGroup(int[] Queues, int[] Pools);

/// <summary>A pool as the fluid sees it.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Live">Live queues that it serves.</param>
/// <param name="LivePlaces">Places of what is kept by each of them and the pool.</param>
/// <param name="Deferred">Deferred queues that it serves.</param>
/// <param name="Reserve">Agents whom deferred work leaves idle; 0 where it serves nobody else.</param>
internal sealed record FluidPool(int Index, int[] Live, int[] LivePlaces, int[] Deferred, double Reserve);

/// <summary>A live queue that another one meets in its pools.</summary>
/// <param name="Queue">The other queue.</param>
/// <param name="Pools">Pools that serve both.</param>
/// <param name="Places">Places of what is kept by the other queue and each of them.</param>
/// <param name="Order">Below 0 where the other one goes first, above 0 where it goes last.</param>
/// <param name="CanJoin">Both stand in one line as far as they have the same agents.</param>
internal sealed record LiveRival(int Queue, int[] Pools, int[] Places, int Order, bool CanJoin);

/// <summary>Expected contacts of a queue by interval in one course of events that grow with one cohort; −1 for none.</summary>
internal sealed record DemandCurve(int Course, int Cohort, double[] Means);

/// <summary>Expected contacts of a queue by day that are of one kind and origin; those whom self-service sends back have a flow.</summary>
internal sealed record DemandPart(int Course, int Cohort, ContactOrigin Origin, int Slot, double[] ByDay, ReturnFlow? SelfService);

/// <summary>A compiled scenario in the form that the fluid needs; immutable and shared by threads.</summary>
internal sealed class FluidModel
{
    /// <summary>
    /// Quarters of an hour are computed by half hours: the shares of a day hardly tell them apart (FLUID.md), and it takes half the time.
    /// </summary>
    public const int LeastMinutes = 30;

    /// <summary>Intervals of deferred work, of contacts that return and of agents' time, where doors and days keep to whole hours.</summary>
    const int HourMinutes = 60;

    public FluidModel(SimulationModel scenario)
    {
        var model = scenario.InIntervals(LeastMinutes);
        Model = model;
        Network = model.Network;
        Timeline = KeepsToHours(model) ? model.Timeline.InIntervals(HourMinutes) : model.Timeline;
        Slices = Timeline.IntervalSeconds / model.Timeline.IntervalSeconds;
        Kinds = new ContactKinds(model);
        Queues = [.. Network.Queues.Select(queue => new FluidQueue(
            queue, Network, Timeline, model.Scenario.OpeningBacklogs.FirstOrDefault(backlog => backlog.Queue == queue.Definition.Id)))];
        LinkOf = new int[Queues.Length * Network.Pools.Length];
        Array.Fill(LinkOf, -1);
        foreach (var pair in Queues.SelectMany(queue => queue.Pools.Select(pool => (Queue: queue.Model.Index, Pool: pool)))
            .Union(Network.Pools.SelectMany(pool => pool.Queues.Select(queue => (Queue: queue, Pool: pool.Index)))))
            LinkOf[pair.Queue * Network.Pools.Length + pair.Pool] = Links++;
        Pools = [.. Network.Pools.Select(PoolOf)];
        Groups = FindGroups();
        Contends = [.. Queues.Select(queue => Queues.Any(other => Contend(queue, other)))];
        Rivals = [.. Queues.Select(queue => queue.IsLive ? FindRivals(queue) : [])];
        Flows = new FlowCompiler(this);
        var demand = Queues.Select(queue => new DemandCondenser(this, queue.Model)).ToArray();
        Curves = [.. demand.Select(one => one.Curves())];
        Parts = [.. demand.Select(one => one.Parts())];
        FirstOfDay = new int[Timeline.SimulatedDays + 1];
        for (var day = 1; day <= Timeline.SimulatedDays; day++)
            FirstOfDay[day] = day == Timeline.SimulatedDays ? Timeline.Intervals : IntervalOf(day);
        LongestDay = Enumerable.Range(0, Timeline.SimulatedDays).Max(day => FirstOfDay[day + 1] - FirstOfDay[day]);
        Sections = FluidSection.Of(this);
    }

    public SimulationModel Model { get; }

    /// <summary>Time in the fluid's intervals: whole hours mostly, each with slices of the scenario's, for which arrivals and agents are known.</summary>
    public Timeline Timeline { get; }
    public int Slices { get; }

    public NetworkModel Network { get; }
    public ContactKinds Kinds { get; }
    public FluidQueue[] Queues { get; }
    public FluidPool[] Pools { get; }
    public LiveGroup[] Groups { get; }

    /// <summary>What can be computed side by side, the longest first.</summary>
    public FluidSection[] Sections { get; }

    /// <summary>By queue: cases of another one of the same priority want the same people.</summary>
    public bool[] Contends { get; }

    /// <summary>By live queue, those that it meets.</summary>
    public LiveRival[][] Rivals { get; }
    public FlowCompiler Flows { get; }
    public DemandCurve[][] Curves { get; }
    public DemandPart[][] Parts { get; }

    /// <summary>First interval of each day; the number of days gives the end.</summary>
    public int[] FirstOfDay { get; }

    /// <summary>Most intervals of a day.</summary>
    public int LongestDay { get; }

    /// <summary>Pairs of a queue and a pool that serves it, and the number of each, by queue and pool.</summary>
    public int Links { get; }
    public int[] LinkOf { get; }

    /// <summary>Whether the model has half hours, and every day and every opening of a live queue begins and ends with a whole hour of them.</summary>
    static bool KeepsToHours(SimulationModel model)
    {
        var (timeline, seconds) = (model.Timeline, model.Timeline.IntervalSeconds);
        bool IsHour(double halves) => halves % 2 == 0;
        return 2 * seconds == HourMinutes * 60
            && Enumerable.Range(0, timeline.SimulatedDays + 1).All(day => IsHour(timeline.StartOfDay(day) / seconds))
            && model.Network.Queues.Where(queue => !queue.IsDeferred).All(queue => Enumerable.Range(0, queue.Open.Count).All(span =>
                IsHour(Math.Floor(queue.Open[span].From / seconds)) && IsHour(Math.Ceiling(queue.Open[span].Until / seconds))));
    }

    int IntervalOf(int day)
    {
        var i = Timeline.IntervalAt(Timeline.StartOfDay(day));
        while (i < Timeline.Intervals && Timeline.DayOf(i) < day)
            i++;
        return i;
    }

    FluidPool PoolOf(PoolModel pool)
    {
        var byKind = pool.Queues.ToLookup(queue => Queues[queue].IsLive);
        return new(
            pool.Index, [.. byKind[true]], [.. byKind[true].Select(queue => LinkOf[queue * Network.Pools.Length + pool.Index])], [.. byKind[false]],
            byKind[false].Select(queue => (double)pool.IdleReserve[queue]).DefaultIfEmpty(0).Min());
    }

    static bool Contend(FluidQueue queue, FluidQueue other) =>
        queue != other && !queue.IsLive && !other.IsLive && queue.Model.Priority == other.Model.Priority && queue.Pools.Intersect(other.Pools).Any();

    LiveRival[] FindRivals(FluidQueue queue) =>
    [
        .. from other in Queues
           where other.IsLive && other != queue
           let pools = queue.Pools.Intersect(other.Pools).ToArray()
           where pools.Length > 0
           let order = other.Model.Priority.CompareTo(queue.Model.Priority)
           select new LiveRival(
               other.Model.Index, pools, [.. pools.Select(pool => LinkOf[other.Model.Index * Network.Pools.Length + pool])], order,
               order == 0 && !queue.IsChat && !other.IsChat),
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
