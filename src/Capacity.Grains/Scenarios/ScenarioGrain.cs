using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Contracts.Scenarios;
using Capacity.Storage;

namespace Capacity.Grains.Scenarios;

/// <summary>One scenario: checks a command against the fold of its events, appends the event, then adopts it.</summary>
public sealed class ScenarioGrain(IScenarioEventStore events, TimeProvider time) : Grain, IScenarioGrain
{
    private ScenarioFold fold = null!;

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await LoadAsync();

    public Task<ScenarioView> Get() => Task.FromResult(fold.View);

    public async Task<ScenarioView> GetVersion(long version)
    {
        if (version == fold.View.Version) return fold.View;
        if (!fold.Versions.TryGetValue(version, out var view)) return new ScenarioView { Id = Id };
        var facts = (await events.ReadAsync(Id)).Select(row => ScenarioFact.Read(row.Json));
        var content = facts.Last(fact => fact.MakesVersion && fact.Version == version);
        return view with { Json = content.Json!, PublishedVersion = fold.View.PublishedVersion };
    }

    public Task<CommandResult> Save(string scenarioJson, long expectedVersion, string author, string note)
    {
        if (Conflict(expectedVersion) is { } conflict) return Task.FromResult(conflict);
        return ScenarioCommands.Content(Id, scenarioJson) is { Length: > 0 } problems
            ? Task.FromResult(CommandResult.Refused(Refusal.Invalid, fold.View.Version, problems))
            : NewVersionAsync(ScenarioEventKind.Saved, scenarioJson, author, note);
    }

    public Task<CommandResult> AcceptLevers(string leversJson, string recommendation, long expectedVersion, string author)
    {
        if (Conflict(expectedVersion) is { } conflict) return Task.FromResult(conflict);
        var (json, problems) = ScenarioCommands.WithLevers(fold.View.Json, leversJson);
        return json is null
            ? Task.FromResult(CommandResult.Refused(Refusal.Invalid, fold.View.Version, problems))
            : NewVersionAsync(ScenarioEventKind.LeversAccepted, json, author, recommendation);
    }

    public async Task<CommandResult> UseHistory(string queue, long expectedVersion, string author)
    {
        if (Conflict(expectedVersion) is { } conflict) return conflict;
        var baseline = await GrainFactory.GetGrain<IHistoryGrain>(GrainKey.History.ToString()).Baseline(queue);
        var (json, problems) = ScenarioCommands.WithBaseline(fold.View.Json, queue, baseline);
        return json is null
            ? CommandResult.Refused(Refusal.Invalid, fold.View.Version, problems)
            : await NewVersionAsync(ScenarioEventKind.HistoryUsed, json, author, queue);
    }

    public Task<CommandResult> SetState(ScenarioState state, long expectedVersion, string author)
    {
        if (Conflict(expectedVersion) is { } conflict) return Task.FromResult(conflict);
        return ScenarioCommands.Move(fold.View, state) is { } problem
            ? Task.FromResult(CommandResult.Refused(Refusal.NotAllowedNow, fold.View.Version, problem))
            : AppendAsync(
                new ScenarioFact { Kind = ScenarioEventKind.StateChanged, Version = fold.View.Version, State = state, Author = author });
    }

    public Task AttachRun(long version, string run) => AttachAsync(ScenarioEventKind.RunAttached, version, run);

    public Task AttachRecommendation(long version, string recommendation) =>
        AttachAsync(ScenarioEventKind.RecommendationAttached, version, recommendation);

    public Task<ImmutableArray<ScenarioEventView>> History() => Task.FromResult(fold.History);

    private CommandResult? Conflict(long expectedVersion) => expectedVersion == fold.View.Version
        ? null
        : CommandResult.Refused(Refusal.VersionConflict, fold.View.Version, new Problem
        {
            What = $"Scenario '{Id}' is at version {fold.View.Version}, the change was made on version {expectedVersion}.",
            Mend = "Load the newest version and make the change again.",
        });

    private Task<CommandResult> NewVersionAsync(ScenarioEventKind kind, string json, string author, string note) =>
        AppendAsync(new ScenarioFact { Kind = kind, Version = fold.View.Version + 1, Json = json, Author = author, Note = note });

    private Task AttachAsync(ScenarioEventKind kind, long version, string attached) =>
        fold.Versions.TryGetValue(version, out var view)
            && attached != (kind == ScenarioEventKind.RunAttached ? view.Run : view.Recommendation)
        ? AppendAsync(new ScenarioFact { Kind = kind, Version = version, Attached = attached })
        : Task.CompletedTask;

    private async Task<CommandResult> AppendAsync(ScenarioFact fact)
    {
        fact = fact with { At = time.GetUtcNow() };
        var next = fold.With(fact);
        var appended = await events.AppendAsync(Id, fold.Events, [fact.Write()]);
        if (appended.Appended)
        {
            fold = next;
            return CommandResult.Done(fold.View.Version);
        }

        // Another activation wrote: its events are the truth, and the caller decides again on them.
        await LoadAsync();
        return Conflict(-1)!;
    }

    private async Task LoadAsync() =>
        fold = (await events.ReadAsync(Id)).Aggregate(new ScenarioFold(Id), (folded, row) => folded.With(ScenarioFact.Read(row.Json)));
}
