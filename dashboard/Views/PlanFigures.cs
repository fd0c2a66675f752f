using Capacity.Domain.Results;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>What a plan changes, before and after: cost, recovery, both sides of the symmetry, goals.</summary>
public static class PlanFigures
{
    /// <summary>The cards of the plan page.</summary>
    public static IReadOnlyList<FigureLine> Of(RecommendedPlan plan, IStringLocalizer text) =>
    [
        new(text["CardCost"], Figures.SignedEuros(plan.CostAfter - plan.CostBefore), Level.Neutral, [text["Change", Figures.Euros(plan.CostBefore), Figures.Euros(plan.CostAfter)]]),
        new(text["CardRecovery"], Date(plan.RecoveryAfter, text), Level.Neutral, [text["Without", Date(plan.RecoveryBefore, text)]]),
        Side(text["CardCustomers"], plan.Symmetry.CustomersBefore, plan.Symmetry.CustomersAfter, text),
        Side(text["CardEmployees"], plan.Symmetry.EmployeesBefore, plan.Symmetry.EmployeesAfter, text),
        .. plan.Goals.Count == 0 ? Array.Empty<FigureLine>() : [Goals(plan, text)],
    ];

    private static FigureLine Goals(RecommendedPlan plan, IStringLocalizer text)
    {
        int met = plan.Goals.Count(goal => goal.Met);
        return new(text["CardGoals"], $"{Figures.Number(met)} / {Figures.Number(plan.Goals.Count)}", met == plan.Goals.Count ? Level.Good : Level.Warn, [text["CardGoalsNote"]]);
    }

    private static FigureLine Side(string label, double before, double after, IStringLocalizer text) =>
        new(label, $"{Figures.Number(after)} / 100", after >= 75 ? Level.Good : after >= 50 ? Level.Warn : Level.Bad, [text["Without", Figures.Number(before)]]);

    private static string Date(RecoveryDate date, IStringLocalizer text) => date.P50 is { } day ? Figures.Day(day) : text["Never"];
}
