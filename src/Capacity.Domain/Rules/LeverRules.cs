using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Rules;

/// <summary>What the levers of a scenario must satisfy.</summary>
internal static class LeverRules
{
    public static void Check(RuleBook book, Scenario scenario, NetworkNames names)
    {
        book.Identifiers("/levers", "lever", scenario.Levers.Select(lever => lever.Id));
        NetworkRules.Each("/levers", scenario.Levers, (at, lever) =>
        {
            book.Date($"{at}/from", lever.From);
            book.Require(lever.Until is not { } until || until > lever.From, $"{at}/until", "The end does not lie after the beginning.",
                "The end is the first day that no longer belongs: put it after 'from', or leave it out.",
                "La fin ne vient pas après le début.",
                "La fin est le premier jour qui n’en fait plus partie : mettez-la après le début, ou laissez-la vide.");
            book.Between($"{at}/{LeadName(lever)}", lever.LeadDays(), 0, 3660, " days of lead time");
            Kind(book, at, lever, scenario.Network, names);
        });
    }

    private static string LeadName(Lever lever) => lever is Overtime or Redeployment or Recall or CrossTraining or ShrinkageChange ? "noticeDays"
        : lever is Hire ? "fillDays" : "setupDays";

    private static void Kind(RuleBook book, string path, Lever lever, Network network, NetworkNames names)
    {
        switch (lever)
        {
            case Overtime overtime:
                book.Reference($"{path}/team", "team", overtime.Team, names.Teams);
                book.Between($"{path}/hoursPerWeek", overtime.HoursPerWeek, 0, 1e6, " hours");
                break;
            case Redeployment redeployment:
                Move(book, path, redeployment, network, names);
                break;
            case CallbackLever callback:
                book.Reference($"{path}/queue", "queue", callback.Queue, names.Queues);
                book.Require(names.ChannelOf(callback.Queue) is null or Channel.Voice, $"{path}/queue",
                    $"'{callback.Queue}' is not a voice queue.", "Name a queue whose channel is 'voice'.",
                    $"« {callback.Queue} » n’est pas une file téléphonique.", "Choisissez une file dont le canal est « voice ».");
                ReturnRules.CallbackQueue(book, $"{path}/callbackQueue", callback.CallbackQueue, names);
                book.Between($"{path}/thresholdSeconds", callback.ThresholdSeconds, 0, 86_400, " seconds");
                book.Share($"{path}/acceptance", callback.Acceptance);
                break;
            case Hire hire:
                StaffRules.Hire(book, path, hire, names);
                break;
            case Recall recall:
                book.Reference($"{path}/team", "team", recall.Team, names.Teams);
                book.Between($"{path}/heads", recall.Heads, 0, 100_000, " heads");
                break;
            case CrossTraining course:
                StaffRules.CrossTraining(book, path, course, network, names);
                break;
            case ShrinkageChange change:
                TeamRules.Change(book, path, change, network, names);
                break;
            case Deflection deflection:
                Deflect(book, path, deflection, names);
                break;
        }
    }

    private static void Move(RuleBook book, string path, Redeployment lever, Network network, NetworkNames names)
    {
        book.Reference($"{path}/fromTeam", "team", lever.FromTeam, names.Teams);
        book.Reference($"{path}/toTeam", "team", lever.ToTeam, names.Teams);
        book.Require(lever.FromTeam != lever.ToTeam, $"{path}/toTeam", "The team is redeployed to itself.", "Name another team.",
            "L’équipe est redéployée vers elle-même.", "Choisissez une autre équipe.");
        var heads = network.Teams.FirstOrDefault(team => team.Id == lever.FromTeam)?.Headcount ?? 100_000;
        book.Between($"{path}/heads", lever.Heads, 0, heads, " heads, which is all that the team has");
        book.Between($"{path}/trainingDays", lever.TrainingDays, 0, 365, " days");
        book.Positive($"{path}/handleTimeFactor", lever.HandleTimeFactor, 20);
        book.Between($"{path}/resolutionFactor", lever.ResolutionFactor, 0, 10);
    }

    private static void Deflect(RuleBook book, string path, Deflection lever, NetworkNames names)
    {
        book.Reference($"{path}/reason", "reason", lever.Reason, names.Reasons);
        book.References($"{path}/queues", "queue", lever.Queues, names.Queues);
        book.Share($"{path}/share", lever.Share);
        book.Share($"{path}/resolution", lever.Resolution);
        book.Positive($"{path}/returnMeanDays", lever.ReturnMeanDays, 3660, " days");
        book.Positive($"{path}/returnHandleTimeFactor", lever.ReturnHandleTimeFactor, 20);
        book.Share($"{path}/returnHardShare", lever.ReturnHardShare);
        book.Between($"{path}/oneOffCost", lever.OneOffCost, 0, 1e9, " euros");
    }
}
