using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>Live queues that share pools, directly or over others: they are computed together.</summary>
/// <param name="Queues">Their queues, in order of priority.</param>
internal sealed record LiveGroup(int[] Queues);

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
        Queues = [.. Network.Queues.Select(queue => new FluidQueue(queue, Network, Timeline))];
        Groups = FindGroups();
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
    public LiveGroup[] Groups { get; }
    public FlowCompiler Flows { get; }
    public DemandCurve[][] Curves { get; }
    public DemandPart[][] Parts { get; }

    /// <summary>First interval of each day; the number of days gives the end.</summary>
    public int[] FirstOfDay { get; }

    int IntervalOf(int day)
    {
        var i = Timeline.IntervalAt(Timeline.StartOfDay(day));
        while (i < Timeline.Intervals && Timeline.DayOf(i) < day)
            i++;
        return i;
    }

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

            groups.Add(new LiveGroup([.. group.OrderBy(queue => Queues[queue].Model.Priority).ThenBy(queue => queue)]));
        }

        return [.. groups];
    }
}
