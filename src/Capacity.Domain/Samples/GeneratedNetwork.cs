using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Samples;

/// <summary>
/// Invented operations of any size, to measure cost and accuracy on: groups of four queues over every channel, teams whose skills overlap
/// within the group and here and there with the next one, events that strike some of the groups.
/// </summary>
/// <remarks>
/// Volumes, sizes and loads are drawn from the seed group by group, so the first groups of a larger operation are those of a smaller one.
/// All figures are assumptions (FIELD grade A) in the ranges of the worked example.
/// </remarks>
public static class GeneratedNetwork
{
    internal const int GroupSize = 4;

    /// <summary>The first simulated day, a Monday.</summary>
    public static readonly LocalDate Start = new(2024, 1, 1);

    /// <summary>A scenario of the given size that passes every rule.</summary>
    public static Scenario Scenario(GeneratedNetworkOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Queues, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Queues, 4_000);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.TeamsPerQueue);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ContactsPerWeek);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Load);
        var groups = Enumerable.Range(0, (options.Queues + GroupSize - 1) / GroupSize)
            .Select(number => new GeneratedGroup(number, options)).ToList();
        return new Scenario
        {
            Id = "generated",
            Name = LocalizedText.Of($"Réseau inventé de {options.Queues} files", $"Invented network of {options.Queues} queues"),
            AsOf = Start,
            Start = Start,
            Weeks = options.Weeks,
            IntervalMinutes = options.IntervalMinutes,
            Network = new Network
            {
                Id = "generated",
                Name = LocalizedText.Of("Réseau inventé", "Invented network"),
                Sites = [.. groups.Select(group => group.Site())],
                Teams = [.. groups.SelectMany(group => group.Teams())],
                Queues = [.. groups.SelectMany(group => group.Queues())],
                Reasons = Reasons(),
            },
            Baselines = [.. groups.SelectMany(group => group.Baselines())],
            Cohorts = [.. groups.SelectMany(group => group.Events())],
            OpeningBacklogs = [.. groups.SelectMany(group => group.Backlogs())],
        };
    }

    static List<Reason> Reasons() =>
    [
        Reason("request", "Demande", "Request", 0.85, 0.02, 1),
        Reason("change", "Modification", "Change", 0.75, 0.08, 1.05),
        Reason("status", "Où en est ma demande ?", "Where is my request?", 0.70, 0.12, 0.85),
        Reason("complaint", "Réclamation", "Complaint", 0.60, 0.45, 1.3),
    ];

    static Reason Reason(string id, string fr, string en, double resolution, double emotion, double handle) => new()
    {
        Id = id,
        Name = LocalizedText.Of(fr, en),
        FirstContactResolution = resolution,
        Emotion = emotion,
        HandleTimeFactor = handle,
        LossPerAbandonment = 5,
    };
}
