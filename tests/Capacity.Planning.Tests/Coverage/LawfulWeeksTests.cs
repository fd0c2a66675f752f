using Capacity.Domain.Labor;
using Capacity.Planning.Coverage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Capacity.Planning.Tests.Coverage;

/// <summary>What holds of every week of shifts that is offered, whatever the team, its contracts, its needs and its rules.</summary>
public class LawfulWeeksTests
{
    // The same cases in every run. A short search will do: the laws hold of every plan, not of good ones.
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20200302, 1);

    private static void Holds(Action<CoverageProblem, CoveragePlan> law) =>
        Check.One(Cases, Prop.ForAll(GeneratedWeeks.All, (Action<CoverageProblem>)(problem => law(problem, CoverageOptimizer.Solve(problem, moves: 10_000)))));

    [Fact]
    public void No_person_breaks_a_rule_of_the_pack() =>
        Holds((problem, plan) => ScheduleReview.Of(problem.Rules, plan.People).ShouldBeEmpty());

    [Fact]
    public void No_person_breaks_a_rule_when_the_week_is_worked_again() =>
        Holds((problem, plan) => ScheduleReview.Of(problem.Rules, plan.People.Select(person => person with
        {
            Shifts = [.. person.Shifts, .. person.Shifts.Select(shift => shift.WeeksLater(1))],
        })).ShouldBeEmpty());

    [Fact]
    public void Nobody_works_more_than_the_contract_nor_twice_on_a_day() =>
        Holds((_, plan) => plan.People.ShouldAllBe(person =>
            person.Shifts.Sum(shift => shift.PaidHours) <= person.ContractHours + 1e-9
            && person.Shifts.Select(shift => shift.Date).Distinct().Count() == person.Shifts.Count));

    [Fact]
    public void The_cost_is_that_of_the_hours_and_of_who_is_missing_and_never_below_the_bound() =>
        Holds((problem, plan) =>
        {
            plan.Cost.ShouldBe(Cost(problem, plan), 1e-6 * (1 + plan.Cost));
            plan.LowerBound.ShouldBeLessThanOrEqualTo(plan.Cost * (1 + 1e-9) + 1e-6);
        });

    /// <summary>From what people work, not from what the optimizer has counted.</summary>
    private static double Cost(CoverageProblem problem, CoveragePlan plan)
    {
        var wages = plan.People.Sum(person => person.Shifts.Sum(shift => shift.PaidHours)
            * problem.Crews.Single(crew => person.Person.StartsWith(crew.Id, StringComparison.Ordinal)).HourlyCost);
        var missing = Enumerable.Range(0, 7).Sum(day => Enumerable.Range(0, 48).Sum(i =>
            Math.Max(0, problem.Required[day][i] - plan.People.Sum(person => person.Shifts.Sum(shift => Share(shift, problem.Monday.PlusDays(day).AtMidnight().PlusMinutes(30 * i)))))));
        return wages + missing * problem.MissingHour / 2;
    }

    /// <summary>The part of the half hour from a moment on that a shift works.</summary>
    private static double Share(WorkedShift shift, LocalDateTime from) => Math.Max(0,
        Overlap(shift.Start, shift.End, from) - shift.Breaks.Sum(pause => Math.Max(0, Overlap(pause.Start, pause.End, from)))) / 30;

    private static double Overlap(LocalDateTime start, LocalDateTime end, LocalDateTime from)
    {
        var until = from.PlusMinutes(30);
        return WorkedShift.Minutes(start > from ? start : from, end < until ? end : until);
    }
}
