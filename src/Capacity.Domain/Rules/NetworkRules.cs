using Capacity.Domain.Json;
using Capacity.Domain.Labor;
using Capacity.Domain.Networks;

namespace Capacity.Domain.Rules;

/// <summary>What a network must satisfy to be simulated.</summary>
public static class NetworkRules
{
    public static IReadOnlyList<InputError> Check(Network network)
    {
        var book = new RuleBook();
        Check(book, "", network);
        return book.Errors;
    }

    internal static NetworkNames Check(RuleBook book, string path, Network network)
    {
        book.Identifier($"{path}/id", "network", network.Id);
        book.TimeZone($"{path}/timeZone", network.TimeZone);
        var names = new NetworkNames(
            book.Identifiers($"{path}/sites", "site", network.Sites.Select(site => site.Id)),
            book.Identifiers($"{path}/teams", "team", network.Teams.Select(team => team.Id)),
            book.Identifiers($"{path}/queues", "queue", network.Queues.Select(queue => queue.Id)),
            book.Identifiers($"{path}/reasons", "reason", network.Reasons.Select(reason => reason.Id)),
            network.Queues);
        Each($"{path}/sites", network.Sites, (at, site) => Site(book, at, site));
        Each($"{path}/reasons", network.Reasons, (at, reason) => Reason(book, at, reason));
        Each($"{path}/teams", network.Teams, (at, team) => TeamRules.Check(book, at, team, names));
        Each($"{path}/queues", network.Queues, (at, queue) => QueueRules.Check(book, at, queue, names));
        RoutingRules.Check(book, path, network, names);
        return names;
    }

    internal static void Each<T>(string path, IReadOnlyList<T> list, Action<string, T> check)
    {
        for (var i = 0; i < list.Count; i++)
            check($"{path}/{i}", list[i]);
    }

    private static void Site(RuleBook book, string path, Site site)
    {
        book.TimeZone($"{path}/timeZone", site.TimeZone);
        book.Between($"{path}/seats", site.Seats, 0, int.MaxValue, " seats");
        book.Share($"{path}/remoteShare", site.RemoteShare);
        if (site.LaborRules is { } rules)
            LaborRules(book, $"{path}/laborRules", rules);
    }

    private static void LaborRules(RuleBook book, string path, SiteRules rules)
    {
        book.Identifiers($"{path}/rules", "rule", rules.Rules.Select(rule => rule.Id));
        book.References($"{path}/without", "rule of the pack", rules.Without, [.. RulePacks.Of(rules.Pack).Select(rule => rule.Id)]);
        Each($"{path}/rules", rules.Rules, (at, rule) =>
        {
            book.Between($"{at}/limit", rule.Limit, 0, 1e5);
            book.Require(rule.ValidUntil is not { } until || rule.ValidFrom is not { } from || until > from, $"{at}/validUntil",
                "The rule ends before it begins.", "Put 'validUntil' after 'validFrom', or leave it out.",
                "La règle finit avant de commencer.", "Mettez « validUntil » après « validFrom », ou laissez-le vide.");
            book.Require(rule.Source.Length > 0, $"{at}/source", "The rule names no source.", "Say in which article or agreement it stands.",
                "La règle ne cite aucune source.", "Dites dans quel article ou quel accord elle se trouve.");
            book.Require(rule.Kind is not (LaborRuleKind.PaidBreak or LaborRuleKind.AverageWeeklyHours) || rule.Per > 0, $"{at}/per",
                "The rule does not say over how much.", "Write the weeks of the mean, or the hours of work for one break.",
                "La règle ne dit pas sur combien elle porte.", "Écrivez les semaines de la moyenne, ou les heures de travail par pause.");
        });
    }

    private static void Reason(RuleBook book, string path, Reason reason)
    {
        book.Share($"{path}/firstContactResolution", reason.FirstContactResolution);
        book.Share($"{path}/emotion", reason.Emotion);
        book.Share($"{path}/intensity", reason.Intensity);
        book.Positive($"{path}/handleTimeFactor", reason.HandleTimeFactor, 20);
        book.Between($"{path}/lossPerAbandonment", reason.LossPerAbandonment, 0, 1e6, " euros");
    }
}

/// <summary>The identifiers of a network that other things may name.</summary>
internal sealed record NetworkNames(
    IReadOnlyCollection<string> Sites,
    IReadOnlyCollection<string> Teams,
    IReadOnlyCollection<string> Queues,
    IReadOnlyCollection<string> Reasons,
    IReadOnlyList<Queue> QueueList)
{
    public Channel? ChannelOf(string queue) => QueueList.FirstOrDefault(candidate => candidate.Id == queue)?.Channel;
}
