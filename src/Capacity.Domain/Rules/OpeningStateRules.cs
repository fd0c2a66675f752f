using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Rules;

/// <summary>What an opening state must satisfy.</summary>
public static class OpeningStateRules
{
    /// <summary>Checks a state that comes in a file of its own against the scenario that is to begin with it.</summary>
    public static IReadOnlyList<InputError> Check(OpeningState state, Scenario scenario)
    {
        var book = new RuleBook();
        Check(book, "", state, scenario, scenario.Network.Queues.Select(queue => queue.Id).ToHashSet(StringComparer.Ordinal));
        return book.Errors;
    }

    internal static void Check(RuleBook book, string path, OpeningState state, Scenario scenario, IReadOnlyCollection<string> queues)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        NetworkRules.Each($"{path}/queues", state.Queues, (at, opening) =>
        {
            book.Reference($"{at}/queue", "queue", opening.Queue, queues);
            book.Require(seen.Add(opening.Queue), $"{at}/queue", $"'{opening.Queue}' is there twice.", "Join them into one.",
                $"« {opening.Queue} » y est deux fois.", "Réunissez les deux.");
            if (scenario.Network.Queues.FirstOrDefault(one => one.Id == opening.Queue) is { } queue)
                Queue(book, at, opening, queue, scenario);
        });
    }

    private static void Queue(RuleBook book, string path, OpeningQueue opening, Queue queue, Scenario scenario)
    {
        book.Between($"{path}/waiting", opening.Waiting, 0, 1e6, " contacts");
        book.Between($"{path}/longestWaitSeconds", opening.LongestWaitSeconds, 0, 86_400, " seconds");
        book.Between($"{path}/inService", opening.InService, 0, 1e6, " contacts");
        var live = opening.Waiting + opening.InService > 0;
        book.Require(!live || !queue.Channel.IsDeferred(), $"{path}/waiting", $"Contacts of '{queue.Id}' wait as cases.",
            "Write them under 'backlog'.",
            $"Les contacts de « {queue.Id} » attendent comme des dossiers.", "Écrivez-les sous « backlog ».");
        book.Require(!live || queue.Channel.IsDeferred() || queue.OpeningHours.IsOpen(scenario.Start.At(LocalTime.Midnight)),
            $"{path}/waiting", $"'{queue.Id}' is closed when the scenario starts, so that nobody can wait or be served.",
            "Leave 'waiting' and 'inService' out; people who will call again belong under 'returns'.",
            $"« {queue.Id} » est fermée quand le scénario commence : personne ne peut y attendre ni y être servi.",
            "Laissez « waiting » et « inService » de côté ; ceux qui rappelleront vont sous « returns ».");
        book.Require(opening.Backlog.Count == 0 || queue.Channel.IsDeferred(), $"{path}/backlog",
            $"Contacts of '{queue.Id}' do not wait as cases.", "Write them under 'waiting', or name a queue of a deferred channel.",
            $"Les contacts de « {queue.Id} » n’attendent pas comme des dossiers.",
            "Écrivez-les sous « waiting », ou choisissez une file d’un canal différé.");
        book.Require(opening.Backlog.Count == 0 || scenario.OpeningBacklogs.All(backlog => backlog.Queue != queue.Id), $"{path}/backlog",
            $"'{queue.Id}' has an opening backlog too.", "Keep one of the two.",
            $"« {queue.Id} » a aussi un stock initial.", "Gardez l’un des deux.");
        NetworkRules.Each($"{path}/backlog", opening.Backlog, (at, band) =>
        {
            book.Between($"{at}/cases", band.Cases, 0, 1e8, " cases");
            Days(book, at, band.FromDays, band.UntilDays);
        });
        NetworkRules.Each($"{path}/returns", opening.Returns, (at, returns) =>
        {
            book.Between($"{at}/returning", returns.Returning, 0, 1e6, " contacts");
            Days(book, at, returns.FromDays, returns.UntilDays);
        });
    }

    private static void Days(RuleBook book, string path, double from, double until)
    {
        book.Between($"{path}/fromDays", from, 0, 3660, " days");
        book.Between($"{path}/untilDays", until, 0, 3660, " days");
        book.Require(until > from, $"{path}/untilDays", "The end does not lie after the beginning.", "Write more days than in 'fromDays'.",
            "La fin ne vient pas après le début.", "Écrivez plus de jours que dans « fromDays ».");
    }
}
