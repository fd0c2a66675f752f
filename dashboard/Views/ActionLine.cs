using Capacity.Domain.Results;
using NodaTime;

namespace Capacity.Dashboard.Views;

/// <summary>An action in a list of decisions, with how urgent it is.</summary>
public sealed record ActionLine(RecommendedAction Action, Level Level)
{
    /// <summary>The decisions of a plan: open ones by date, expired ones last.</summary>
    public static IReadOnlyList<ActionLine> Of(RecommendedPlan plan) =>
    [
        .. plan.Actions
            .OrderBy(action => action.Expired)
            .ThenBy(action => action.DecideBy)
            .Select(action => new ActionLine(action, action.Expired ? Level.Neutral : Urgency(plan.AsOf, action.DecideBy))),
    ];

    private static Level Urgency(LocalDate asOf, LocalDate decideBy) =>
        decideBy <= asOf.PlusDays(2) ? Level.Bad : decideBy <= asOf.PlusDays(7) ? Level.Warn : Level.Neutral;
}
