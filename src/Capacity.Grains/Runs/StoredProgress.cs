using System.Text.Json;
using Capacity.Contracts.Runs;
using Capacity.Storage;
using RunState = Capacity.Contracts.Runs.RunState;
using StoredState = Capacity.Storage.RunState;

namespace Capacity.Grains.Runs;

/// <summary>The last progress of a run as its row keeps it.</summary>
internal static class StoredProgress
{
    public static string Write(RunProgress progress) => JsonSerializer.Serialize(progress, JsonSerializerOptions.Web);

    public static RunProgress Of(RunHeader header, RunSnapshot snapshot)
    {
        var kept = header.ProgressJson is { } json
            ? JsonSerializer.Deserialize<RunProgress>(json, JsonSerializerOptions.Web)!
            : new RunProgress { Replications = header.Replications, Blocks = snapshot.Blocks, Versions = snapshot.Versions };
        return kept with
        {
            Run = header.RunId,
            Scenario = header.Scenario,
            ScenarioVersion = header.ScenarioVersion,
            Failure = header.Problem ?? "",
            State = header.State switch
            {
                StoredState.Completed => RunState.Finished,
                StoredState.Cancelled => RunState.Cancelled,
                StoredState.Failed => RunState.Failed,
                _ => RunState.Running,
            },
        };
    }
}
