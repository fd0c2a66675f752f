using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Rules;

/// <summary>What the people of a team must satisfy: contracts, tenure, attrition, learning and shifts.</summary>
internal static class StaffRules
{
    public static void Check(RuleBook book, string path, Team team)
    {
        Contracts(book, $"{path}/contracts", team.Contracts);
        Tenure(book, $"{path}/tenure", team.Tenure);
        NetworkRules.Each($"{path}/attrition", team.Attrition, (at, step) =>
        {
            book.Between($"{at}/fromMonth", step.FromMonth, 0, 120, " months");
            book.Between($"{at}/perYear", step.PerYear, 0, 10);
        });
        if (team.Learning is { } learning)
            Learning(book, $"{path}/learning", learning);
        book.Identifiers($"{path}/shifts", "shift", team.Shifts.Select(shift => shift.Id));
        NetworkRules.Each($"{path}/shifts", team.Shifts, (at, shift) => Shift(book, at, shift));
    }

    public static void Hire(RuleBook book, string path, Hire hire, NetworkNames names)
    {
        book.Reference($"{path}/team", "team", hire.Team, names.Teams);
        book.Between($"{path}/heads", hire.Heads, 0, 100_000, " heads");
        Pay(book, path, hire.HoursPerWeek, hire.HourlyCost);
        book.Between($"{path}/fillDays", hire.FillDays, 0, 3660, " days");
        book.Between($"{path}/trainingDays", hire.TrainingDays, 0, 3660, " days");
        book.Between($"{path}/costPerHead", hire.CostPerHead, 0, 1e6, " euros");
    }

    public static void CrossTraining(RuleBook book, string path, CrossTraining course, Network network, NetworkNames names)
    {
        book.Reference($"{path}/team", "team", course.Team, names.Teams);
        book.Reference($"{path}/queue", "queue", course.Queue, names.Queues);
        var team = network.Teams.FirstOrDefault(team => team.Id == course.Team);
        book.Between($"{path}/heads", course.Heads, 0, team?.Headcount ?? 100_000, " heads, which is all that the team has");
        book.Require(team is null || team.Skills.All(skill => skill.Queue != course.Queue), $"{path}/queue",
            $"'{course.Team}' serves '{course.Queue}' already.", "Name a queue that the team has still to learn.",
            $"« {course.Team} » sert déjà « {course.Queue} ».", "Choisissez une file que l’équipe doit encore apprendre.");
        book.Between($"{path}/priority", course.Priority, 0, 1000);
        book.Between($"{path}/trainingDays", course.TrainingDays, 0, 3660, " days");
        book.Share($"{path}/trainingShare", course.TrainingShare);
        book.Positive($"{path}/handleTimeFactor", course.HandleTimeFactor, 20);
        book.Between($"{path}/costPerHead", course.CostPerHead, 0, 1e6, " euros");
    }

    private static void Contracts(RuleBook book, string path, IReadOnlyList<Contract> contracts)
    {
        if (contracts.Count == 0)
            return;
        book.Identifiers(path, "contract", contracts.Select(contract => contract.Id));
        NetworkRules.Each(path, contracts, (at, contract) =>
        {
            book.Share($"{at}/share", contract.Share);
            Pay(book, at, contract.HoursPerWeek, contract.HourlyCost);
            if (contract.Until is { } until)
                book.Date($"{at}/until", until);
        });
        var sum = contracts.Sum(contract => contract.Share);
        book.Require(Math.Abs(sum - 1) < 1e-9, path, $"The shares of the contracts sum to {RuleBook.Text(sum)}.",
            "Make them sum to 1: everybody in the team has exactly one contract.",
            $"Les parts des contrats font {RuleBook.Text(sum)} ensemble.",
            "Leur somme doit être 1 : chacun dans l’équipe a exactement un contrat.");
    }

    private static void Pay(RuleBook book, string path, double? hours, double? cost)
    {
        if (hours is { } perWeek)
            book.Positive($"{path}/hoursPerWeek", perWeek, 80, " hours");
        if (cost is { } perHour)
            book.Between($"{path}/hourlyCost", perHour, 0, 10_000, " euros");
    }

    private static void Tenure(RuleBook book, string path, IReadOnlyList<TenureShare> tenure)
    {
        NetworkRules.Each(path, tenure, (at, part) =>
        {
            book.Between($"{at}/months", part.Months, 0, 600, " months");
            book.Share($"{at}/share", part.Share);
        });
        var sum = tenure.Sum(part => part.Share);
        book.Require(sum <= 1 + 1e-9, path, $"The shares of tenure sum to {RuleBook.Text(sum)}.",
            "Let them sum to at most 1; the rest of the team is experienced.",
            $"Les parts d’ancienneté font {RuleBook.Text(sum)} ensemble.",
            "Leur somme est de 1 au plus ; le reste de l’équipe est expérimenté.");
    }

    private static void Learning(RuleBook book, string path, LearningCurve learning)
    {
        book.Require(learning.StartEfficiency is > 0 and <= 1, $"{path}/startEfficiency",
            $"{RuleBook.Text(learning.StartEfficiency)} is not an efficiency.", "Write a number above 0 and at most 1; 53 % is 0.53.",
            $"{RuleBook.Text(learning.StartEfficiency)} n’est pas une efficacité.",
            "Écrivez un nombre au-dessus de 0 et d’au plus 1 ; 53 % est 0,53.");
        book.Require(learning.StartResolution is > 0 and <= 1, $"{path}/startResolution",
            $"{RuleBook.Text(learning.StartResolution)} is not a share of the usual resolution.", "Write a number above 0 and at most 1.",
            $"{RuleBook.Text(learning.StartResolution)} n’est pas une part de la résolution habituelle.",
            "Écrivez un nombre au-dessus de 0 et d’au plus 1.");
        book.Between($"{path}/months", learning.Months, 0, 120, " months");
    }

    private static void Shift(RuleBook book, string path, ShiftPattern shift)
    {
        book.Require(shift.Days.Count > 0, $"{path}/days", "The shift is worked on no day.", "Name at least one day of the week.",
            "Le poste n’est tenu aucun jour.", "Nommez au moins un jour de la semaine.");
        book.Require(shift.Days.Distinct().Count() == shift.Days.Count, $"{path}/days", "A day is there twice.", "Name each day once.",
            "Un jour y est deux fois.", "Nommez chaque jour une seule fois.");
        book.Require(shift.Until == LocalTime.Midnight || shift.Until > shift.From, $"{path}/until",
            "The shift ends before it starts.", "Put 'until' after 'from', or split a shift over midnight into two.",
            "Le poste finit avant de commencer.", "Mettez « until » après « from », ou coupez en deux un poste qui passe minuit.");
        book.Positive($"{path}/weight", shift.Weight, 1e6);
        NetworkRules.Each($"{path}/breaks", shift.Breaks, (at, pause) =>
        {
            book.Between($"{at}/minutes", pause.Minutes, 0, 240, " minutes");
            book.Require(pause.At >= shift.From && (shift.Until == LocalTime.Midnight
                || pause.At.PlusMinutes((long)pause.Minutes) <= shift.Until), $"{at}/at",
                "The break lies outside the shift.", "Put it between the shift's start and end.",
                "La pause est en dehors du poste.", "Mettez-la entre le début et la fin du poste.");
        });
        book.Require(shift.WorkedMinutes() > 0, path, "Nothing of the shift is left beside its breaks.", "Lengthen it or drop a break.",
            "Il ne reste rien du poste à côté de ses pauses.", "Allongez-le ou retirez une pause.");
    }
}
