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
            return Refused(Refusal.Invalid, Problem.Of(
                ($"{request.Replications} replications were asked for.", $"{request.Replications} réplications ont été demandées."),
                ($"Ask for 1 to {MostReplications}.", $"Demandez-en 1 à {MostReplications}.")));
        if (!(request.Precision is >= 0 and <= 0.5))
            return Refused(Refusal.Invalid, Problem.Of(
                ($"A precision of {request.Precision} was asked for.", $"Une précision de {request.Precision} a été demandée."),
                ("Ask for a share up to 0.5, or 0 for none.", "Demandez une part de 0,5 au plus, ou 0 pour aucune.")));
        var scenario = grains.GetGrain<IScenarioGrain>(GrainKey.Scenario(request.Scenario).ToString());
        var view = request.Version > 0 ? await scenario.GetVersion(request.Version) : await scenario.Get();
        if (view.Version == 0)
            return Refused(Refusal.NotFound, Problem.Of(
                ($"Scenario '{request.Scenario}' has no version {(request.Version > 0 ? request.Version : "yet")}.",
                    $"Le scénario « {request.Scenario} » n’a pas {(request.Version > 0 ? $"de version {request.Version}" : "encore de version")}."),
                ("Choose one from the list.", "Choisissez-en un dans la liste.")));
        var parsed = ScenarioJson.Parse(view.Json);
        if (!parsed.IsValid) return (null, CommandResult.Refused(Refusal.Invalid, view.Version, parsed.Errors.AsProblems()));
        var versions = await PartsAsync(grains.GetGrain<INetworkGrain>(GrainKey.Network.ToString()));
        if (versions is null)
            return Refused(Refusal.NotAllowedNow, Problem.Of(
                ("The network is being changed just now.", "Le réseau est en cours de modification."),
                ("Start the run again in a moment.", "Relancez la simulation dans un instant.")));
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

    private static (RunSnapshot?, CommandResult) Refused(Refusal refusal, Problem problem) => (null, CommandResult.Refused(refusal, 0, problem));
}
