using Capacity.Numerics.Queueing;
using Capacity.Simulation.SingleQueue;

namespace Capacity.Cli.Commands;

/// <summary>What <c>capacity queue</c> prints; names are fixed.</summary>
internal sealed record QueueFigures
{
    public double ProbabilityOfWaiting { get; init; }

    /// <summary>The default definition: of offered.</summary>
    public double ServiceLevel { get; init; }
    public required ServiceLevels ServiceLevels { get; init; }
    public double AverageSpeedOfAnswer { get; init; }
    public double AverageWait { get; init; }
    public double AbandonmentRate { get; init; }
    public double BlockingProbability { get; init; }
    public double Occupancy { get; init; }
    public double? OfferedLoad { get; init; }
    public int? Agents { get; init; }
    public long? Contacts { get; init; }
    public double? ContactsPerSecond { get; init; }
    public double? ElapsedSeconds { get; init; }
    public ulong? Seed { get; init; }

    /// <summary>Half-widths of 95 % intervals, by the same names.</summary>
    public QueueFigures? Confidence { get; init; }

    public static QueueFigures Of(QueueKpis kpis) => new()
    {
        ProbabilityOfWaiting = kpis.ProbabilityOfWaiting,
        ServiceLevel = kpis.ServiceLevels.OfOffered,
        ServiceLevels = kpis.ServiceLevels,
        AverageSpeedOfAnswer = kpis.AverageSpeedOfAnswer,
        AverageWait = kpis.AverageWait,
        AbandonmentRate = kpis.AbandonmentRate,
        BlockingProbability = kpis.BlockingProbability,
        Occupancy = kpis.Occupancy,
        OfferedLoad = kpis.OfferedLoad,
        Agents = kpis.Agents,
    };

    public static QueueFigures Of(SingleQueueResult result, double seconds) => Pick(result, estimate => estimate.Value) with
    {
        OfferedLoad = result.OfferedLoad,
        Agents = result.Agents,
        Contacts = result.Contacts,
        ContactsPerSecond = (result.Contacts + result.WarmUpContacts) / seconds,
        ElapsedSeconds = seconds,
        Seed = result.Seed,
        Confidence = Pick(result, estimate => estimate.HalfWidth),
    };

    private static QueueFigures Pick(SingleQueueResult result, Func<Numerics.Estimation.Estimate, double> part) => new()
    {
        ProbabilityOfWaiting = part(result.ProbabilityOfWaiting),
        ServiceLevel = part(result.ServiceLevelOfOffered),
        ServiceLevels = new ServiceLevels(
            part(result.ServiceLevelOfOffered), part(result.ServiceLevelAbandonsIgnored), part(result.ServiceLevelOfAnswered),
            part(result.ServiceLevelAbandonsCountedAsMet)),
        AverageSpeedOfAnswer = part(result.AverageSpeedOfAnswer),
        AverageWait = part(result.AverageWait),
        AbandonmentRate = part(result.AbandonmentRate),
        BlockingProbability = part(result.BlockingProbability),
        Occupancy = part(result.Occupancy),
    };
}
