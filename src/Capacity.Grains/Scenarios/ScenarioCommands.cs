using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Demand;
using Capacity.Domain.Json;
using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;

namespace Capacity.Grains.Scenarios;

/// <summary>What commands make of a scenario's content: pure, from text to text.</summary>
internal static class ScenarioCommands
{
    /// <summary>Everything that is wrong with a content; empty when it may become a version.</summary>
    public static Problem[] Content(string id, string json)
    {
        var parsed = ScenarioJson.Parse(json);
        if (!parsed.IsValid) return parsed.Errors.AsProblems();
        return parsed.Value.Id == id
            ? []
            : [new Problem { Path = "/id", What = $"The scenario's id is '{parsed.Value.Id}', it is saved as '{id}'.",
                Mend = "Write the same id in both places." }];
    }

    /// <summary>The content with levers added; a lever of the same id is replaced.</summary>
    public static (string? Json, Problem[] Problems) WithLevers(string json, string leversJson)
    {
        IReadOnlyList<Lever>? levers;
        try
        {
            levers = JsonSerializer.Deserialize<IReadOnlyList<Lever>>(leversJson, CapacityJson.Options);
        }
        catch (JsonException e)
        {
            return (null,
                [new Problem { Path = e.Path ?? "", What = $"The levers cannot be read: {e.Message}",
                    Mend = "Give a JSON array of levers." }]);
        }

        if (levers is not { Count: > 0 })
            return (null, [new Problem { What = "There is no lever to accept.", Mend = "Choose at least one action." }]);
        var ids = levers.Select(lever => lever.Id).ToHashSet();
        return Changed(
            json, scenario => scenario with { Levers = [.. scenario.Levers.Where(lever => !ids.Contains(lever.Id)), .. levers] });
    }

    /// <summary>The content with one queue's baseline replaced.</summary>
    public static (string? Json, Problem[] Problems) WithBaseline(string json, string queue, string baselineJson)
    {
        if (baselineJson.Length == 0)
            return (null,
                [new Problem { What = $"Queue '{queue}' has no imported history.", Mend = "Import a file of counts for it first." }]);
        var baseline = JsonSerializer.Deserialize<Baseline>(baselineJson, CapacityJson.Options)!;
        return Changed(json, scenario => scenario with { Baselines = [.. scenario.Baselines.Where(one => one.Queue != queue), baseline] });
    }

    /// <summary>Why a scenario may not move to a state; absent where it may.</summary>
    public static Problem? Move(ScenarioView view, ScenarioState state) => (view.State, state) switch
    {
        _ when view.Version == 0 => new Problem { What = $"Scenario '{view.Id}' does not exist.", Mend = "Save it first." },
        (var same, var wanted) when same == wanted =>
            new Problem { What = $"The scenario is {same} already.", Mend = "Nothing is to be done." },
        (ScenarioState.Draft, ScenarioState.Published) => new Problem { What = "A draft cannot be published.", Mend = "Approve it first." },
        _ => null,
    };

    private static (string? Json, Problem[] Problems) Changed(string json, Func<Scenario, Scenario> change)
    {
        var before = ScenarioJson.Parse(json);
        if (!before.IsValid) return (null, before.Errors.AsProblems());
        var after = ScenarioJson.Write(change(before.Value));
        var checkedAgain = ScenarioJson.Parse(after);
        return checkedAgain.IsValid ? (after, []) : (null, checkedAgain.Errors.AsProblems());
    }
}
