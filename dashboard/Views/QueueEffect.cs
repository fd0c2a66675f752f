using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Views;

/// <summary>What the surge does to one queue: its heaviest week beside an ordinary one, and when it is normal again.</summary>
public sealed record QueueEffect
{
    /// <summary>The queue.</summary>
    public required Queue Queue { get; init; }

    /// <summary>Contacts of an ordinary week; zero for a queue that the crisis created.</summary>
    public double OrdinaryWeek { get; init; }

    /// <summary>ISO week with the most contacts.</summary>
    public string PeakWeek { get; init; } = "";

    /// <summary>Contacts offered in that week.</summary>
    public Estimate? Peak { get; init; }

    /// <summary>Share of that week's contacts that exist only because earlier ones failed.</summary>
    public Estimate? FailureDemand { get; init; }

    /// <summary>Service level of that week, by the queue's own definition.</summary>
    public Estimate? ServiceLevel { get; init; }

    /// <summary>Abandonment rate of that week.</summary>
    public Estimate? Abandonment { get; init; }

    /// <summary>Open cases in the week in which they are most.</summary>
    public Estimate? Backlog { get; init; }

    /// <summary>When the queue is normal again.</summary>
    public RecoveryDate Recovery { get; init; } = new();

    /// <summary>Peak over ordinary; absent for a queue without ordinary weeks.</summary>
    public double? Multiple => OrdinaryWeek > 0 && Peak is not null ? Peak.Mean / OrdinaryWeek : null;

    /// <summary>Whether the peak week meets the queue's service level.</summary>
    public Level Level => ServiceLevel is null ? Level.Neutral
        : ServiceLevel.Mean >= Queue.Goals.ServiceLevel ? Level.Good
        : ServiceLevel.P90 >= Queue.Goals.ServiceLevel ? Level.Warn : Level.Bad;

    /// <summary>The effects on all queues of a scenario, the largest peak first.</summary>
    public static IReadOnlyList<QueueEffect> Of(Scenario scenario, ScenarioResult result) =>
    [
        .. scenario.Network.Queues
            .Select(queue => Of(queue, scenario, result.Queues.FirstOrDefault(candidate => candidate.Queue == queue.Id)))
            .OrderByDescending(effect => effect.Peak?.Mean ?? 0),
    ];

    private static QueueEffect Of(Queue queue, Scenario scenario, QueueResult? result)
    {
        WeekKpis? peak = result?.Weeks.MaxBy(week => week.Kpis["offered"]?.Mean ?? 0);
        return new QueueEffect
        {
            Queue = queue,
            OrdinaryWeek = scenario.Baselines.Where(baseline => baseline.Queue == queue.Id)
                .Sum(baseline => baseline.Days.Sum(day => day.Contacts) / Math.Max(1, baseline.HistoricalAmplification)),
            PeakWeek = peak?.Week ?? "",
            Peak = peak?.Kpis["offered"],
            FailureDemand = peak?.Kpis["failureDemand"],
            ServiceLevel = peak?.Kpis[ServiceLevelName(queue)],
            Abandonment = peak?.Kpis["abandonmentRate"],
            Backlog = result?.Weeks.Select(week => week.Kpis["backlog"]).MaxBy(backlog => backlog?.Mean ?? 0),
            Recovery = result?.RecoveryDate ?? new RecoveryDate(),
        };
    }

    /// <summary>The published name of the service level that a queue's goal uses.</summary>
    public static string ServiceLevelName(Queue queue) => Domain.Kpis.ContactKpis.ServiceLevel(queue.Goals.Definition).Name;
}
