using Capacity.Domain.Networks;

namespace Capacity.Domain.Rules;

/// <summary>What the lines that queues share must satisfy.</summary>
internal static class RoutingRules
{
    public static void Check(RuleBook book, string path, Network network, NetworkNames names)
    {
        book.Identifiers($"{path}/lineGroups", "line group", network.LineGroups.Select(group => group.Id));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        NetworkRules.Each($"{path}/lineGroups", network.LineGroups, (at, group) =>
        {
            book.Between($"{at}/lines", group.Lines, 1, 1_000_000, " lines");
            book.Require(group.Queues.Count > 0, $"{at}/queues", "No queue has these lines.", "Name at least one queue, or remove the group.",
                "Aucune file n’a ces lignes.", "Nommez au moins une file, ou retirez le groupe.");
            book.References($"{at}/queues", "queue", group.Queues, names.Queues);
            for (var i = 0; i < group.Queues.Count; i++)
            {
                book.Require(names.ChannelOf(group.Queues[i]) is not { } channel || !channel.IsDeferred(), $"{at}/queues/{i}",
                    $"Cases of '{group.Queues[i]}' hold no line.", "Name voice and chat queues.",
                    $"Les dossiers de « {group.Queues[i]} » n’occupent pas de ligne.", "Nommez des files de téléphone et de messagerie.");
                book.Require(seen.Add(group.Queues[i]), $"{at}/queues/{i}", $"'{group.Queues[i]}' has lines already.",
                    "Name each queue in one group only.",
                    $"« {group.Queues[i]} » a déjà des lignes.", "Nommez chaque file dans un seul groupe.");
            }
        });
    }
}
