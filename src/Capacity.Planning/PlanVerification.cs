using Capacity.Domain;
using Capacity.Domain.Levers;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Scores;
using Capacity.Planning.Candidates;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Results;

namespace Capacity.Planning;

/// <summary>Proves a chosen plan on fresh streams: before against after, and every action against the plan without it.</summary>
internal sealed class PlanVerification(Trials trials, PlanOptions options, Action<double, LocalizedText> report)
{
    public RecommendedPlan Of(Scenario scenario, Shortage shortage, IReadOnlyList<Lever> levers)
    {
        Step(0, levers.Count);
        var before = trials.Verify(scenario, options.Replications, options.ActionReplications);
        var after = levers.Count == 0 ? before : trials.Verify(scenario.With(levers), options.Replications, options.ActionReplications);
        var (resultBefore, resultAfter) = (before.Result, after.Result);
        var measures = levers.Select(l => ActionEffects.Measures(scenario, shortage, l)).ToList();
        var factor = ActionEffects.FamilyFactor(measures.Sum(m => m.Count));
        var actions = new List<RecommendedAction>();
        for (var i = 0; i < levers.Count; i++)
        {
            Step(i + 1, levers.Count);
            actions.Add(ActionOf(scenario, levers, i, after, measures[i], factor));
        }

        return new RecommendedPlan
        {
            Scenario = scenario.Id,
            AsOf = scenario.AsOf,
            Seed = options.Seed,
            Replications = options.Replications,
            Calibrated = scenario.Calibrated,
            Actions = [.. actions.OrderBy(a => a.DecideBy)],
            CostBefore = before.Cost,
            CostAfter = after.Cost,
            Goals = Goals(scenario, resultBefore, resultAfter),
            Symmetry = SymmetryOf(scenario, scenario.With(levers), resultBefore, resultAfter),
            Requirements = RequirementTable.Of(scenario, before.Model),
            RecoveryBefore = resultBefore.RecoveryDate,
            RecoveryAfter = resultAfter.RecoveryDate,
        };
    }

    private RecommendedAction ActionOf(
        Scenario scenario, IReadOnlyList<Lever> levers, int at, VerifiedScenario plan, IReadOnlyList<EffectMeasure> measures, double factor)
    {
        var lever = levers[at];
        var without = trials.Verify(
            scenario.With([.. levers.Where((_, i) => i != at)]), options.ActionReplications, options.ActionReplications);
        var pairs = new PairedFold(without.Model, plan.Model);
        foreach (var (first, second) in without.Pairs.Zip(plan.Pairs)) pairs.Add(first, second);
        PairedComparison Compared(PairedComparison simulated) => GivenTime.Added(simulated, without.Model, plan.Model);
        var effects = ActionEffects.Of(Compared(pairs.ToComparison()), measures, factor);
        return new RecommendedAction
        {
            Id = lever.Id,
            Lever = lever,
            Title = LeverTitle.Of(scenario.Network, lever),
            DecideBy = lever.DecideBy(),
            Cost = plan.Cost - without.Cost,
            Effects = effects,
            Proven = ActionEffects.Prove(effects, measures[0]),
            NoRegret = Enumerable.Range(0, plan.Model.CourseCount).All(course =>
                ActionEffects.Improves(Compared(pairs.InCourse(course)), measures[0])),
        };
    }

    private static List<GoalChange> Goals(Scenario scenario, ScenarioResult before, ScenarioResult after) =>
    [
        .. before.ProbabilityGoalMet.Queues.Zip(after.ProbabilityGoalMet.Queues, (b, a) => new GoalChange
        {
            Queue = b.Queue,
            Week = b.Week,
            ProbabilityBefore = b.Probability.Value,
            ProbabilityAfter = a.Probability.Value,
            Met = a.Probability.Lower > scenario.GoalProbability,
        }),
    ];

    private static SymmetryChange SymmetryOf(Scenario scenario, Scenario planned, ScenarioResult before, ScenarioResult after)
    {
        var (b, a) = (Symmetry.Of(scenario, before, ScoreScales.Default), Symmetry.Of(planned, after, ScoreScales.Default));
        return new SymmetryChange
        {
            CustomersBefore = b.Customers.Score,
            CustomersAfter = a.Customers.Score,
            EmployeesBefore = b.Employees.Score,
            EmployeesAfter = a.Employees.Score,
        };
    }

    private void Step(int done, int of) => report(
        0.8 + 0.2 * done / (of + 1),
        LocalizedText.Of("vérification sur des tirages neufs", "verifying on fresh random numbers"));
}
