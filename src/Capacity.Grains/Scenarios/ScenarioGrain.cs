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
        return view with { Json = (await VersionsAsync()).Json(version)!, PublishedVersion = fold.View.PublishedVersion };
    }

    public Task<ImmutableArray<ScenarioEventView>> History() => Task.FromResult(fold.History);

    public async Task<ImmutableArray<ScenarioChangeView>> Changes(long from, long to) => (await VersionsAsync()).Changes(from, to);

    public Task<CommandResult> Save(string scenarioJson, long expectedVersion, string author, string note) =>
        OnVersionAsync(expectedVersion, _ => SaveAsync(ScenarioEventKind.Saved, scenarioJson, author, note));

    public async Task<CommandResult> Merge(string scenarioJson, long basedOn, string author, string note)
    {
        if (basedOn == fold.View.Version) return await Save(scenarioJson, basedOn, author, note);
        var (json, problems) = (await VersionsAsync()).Merge(scenarioJson, basedOn, fold.View.Version);
        return json is null
            ? CommandResult.Refused(Refusal.VersionConflict, fold.View.Version, problems)
            : await SaveAsync(ScenarioEventKind.Merged, json, author, note);
    }

    public async Task<CommandResult> CopyFrom(string source, long version, string nameFr, string nameEn, string author)
    {
        if (fold.View.Version > 0) return ScenarioRefusals.Taken(Id, fold.View.Version);
        var original = GrainFactory.GetGrain<IScenarioGrain>(GrainKey.Scenario(source).ToString());
        var view = version > 0 ? await original.GetVersion(version) : await original.Get();
        return view.Version == 0
            ? ScenarioRefusals.Missing(source)
            : await NewVersionAsync(ScenarioFact.Of(ScenarioEventKind.Copied, author, "") with
            {
                Json = ScenarioCommands.Copy(view.Json, Id, nameFr, nameEn), Subject = $"{source} v{view.Version}",
                Run = view.Run.Length > 0 ? view.Run : null,
            });
    }

    public Task<CommandResult> CancelAnnouncement(string announcement, long expectedVersion, string author, string note) =>
        OnVersionAsync(expectedVersion, async versions =>
        {
            if (!ScenarioCommands.Has(fold.View.Json, announcement)) return ScenarioRefusals.NoAnnouncement(announcement, fold.View.Version);
            var (json, restores, problems) = fold.OpenedBy(announcement) is { } opened
                ? (await versions()).Without(opened, fold.View.Version)
                : ScenarioCommands.WithCancelled(fold.View.Json, announcement);
            return await VersionOrRefusalAsync(json, problems, ScenarioFact.Of(ScenarioEventKind.AnnouncementCancelled, author, note) with
            {
                Restores = restores, Announcements = [announcement],
            });
        });

    public Task<CommandResult> Restore(long version, long expectedVersion, string author, string note) =>
        OnVersionAsync(expectedVersion, async versions => (await versions()).Json(version) is { } json
            ? await NewVersionAsync(ScenarioFact.Of(ScenarioEventKind.Restored, author, note) with { Json = json, Restores = version })
            : ScenarioRefusals.NoVersion(version, fold.View.Version));

    public Task<CommandResult> AcceptLevers(string leversJson, string recommendation, long expectedVersion, string author) =>
        OnVersionAsync(expectedVersion, _ =>
        {
            var (json, problems) = ScenarioCommands.WithLevers(fold.View.Json, leversJson);
            return VersionOrRefusalAsync(json, problems, ScenarioFact.Of(ScenarioEventKind.LeversAccepted, author, recommendation));
        });

    public Task<CommandResult> UseHistory(string queue, long expectedVersion, string author) =>
        OnVersionAsync(expectedVersion, async _ =>
        {
            var baseline = await GrainFactory.GetGrain<IHistoryGrain>(GrainKey.History.ToString()).Baseline(queue);
            var (json, problems) = ScenarioCommands.WithBaseline(fold.View.Json, queue, baseline);
            return await VersionOrRefusalAsync(json, problems, ScenarioFact.Of(ScenarioEventKind.HistoryUsed, author, queue));
        });

    public Task<CommandResult> SetState(StateChange change) => OnVersionAsync(
        change.ExpectedVersion,
        _ => ScenarioCommands.Move(fold.View, change) is { } problem
            ? Task.FromResult(CommandResult.Refused(Refusal.NotAllowedNow, fold.View.Version, problem))
            : AppendAsync(ScenarioFact.Of(ScenarioEventKind.StateChanged, change.Author, change.Reason, fold.View.Version) with { State = change.State }));

    public Task<CommandResult> AddNote(long version, string note, string author) =>
        !fold.Versions.ContainsKey(version) ? Task.FromResult(ScenarioRefusals.NoVersion(version, fold.View.Version))
        : string.IsNullOrWhiteSpace(note) ? Task.FromResult(ScenarioRefusals.EmptyNote(fold.View.Version))
        : AppendAsync(ScenarioFact.Of(ScenarioEventKind.Noted, author, note.Trim(), version));

    public Task RefuseAction(string action, string recommendation, string author) => fold.View.Version == 0 ? Task.CompletedTask
        : AppendAsync(ScenarioFact.Of(ScenarioEventKind.ActionRefused, author, recommendation, fold.View.Version) with { Subject = action });

    public Task AttachRun(long version, string run) => AttachAsync(ScenarioEventKind.RunAttached, version, run);

    public Task AttachRecommendation(long version, string recommendation) =>
        AttachAsync(ScenarioEventKind.RecommendationAttached, version, recommendation);

    private async Task<CommandResult> OnVersionAsync(long expected, Func<Func<Task<ScenarioVersions>>, Task<CommandResult>> command) =>
        expected == fold.View.Version ? await command(VersionsAsync) : (await VersionsAsync()).Conflict(Id, expected, fold.View.Version);

    private Task<CommandResult> SaveAsync(ScenarioEventKind kind, string json, string author, string note)
    {
        if (ScenarioCommands.Content(Id, json) is { Length: > 0 } problems)
            return Task.FromResult(CommandResult.Refused(Refusal.Invalid, fold.View.Version, problems));
        var news = ScenarioCommands.Announcements(fold.View.Json, json);
        if (news.Length > 0 && kind == ScenarioEventKind.Saved) kind = ScenarioEventKind.Announced;
        return NewVersionAsync(ScenarioFact.Of(kind, author, note) with { Json = json, Announcements = news.Length > 0 ? news : null });
    }

    private Task<CommandResult> VersionOrRefusalAsync(string? json, Problem[] problems, ScenarioFact fact) => json is null
        ? Task.FromResult(CommandResult.Refused(Refusal.Invalid, fold.View.Version, problems))
        : NewVersionAsync(fact with { Json = json });

    private Task<CommandResult> NewVersionAsync(ScenarioFact fact) => AppendAsync(fact with { Version = fold.View.Version + 1 });

    private Task AttachAsync(ScenarioEventKind kind, long version, string attached) =>
        fold.Versions.TryGetValue(version, out var view) && attached != (kind == ScenarioEventKind.RunAttached ? view.Run : view.Recommendation)
        ? AppendAsync(ScenarioFact.Of(kind, "", "", version) with { Attached = attached })
        : Task.CompletedTask;

    private async Task<CommandResult> AppendAsync(ScenarioFact fact)
    {
        fact = fact with { At = time.GetUtcNow() };
        var (next, before) = (fold.With(fact), fold.View.Version);
        if ((await events.AppendAsync(Id, fold.Events, [fact.Write()])).Appended)
        {
            fold = next;
            return CommandResult.Done(fold.View.Version);
        }

        // Another activation wrote: its events are the truth, and the caller decides again on them.
        await LoadAsync();
        return (await VersionsAsync()).Conflict(Id, before, fold.View.Version);
    }

    private async Task<ScenarioFact[]> FactsAsync() => [.. (await events.ReadAsync(Id)).Select(row => ScenarioFact.Read(row.Json))];

    private async Task<ScenarioVersions> VersionsAsync() => new(await FactsAsync());

    private async Task LoadAsync() => fold = (await FactsAsync()).Aggregate(new ScenarioFold(Id), (folded, fact) => folded.With(fact));
}
