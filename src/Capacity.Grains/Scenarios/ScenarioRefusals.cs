using Capacity.Contracts;

namespace Capacity.Grains.Scenarios;

/// <summary>Refusals that a scenario's commands share, in both languages.</summary>
internal static class ScenarioRefusals
{
    public static CommandResult Missing(string scenario) => CommandResult.Refused(Refusal.NotFound, 0, Problem.Of(
        ($"There is no scenario '{scenario}' in that version.", $"Il n’y a pas de scénario « {scenario} » dans cette version."),
        ("Choose one from the list.", "Choisissez-en un dans la liste.")));

    public static CommandResult Taken(string scenario, long version) => CommandResult.Refused(Refusal.Invalid, version, Problem.Of(
        ($"There is a scenario '{scenario}' already.", $"Il y a déjà un scénario « {scenario} »."),
        ("Give the copy another name.", "Donnez un autre nom à la copie.")));

    public static CommandResult NoVersion(long wanted, long version) => CommandResult.Refused(Refusal.NotFound, version, Problem.Of(
        ($"There is no version {wanted}.", $"Il n’y a pas de version {wanted}."),
        ("Choose one from the history.", "Choisissez-en une dans l’historique.")));

    public static CommandResult NoAnnouncement(string announcement, long version) => CommandResult.Refused(Refusal.NotFound, version, Problem.Of(
        ($"There is no announcement '{announcement}' that could be cancelled.", $"Il n’y a pas d’annonce « {announcement} » à annuler."),
        ("Choose one of the newest version.", "Choisissez-en une de la dernière version.")));

    public static CommandResult EmptyNote(long version) => CommandResult.Refused(Refusal.Invalid, version, Problem.Of(
        ("The note is empty.", "La note est vide."), ("Write what others should know.", "Écrivez ce que les autres doivent savoir.")));
}
