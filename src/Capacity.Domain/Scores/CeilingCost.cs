using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Numerics.Queueing;

namespace Capacity.Domain.Scores;

/// <summary>What an occupancy ceiling costs a queue: agents for its goals alone, and agents for the ceiling as well.</summary>
/// <remarks>
/// Erlang A at the mean rate of the open hours, with the offered contacts and the handle time of a result: 200 erlangs at 300 s and a patience
/// of 180 s need 195 agents for 80 % in 20 s, and 236 for a ceiling of 85 %. Voice and chat only: deferred work waits, people need not.
/// </remarks>
public sealed record CeilingCost
{
    public string Queue { get; init; } = "";

    /// <summary>Offered load in erlangs while the queue is open.</summary>
    public double OfferedLoad { get; init; }

    /// <summary>Agents that meet the goals, and agents that keep the ceiling beside.</summary>
    public double ForGoals { get; init; }
    public double ForCeiling { get; init; }

    /// <summary>Agents that the ceiling costs; 0 where the goals alone keep it.</summary>
    public double Agents => ForCeiling - ForGoals;

    /// <summary>The cost by queue of some teams in one week; a queue that others serve as well is counted whole.</summary>
    /// <param name="network">Queues, goals and ceilings.</param>
    /// <param name="kpisOf">The KPIs of a queue in a week.</param>
    /// <param name="teams">The teams; a queue has the lowest ceiling of those that serve it.</param>
    public static IReadOnlyList<CeilingCost> Of(Network network, Func<string, KpiSet?> kpisOf, IReadOnlyCollection<string> teams)
    {
        var serving = network.Teams.Where(team => teams.Contains(team.Id)).ToList();
        return
        [
            .. network.Queues.Where(queue => queue.Channel is Channel.Voice or Channel.Chat)
                .Where(queue => serving.Any(team => team.Skills.Any(skill => skill.Queue == queue.Id)))
                .Select(queue => Of(queue, kpisOf(queue.Id), serving.Where(team => team.Skills.Any(skill => skill.Queue == queue.Id)).Min(team => team.OccupancyCeiling)))
                .OfType<CeilingCost>(),
        ];
    }

    private static CeilingCost? Of(Queue queue, KpiSet? kpis, double ceiling)
    {
        var contacts = kpis?[ContactKpis.Offered.Name]?.Mean ?? 0;
        var handling = kpis?[ContactKpis.AverageHandleTime.Name]?.Mean ?? double.NaN;
        var open = queue.OpeningHours.HoursPerWeek() * 3600;
        if (!(contacts > 0 && handling > 0 && open > 0))
            return null;
        var model = new QueueModel
        {
            ArrivalRate = contacts / open,
            MeanServiceTime = handling,
            MeanPatience = queue.Patience?.MeanSeconds ?? 180,
            Target = queue.Goals.TargetSeconds,
            ShortAbandon = queue.Goals.ShortAbandonSeconds,
        };
        var goals = new StaffingGoals
        {
            ServiceLevel = queue.Goals.ServiceLevel,
            Kind = Kind(queue.Goals.Definition),
            Abandonment = queue.Goals.Abandonment,
            SpeedOfAnswer = queue.Goals.SpeedOfAnswerSeconds,
        };
        var atOnce = queue.Concurrency is { } chats ? chats.Maximum / chats.Stretch[^1] : 1;
        double Agents(StaffingGoals asked) => StaffingRequirement.Find(QueueMethod.ErlangA, model, asked).Agents / atOnce;
        return new CeilingCost
        {
            Queue = queue.Id,
            OfferedLoad = contacts / open * handling / atOnce,
            ForGoals = Agents(goals),
            ForCeiling = Agents(goals with { Occupancy = ceiling }),
        };
    }

    private static ServiceLevelKind Kind(ServiceLevelDefinition definition) => definition switch
    {
        ServiceLevelDefinition.AbandonsIgnored => ServiceLevelKind.AbandonsIgnored,
        ServiceLevelDefinition.OfAnswered => ServiceLevelKind.OfAnswered,
        ServiceLevelDefinition.AbandonsCountedAsMet => ServiceLevelKind.AbandonsCountedAsMet,
        _ => ServiceLevelKind.OfOffered,
    };
}
