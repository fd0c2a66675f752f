using Capacity.Domain.Json;

namespace Capacity.Grains.Engine;

/// <summary>The last few models of this process, so that the workers of a run share one.</summary>
public sealed class PreparedModels(IReplicationEngine engine, ComputeThreads threads)
{
    private const int Kept = 4;

    private readonly Lock gate = new();
    private readonly LinkedList<(string Key, Task<IReplicationModel> Model)> models = [];

    /// <summary>The model of a run, made of the scenario's JSON where it is not there yet.</summary>
    public async Task<IReplicationModel> GetAsync(string run, Func<Task<string>> scenarioJson)
    {
        Task<IReplicationModel> model;
        lock (gate)
        {
            var known = models.FirstOrDefault(one => one.Key == run).Model;
            model = known is null or { IsFaulted: true } or { IsCanceled: true } ? Add(run, PrepareAsync(scenarioJson)) : known;
        }

        return await model;
    }

    private Task<IReplicationModel> Add(string run, Task<IReplicationModel> model)
    {
        models.AddFirst((run, model));
        if (models.Count > Kept) models.RemoveLast();
        return model;
    }

    private async Task<IReplicationModel> PrepareAsync(Func<Task<string>> scenarioJson)
    {
        var parsed = ScenarioJson.Parse(await scenarioJson());
        return parsed.IsValid
            ? await threads.RunAsync(() => engine.Prepare(parsed.Value))
            : throw new InvalidDataException($"The run's scenario cannot be read: {parsed.Errors[0]}");
    }
}
