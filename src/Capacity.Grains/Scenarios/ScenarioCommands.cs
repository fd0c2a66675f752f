using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Scenarios;
using Capacity.Domain;
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
            : [Problem.Of(
                ($"The scenario's id is '{parsed.Value.Id}', it is saved as '{id}'.", $"L’identifiant du scénario est « {parsed.Value.Id} », il est enregistré sous « {id} »."),
                ("Write the same id in both places.", "Écrivez le même identifiant aux deux endroits."), "/id")];
    }

    /// <summary>The announcements that a content brings or changes; none in a first version.</summary>
    public static string[] Announcements(string before, string after)
    {
        if (before.Length == 0 || ScenarioJson.Parse(before).Value is not { } old || ScenarioJson.Parse(after).Value is not { } renewed) return [];
        var known = old.Announcements.ToDictionary(announcement => announcement.Id, announcement => Text(announcement), StringComparer.Ordinal);
        return
        [
            .. renewed.Announcements
                .Where(announcement => announcement.Certainty != Certainty.Cancelled)
                .Where(announcement => !known.TryGetValue(announcement.Id, out var same) || same != Text(announcement))
                .Select(announcement => announcement.Id),
        ];
    }

    /// <summary>A content under another id and other names.</summary>
    public static string Copy(string json, string id, string nameFr, string nameEn)
    {
        var source = ScenarioJson.Parse(json).Value ?? throw new InvalidDataException("The copied version cannot be read.");
        return ScenarioJson.Write(source with { Id = id, Name = LocalizedText.Of(nameFr, nameEn) });
    }

    /// <summary>The content in which an announcement has no effect any more.</summary>
    public static (string? Json, long? Restores, Problem[] Problems) WithCancelled(string json, string announcement)
    {
        var (changed, problems) = Changed(json, scenario => scenario with
        {
            Announcements = [.. scenario.Announcements.Select(one => one.Id == announcement ? Cancelled(one) : one)],
        });
        return (changed, null, problems);

        static Announcement Cancelled(Announcement one) => one with { Certainty = Certainty.Cancelled };
    }

    /// <summary>Whether a content has an announcement that is not cancelled.</summary>
    public static bool Has(string json, string announcement) => ScenarioJson.Parse(json).Value?.Announcements
        .Any(one => one.Id == announcement && one.Certainty != Certainty.Cancelled) == true;

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
                [Problem.Of(
                    ($"The levers cannot be read: {e.Message}", $"Les leviers sont illisibles : {e.Message}"),
                    ("Give a JSON array of levers.", "Donnez un tableau JSON de leviers."), e.Path ?? "")]);
        }

        if (levers is not { Count: > 0 })
            return (null, [Problem.Of(
                ("There is no lever to accept.", "Il n’y a aucun levier à accepter."), ("Choose at least one action.", "Choisissez au moins une action."))]);
        var ids = levers.Select(lever => lever.Id).ToHashSet();
        return Changed(
            json, scenario => scenario with { Levers = [.. scenario.Levers.Where(lever => !ids.Contains(lever.Id)), .. levers] });
    }

    /// <summary>The content with one queue's baseline replaced.</summary>
    public static (string? Json, Problem[] Problems) WithBaseline(string json, string queue, string baselineJson)
    {
        if (baselineJson.Length == 0)
            return (null,
                [Problem.Of(
                    ($"Queue '{queue}' has no imported history.", $"La file « {queue} » n’a pas d’historique importé."),
                    ("Import a file of counts for it first.", "Importez d’abord un fichier de comptages pour elle."))]);
        var baseline = JsonSerializer.Deserialize<Baseline>(baselineJson, CapacityJson.Options)!;
        return Changed(json, scenario => scenario with { Baselines = [.. scenario.Baselines.Where(one => one.Queue != queue), baseline] });
    }

    /// <summary>Why a scenario may not move to a state; absent where it may.</summary>
    public static Problem? Move(ScenarioView view, StateChange change) => (view.State, change.State) switch
    {
        _ when view.Version == 0 => Problem.Of(
            ($"Scenario '{view.Id}' does not exist.", $"Le scénario « {view.Id} » n’existe pas."), ("Save it first.", "Enregistrez-le d’abord.")),
        (var same, var wanted) when same == wanted => Problem.Of(
            ($"The scenario is {Words(same).En} already.", $"Le scénario est déjà {Words(same).Fr}."), ("Nothing is to be done.", "Il n’y a rien à faire.")),
        (ScenarioState.Draft, ScenarioState.Published) => Problem.Of(
            ("A draft cannot be published.", "Un brouillon ne peut pas être publié."), ("Approve it first.", "Approuvez-le d’abord.")),
        (ScenarioState.Published, _) => Problem.Of(
            ("A published version stays published.", "Une version publiée le reste."),
            ("Save a new version and publish that.", "Enregistrez une nouvelle version et publiez-la.")),
        (_, ScenarioState.Published) when !ScenarioRole.MayPublish(change.Roles) => Problem.Of(
            ("Planners and directors publish.", "La publication revient aux planificateurs et à la direction."), ("Ask one of them.", "Demandez à l’un d’eux.")),
        (_, not ScenarioState.Published) when !ScenarioRole.MayApprove(change.Roles) => Problem.Of(
            ("A director approves, and takes an approval back.", "C’est la direction qui approuve et qui retire une approbation."),
            ("Ask a director or an administrator.", "Demandez à la direction ou à un administrateur.")),
        _ => null,
    };

    private static (string En, string Fr) Words(ScenarioState state) => state switch
    {
        ScenarioState.Draft => ("a draft", "un brouillon"),
        ScenarioState.Approved => ("approved", "approuvé"),
        _ => ("published", "publié"),
    };

    private static string Text(Announcement announcement) => JsonSerializer.Serialize(announcement, CapacityJson.Options);

    private static (string? Json, Problem[] Problems) Changed(string json, Func<Scenario, Scenario> change)
    {
        var before = ScenarioJson.Parse(json);
        if (!before.IsValid) return (null, before.Errors.AsProblems());
        var after = ScenarioJson.Write(change(before.Value));
        var checkedAgain = ScenarioJson.Parse(after);
        return checkedAgain.IsValid ? (after, []) : (null, checkedAgain.Errors.AsProblems());
    }
}
