using System.Collections.Immutable;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;

namespace Capacity.Grains.Recommendations;

/// <summary>A recommendation as it rests.</summary>
[GenerateSerializer, Immutable, Alias("capacity.state.recommendation")]
public sealed record RecommendationState
{
    [Id(0)] public RecommendationRequest Request { get; init; } = new();
    [Id(1)] public RunState State { get; init; }
    [Id(2)] public string Failure { get; init; } = "";

    /// <summary>Published JSON of the plan; empty before the search has finished.</summary>
    [Id(3)] public string Plan { get; init; } = "";
    [Id(4)] public ImmutableArray<ActionDecision> Decisions { get; init; } = [];
}
