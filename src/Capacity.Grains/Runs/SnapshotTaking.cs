using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.Networks;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Grains.Engine;

namespace Capacity.Grains.Runs;

/// <summary>Takes one consistent snapshot for a run: a version of the scenario, and the network's parts all at one version.</summary>
internal static class SnapshotTaking
{
    private const int MostReplications = 100_000;
    private const int Attempts = 5;

    public static async Task<(RunSnapshot? Snapshot, CommandResult Refusal)> TakeAsync(
        IGrainFactory grains, RunRequest request, int workers)
    {
        if (request.Replications is < 1 or > MostReplications)
            return Refused(Refusal.Invalid, $"{request.Replications} replications were asked for.", $"Ask for 1 to {MostReplications}.");
        var scenario = grains.GetGrain<IScenarioGrain>(GrainKey.Scenario(request.Scenario).ToString());
        var view = request.Version > 0 ? await scenario.GetVersion(request.Version) : await scenario.Get();
        if (view.Version == 0)
            return Refused(
                Refusal.NotFound, $"Scenario '{request.Scenario}' has no version {(request.Version > 0 ? request.Version : "yet")}.",
                    "Choose one from the list.");
        var parsed = ScenarioJson.Parse(view.Json);
        if (!parsed.IsValid) return (null, CommandResult.Refused(Refusal.Invalid, view.Version, parsed.Errors.AsProblems()));
        var versions = await PartsAsync(grains.GetGrain<INetworkGrain>(GrainKey.Network.ToString()));
        if (versions is null)
            return Refused(Refusal.NotAllowedNow, "The network is being changed just now.", "Start the run again in a moment.");
        RunSnapshot snapshot = new()
        {
            Request = request with { Version = view.Version },
            Scenario = view.Json,
            Versions = versions.Value,
            BlockSize = BlockSize.Of(parsed.Value),
            Workers = Math.Clamp(request.Workers > 0 ? request.Workers : workers, 1, 1024),
        };
        return (snapshot, CommandResult.Done(view.Version));
    }

    /// <summary>The parts' versions once all agree; a part that did not hear of the newest version is told again.</summary>
    private static async Task<ImmutableArray<SnapshotVersion>?> PartsAsync(INetworkGrain network)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var parts = await network.Parts();
            if (parts.All(part => part.Version == parts[0].Version)) return parts;
            await network.Announce();
        }

        return null;
    }

    private static (RunSnapshot?, CommandResult) Refused(Refusal refusal, string what, string mend) =>
        (null, CommandResult.Refused(refusal, 0, new Problem { What = what, Mend = mend }));
}
