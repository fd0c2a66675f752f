using System.Collections.Immutable;
using Capacity.Contracts.Runs;
using Orleans.Concurrency;

namespace Capacity.Contracts.Recommendations;

/// <summary>One search for a plan and its verification. Key: <see cref="GrainKey.Recommendation"/>.</summary>
[Alias("capacity.IRecommendationGrain")]
public interface IRecommendationGrain : IGrainWithStringKey
{
    [Alias("Start")]
    Task<CommandResult> Start(RecommendationRequest request);

    [Alias("Resume")]
    Task Resume();

    [Alias("Cancel"), AlwaysInterleave]
    Task Cancel();

    [Alias("Status"), AlwaysInterleave]
    Task<RecommendationProgress> Status();

    [Alias("Watch")]
    IAsyncEnumerable<RecommendationProgress> Watch(CancellationToken cancellationToken);

    /// <summary>JSON of <c>Capacity.Domain.Results.RecommendedPlan</c>; empty before the search has finished.</summary>
    [Alias("Plan")]
    Task<string> Plan();

    /// <summary>Decides one action; accepting makes a new version of the scenario. The version in the result is the scenario's.</summary>
    [Alias("Decide")]
    Task<CommandResult> Decide(string action, bool accept, string author);

    /// <summary>What has been decided, by action identifier.</summary>
    [Alias("Decisions")]
    Task<ImmutableArray<ActionDecision>> Decisions();
}

[GenerateSerializer, Immutable, Alias("capacity.recommendation-request")]
public sealed record RecommendationRequest
{
    [Id(0)] public string Scenario { get; init; } = "";
    [Id(1)] public long Version { get; init; }
    [Id(2)] public int Replications { get; init; } = 100;
    [Id(3)] public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Seconds after which nothing new is tried; 0: no limit, so that the plan depends on scenario, seed and replications only.
    /// </summary>
    [Id(4)] public double TimeBudgetSeconds { get; init; } = 60;
    [Id(5)] public string Author { get; init; } = "";
}

[GenerateSerializer, Immutable, Alias("capacity.recommendation-progress")]
public sealed record RecommendationProgress
{
    [Id(0)] public string Recommendation { get; init; } = "";
    [Id(1)] public string Scenario { get; init; } = "";
    [Id(2)] public long ScenarioVersion { get; init; }
    [Id(3)] public RunState State { get; init; }

    /// <summary>0–1.</summary>
    [Id(4)] public double Done { get; init; }

    /// <summary>What is being tried now, for people: French and English.</summary>
    [Id(5)] public string StepFr { get; init; } = "";
    [Id(6)] public string StepEn { get; init; } = "";
    [Id(7)] public string Failure { get; init; } = "";
}

[GenerateSerializer, Immutable, Alias("capacity.action-decision")]
public sealed record ActionDecision
{
    [Id(0)] public string Action { get; init; } = "";
    [Id(1)] public bool Accepted { get; init; }
    [Id(2)] public string Author { get; init; } = "";
    [Id(3)] public DateTimeOffset At { get; init; }
    [Id(4)] public long ScenarioVersion { get; init; }
}
