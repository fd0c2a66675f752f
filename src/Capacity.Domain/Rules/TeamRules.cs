using Capacity.Domain.Levers;
using Capacity.Domain.Networks;

namespace Capacity.Domain.Rules;

/// <summary>What a team must satisfy.</summary>
internal static class TeamRules
{
    public static void Check(RuleBook book, string path, Team team, NetworkNames names)
    {
        book.Reference($"{path}/site", "site", team.Site, names.Sites);
        book.Between($"{path}/headcount", team.Headcount, 0, 100_000, " heads");
        book.Positive($"{path}/contractHours", team.ContractHours, 80, " hours");
        OpeningHoursRules.Check(book, $"{path}/workingHours", team.WorkingHours);
        Presence(book, $"{path}/presenceByHour", team.PresenceByHour);
        ShrinkageOf(book, $"{path}/shrinkage", team.Shrinkage);
        book.Require(team.OccupancyCeiling is > 0 and <= 1, $"{path}/occupancyCeiling",
            $"{RuleBook.Text(team.OccupancyCeiling)} is not an occupancy.", "Write a number above 0 and at most 1; 85 % is 0.85.",
            $"{RuleBook.Text(team.OccupancyCeiling)} n’est pas une occupation.",
            "Écrivez un nombre au-dessus de 0 et d’au plus 1 ; 85 % est 0,85.");
        book.Between($"{path}/hourlyCost", team.HourlyCost, 0, 10_000, " euros");
        book.Between($"{path}/overtimeCeiling", team.OvertimeCeiling, 0, 60, " hours");
        book.Between($"{path}/overtimePremium", team.OvertimePremium, 0, 10);
        book.Between($"{path}/scheduleNoticeDays", team.ScheduleNoticeDays, 0, 365, " days");
        Skills(book, path, team, names);
        StaffRules.Check(book, path, team);
    }

    /// <summary>What a dated change of a team's shrinkage must satisfy.</summary>
    public static void Change(RuleBook book, string path, ShrinkageChange change, Network network, NetworkNames names)
    {
        book.Reference($"{path}/team", "team", change.Team, names.Teams);
        var shares = change.Shares(new Shrinkage()).ToList();
        book.Require(shares.Count > 0, path, "Nothing is changed.", "Give at least one of breaks, meetings, training and cohesion.",
            "Rien n’est changé.", "Donnez au moins une part : pauses, réunions, formation ou cohésion.");
        foreach (var (name, _, share) in shares)
            book.Share($"{path}/{name}", share);
        book.Require(change.Breaks is null || network.Teams.FirstOrDefault(team => team.Id == change.Team) is not { Shifts.Count: > 0 }, $"{path}/breaks",
            $"'{change.Team}' has its breaks in its shifts.", "Change the breaks of its shifts.",
            $"« {change.Team} » a ses pauses dans ses postes.", "Changez les pauses de ses postes.");
    }

    private static void Skills(RuleBook book, string path, Team team, NetworkNames names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        NetworkRules.Each($"{path}/skills", team.Skills, (at, skill) =>
        {
            book.Reference($"{at}/queue", "queue", skill.Queue, names.Queues);
            book.Require(seen.Add(skill.Queue), $"{at}/queue", $"The team has the skill for '{skill.Queue}' twice.",
                "Keep one of the two.",
                $"L’équipe a deux fois la compétence « {skill.Queue} ».", "Gardez l’une des deux.");
            book.Between($"{at}/priority", skill.Priority, 0, 1000);
            book.Positive($"{at}/handleTimeFactor", skill.HandleTimeFactor, 20);
            book.Between($"{at}/resolutionFactor", skill.ResolutionFactor, 0, 10);
            book.Between($"{at}/afterWaitSeconds", skill.AfterWaitSeconds, 0, 366 * 86_400d, " seconds");
        });
    }

    private static void Presence(RuleBook book, string path, IReadOnlyList<double> weights)
    {
        if (weights.Count == 0)
            return;
        book.Require(weights.Count == 24, path, $"There are {weights.Count} weights.",
            "Write 24 weights, one per hour from midnight, or an empty list.",
            $"Il y a {weights.Count} poids.", "Écrivez 24 poids, un par heure depuis minuit, ou une liste vide.");
        for (var i = 0; i < weights.Count; i++)
            book.Between($"{path}/{i}", weights[i], 0, 1e6);
        book.Require(weights.Any(weight => weight > 0), path, "Every weight is zero, so nobody is ever there.",
            "Give at least one hour a weight above 0.",
            "Tous les poids sont nuls : personne n’est jamais là.", "Donnez à une heure au moins un poids au-dessus de 0.");
    }

    private static void ShrinkageOf(RuleBook book, string path, Shrinkage shrinkage)
    {
        book.Share($"{path}/leave", shrinkage.Leave);
        book.Share($"{path}/training", shrinkage.Training);
        book.Share($"{path}/cohesion", shrinkage.Cohesion);
        book.Share($"{path}/meetings", shrinkage.Meetings);
        book.Share($"{path}/breaks", shrinkage.Breaks);
        book.Share($"{path}/absence", shrinkage.Absence);
        book.Share($"{path}/adherence", shrinkage.Adherence);
        book.Share($"{path}/unpaidAbsence", shrinkage.UnpaidAbsence);
    }
}
