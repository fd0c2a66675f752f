using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Rules;

/// <summary>What a scenario must satisfy to be simulated.</summary>
public static class ScenarioRules
{
    public static IReadOnlyList<InputError> Check(Scenario scenario)
    {
        var book = new RuleBook();
        book.Identifier("/id", "scenario", scenario.Id);
        Horizon(book, scenario);
        var names = NetworkRules.Check(book, "/network", scenario.Network);
        book.Require(scenario.Network.Queues.Count > 0, "/network/queues", "The network has no queue, so that nothing can be simulated.",
            "Add at least one queue.",
            "Le réseau n’a aucune file : rien ne peut être simulé.", "Ajoutez au moins une file.");
        DemandRules.Check(book, scenario, names);
        UncertaintyRules.Check(book, scenario, names);
        SupplyRules.Check(book, scenario, names);
        LeverRules.Check(book, scenario, names);
        Backlogs(book, scenario, names);
        if (scenario.OpeningState is { } state)
            OpeningStateRules.Check(book, "/openingState", state, scenario, names.Queues);
        return book.Errors;
    }

    private static void Horizon(RuleBook book, Scenario scenario)
    {
        book.Date("/asOf", scenario.AsOf);
        book.Date("/start", scenario.Start);
        book.Require(scenario.Start.DayOfWeek == IsoDayOfWeek.Monday || scenario.Start == default, "/start",
            $"{scenario.Start:uuuu-MM-dd} is a {scenario.Start.DayOfWeek}.",
            $"Weeks begin on Monday: write {scenario.Start.PlusDays(1 - (int)scenario.Start.DayOfWeek):uuuu-MM-dd}.",
            $"Le {scenario.Start:uuuu-MM-dd} n’est pas un lundi.",
            $"Les semaines commencent le lundi : écrivez {scenario.Start.PlusDays(1 - (int)scenario.Start.DayOfWeek):uuuu-MM-dd}.");
        book.Between("/weeks", scenario.Weeks, 1, 130, " weeks");
        book.Require(scenario.IntervalMinutes is 15 or 30 or 60, "/intervalMinutes",
            $"{scenario.IntervalMinutes} minutes is not a planning interval.", "Write 15, 30 or 60.",
            $"{scenario.IntervalMinutes} minutes n’est pas un intervalle de planification.", "Écrivez 15, 30 ou 60.");
        book.Require(scenario.Weeks is < 1 or > 130 || scenario.Start == default || scenario.AsOf < scenario.End(), "/asOf",
            "The scenario looks forward from a day after its end.", "Put 'asOf' before the end of the simulated weeks.",
            "Le scénario regarde en avant depuis un jour qui suit sa fin.", "Mettez « asOf » avant la fin des semaines simulées.");
        book.Between("/commonDailyVariation", scenario.CommonDailyVariation, 0, 2);
        book.InnerShare("/goalProbability", scenario.GoalProbability);
    }

    private static void Backlogs(RuleBook book, Scenario scenario, NetworkNames names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        NetworkRules.Each("/openingBacklogs", scenario.OpeningBacklogs, (at, backlog) =>
        {
            book.Reference($"{at}/queue", "queue", backlog.Queue, names.Queues);
            book.Require(names.ChannelOf(backlog.Queue) is not { } channel || channel.IsDeferred(), $"{at}/queue",
                $"Contacts of '{backlog.Queue}' do not wait as cases.", "Name a queue of a deferred channel.",
                $"Les contacts de « {backlog.Queue} » n’attendent pas comme des dossiers.", "Choisissez une file d’un canal différé.");
            book.Require(seen.Add(backlog.Queue), $"{at}/queue", $"'{backlog.Queue}' has two opening backlogs.", "Join them into one.",
                $"« {backlog.Queue} » a deux stocks initiaux.", "Réunissez les deux.");
            book.Between($"{at}/cases", backlog.Cases, 0, 1e8, " cases");
            book.Between($"{at}/oldestDays", backlog.OldestDays, 0, 3660, " days");
        });
    }
}
