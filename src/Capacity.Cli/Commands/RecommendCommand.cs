using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Json;
using Capacity.Domain.Labor;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Planning;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity recommend</c>: a plan of dated actions, searched and then proven on fresh streams.</summary>
internal sealed class RecommendCommand
{
    private const int ShownAlternatives = 5;

    private readonly Argument<string> _file = new("SCENARIO.json")
    {
        Description = "The scenario; 'capacity sample DIR' writes an example.",
    };
    private readonly Option<ulong> _seed = QuantityOption.Seed();
    private readonly Option<long> _replications = QuantityOption.Count("--replications", "Simulated futures of the proof.", 2, 1_000_000,
        400);
    private readonly Option<Duration?> _budget = QuantityOption.Duration("--time-budget",
        "After this time the search tries nothing more; the proof still runs whole. Default: no limit.");
    private readonly Option<string?> _out = new("--out") { HelpName = "FILE", Description = "Write the scenario with the recommended levers to this file." };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new RecommendCommand().Build();

    private Command Build()
    {
        var command = new Command("recommend", "Recommends dated actions for a scenario, with cost, effect and proof.")
        {
            _file, _seed, _replications, _budget, _out, _json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var scenario = ScenarioFile.Read(parsed.GetValue(_file)!);
        var options = new PlanOptions
        {
            Seed = parsed.GetValue(_seed),
            Replications = (int)parsed.GetValue(_replications),
            TimeBudget = parsed.GetValue(_budget) is { } budget ? TimeSpan.FromSeconds(budget.Seconds) : null,
        };
        var plan = await Screen.WithProgress("Searching",
            progress => PlanSearch.Recommend(scenario, options, new Forward(progress), cancellation));
        Save(parsed.GetValue(_out), scenario, plan);
        if (parsed.GetValue(_json))
            JsonOutput.Print(plan);
        else
            Show(scenario, plan);
        return ExitCode.Done;
    }

    private static void Save(string? path, Scenario scenario, RecommendedPlan plan)
    {
        if (path is null)
            return;
        File.WriteAllText(path, ScenarioJson.Write(
            scenario with { Levers = [.. scenario.Levers, .. plan.Actions.Select(action => action.Lever)] }));
        Screen.Remark($"Written: {path}");
    }

    private static void Show(Scenario scenario, RecommendedPlan plan)
    {
        var table = Screen.Table("decide by", "action", "cost", "effect (95 %)", "proof");
        foreach (var action in plan.Actions)
            table.Row($"{action.DecideBy:uuuu-MM-dd}", action.Title.En, Euros(action.Cost), Effect(action), Proof(action));
        Screen.Show(table);
        var met = plan.Goals.Count(goal => goal.Met);
        Console.Out.WriteLine($"Cost {Euros(plan.CostBefore)} before, {Euros(plan.CostAfter)} after. Queue-weeks whose goals are surely met: {met} of {plan.Goals.Count}.");
        Console.Out.WriteLine(FormattableString.Invariant(
            $"Customers {plan.Symmetry.CustomersBefore:0} → {plan.Symmetry.CustomersAfter:0}, employees {plan.Symmetry.EmployeesBefore:0} → {plan.Symmetry.EmployeesAfter:0} (0–100)."));
        Console.Out.WriteLine($"Recovered by (half of the futures): {Day(plan.RecoveryBefore)} before, {Day(plan.RecoveryAfter)} after.");
        foreach (var finding in PlanReview.Of(scenario.With([.. plan.Actions.Select(action => action.Lever)])))
            Console.Out.WriteLine(FormattableString.Invariant(
                $"Rule {(finding.Refuses ? "broken" : "flagged")}: {finding.Rule.Name.En}, {finding.Subject}, {finding.PeopleWeeks:0.#} people-weeks. {finding.LeastChange.En}"));
        Console.Out.WriteLine(Effort(plan.Search));
        if (!plan.Calibrated)
            Console.Out.WriteLine("The model is not calibrated on your data.");
        foreach (var other in plan.Alternatives.Take(ShownAlternatives))
            Console.Out.WriteLine($"Not chosen: {other.Title.En}: {other.Why.En}.");
    }

    private static string Effort(SearchEffort search) => FormattableString.Invariant(
        $"Looked at {search.Candidates} actions {(search.WithoutFluid is null ? "by the fluid engine" : "one by one")}, simulated {search.Trials} plans contact by contact{(search.OutOfTime ? ", until time ran out" : "")}.")
            + (search.WithoutFluid is { } why ? $" Without the fluid engine: {why.En}." : "");

    private static string Effect(RecommendedAction action) => action.Effects.Count == 0
        ? "–"
        : $"{action.Effects[0].Kpi} {action.Effects[0].Subject} {Screen.Number(action.Effects[0].Mean, "+0.###;-0.###")} ± {Screen.Number(action.Effects[0].HalfWidth, "0.###")}";

    private static string Proof(RecommendedAction action) =>
        (action.Proven ? "proven" : "no difference proven") + (action.NoRegret ? ", pays in every branch" : "")
            + string.Concat(action.Effects.Where(effect => effect.Worsens).Select(effect => $", at the cost of {effect.Kpi} {effect.Subject}".TrimEnd()));

    private static string Euros(double amount) => (amount < 0 ? "-" : "") + $"€{Screen.Number(Math.Abs(amount), "#,0")}";

    private static string Day(RecoveryDate recovery) => recovery.P50 is { } day ? $"{day:uuuu-MM-dd}" : "not within the horizon";

    /// <summary>Passes the search's progress on to the screen.</summary>
    private sealed class Forward(IProgress<(double Share, string Text)> screen) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => screen.Report((value.Done, value.Step.En));
    }
}
