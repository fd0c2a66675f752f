using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Supply;

/// <summary>A team's time for training and for cohesion beside the usual one.</summary>
public static class TimeTogether
{
    /// <summary>The usual shares of paid time (assumptions, FIELD grade A): the defaults of a team.</summary>
    public const double UsualTraining = 0.03;
    public const double UsualCohesion = 0.02;

    /// <summary>Training ÷ the usual training, or cohesion ÷ the usual cohesion in a week, whichever is less.</summary>
    public static double Kept(Scenario scenario, Team team, LocalDate monday) => Math.Min(
        DatedShrinkage.InWeek(scenario, team, monday, shrinkage => shrinkage.Training) / UsualTraining,
        DatedShrinkage.InWeek(scenario, team, monday, shrinkage => shrinkage.Cohesion) / UsualCohesion);
}
