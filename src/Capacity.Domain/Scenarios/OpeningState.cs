using System.ComponentModel;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using NodaTime;

namespace Capacity.Domain.Scenarios;

/// <summary>
/// What a scenario finds when it starts, at midnight of its first day: given by a live feed, or the expected end of an earlier simulated day.
/// Absent: empty lines, no returns to come, and the opening backlogs.
/// </summary>
public sealed record OpeningState
{
    [Description("State by queue; a queue that is left out is empty.")]
    public IReadOnlyList<OpeningQueue> Queues { get; init; } = [];

    /// <summary>
    /// The expected state after a simulated day: open cases and contacts in line of each queue, of ages whose mean is the simulated one. Who is
    /// in service at that midnight and returns that are still under way are not in a result, so the new scenario has none of them.
    /// </summary>
    /// <param name="result">A result with the days of its queues.</param>
    /// <param name="day">One of its days.</param>
    /// <param name="network">The network that was simulated.</param>
    public static OpeningState After(ScenarioResult result, LocalDate day, Network network) => new()
    {
        Queues =
        [
            .. from queue in result.Queues
               let kpis = queue.Days.FirstOrDefault(one => one.Date == day)?.Kpis
                   ?? throw new ArgumentException($"The result has no figures of queue '{queue.Queue}' on {day:uuuu-MM-dd}.", nameof(day))
               let open = Math.Round(kpis["backlog"]?.Mean ?? 0)
               where open > 0 && kpis["backlogAge"] is not null
               let oldest = 2 * kpis["backlogAge"]!.Mean
               select network.Queues.First(one => one.Id == queue.Queue).Channel.IsDeferred()
                   ? new OpeningQueue { Queue = queue.Queue, Backlog = [new AgeBand { Cases = open, UntilDays = Math.Max(0.01, oldest / 86_400) }] }
                   : new OpeningQueue { Queue = queue.Queue, Waiting = (int)open, LongestWaitSeconds = Math.Min(86_400, oldest) },
        ],
    };
}

/// <summary>What one queue begins with.</summary>
public sealed record OpeningQueue
{
    [Description("The queue.")]
    public string Queue { get; init; } = "";

    [Description("Voice and chat: contacts in line; only where the queue is open at that midnight.")]
    public int Waiting { get; init; }

    [Description("Wait in seconds of the one who has waited longest; the others are spread evenly.")]
    public double LongestWaitSeconds { get; init; }

    [Description("Voice and chat: contacts that agents are serving; their service begins anew at the start.")]
    public int InService { get; init; }

    [Description("Deferred channels: open cases by age, instead of an opening backlog.")]
    public IReadOnlyList<AgeBand> Backlog { get; init; } = [];

    [Description("Contacts that will come because of what happened before.")]
    public IReadOnlyList<PendingReturns> Returns { get; init; } = [];
}

/// <summary>Open cases of some ages, spread evenly.</summary>
public sealed record AgeBand
{
    [Description("Open cases.")]
    public double Cases { get; init; }

    [Description("Age in days of the youngest.")]
    public double FromDays { get; init; }

    [Description("Age in days of the oldest.")]
    public double UntilDays { get; init; } = 1;
}

/// <summary>Contacts that are still to come, spread evenly over a stretch of time; in closed hours they come at the next opening.</summary>
public sealed record PendingReturns
{
    [Description("Why they come.")]
    public ReturnKind Kind { get; init; }

    [Description("How many come.")]
    public int Returning { get; init; }

    [Description("Days from the start until the first.")]
    public double FromDays { get; init; }

    [Description("Days from the start until the last.")]
    public double UntilDays { get; init; } = 1;
}

/// <summary>Why a contact that is under way comes.</summary>
public enum ReturnKind
{
    /// <summary>Somebody gave up and tries again.</summary>
    Redial,

    /// <summary>A case was not settled.</summary>
    Recontact,
}
