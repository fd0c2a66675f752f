using System.CommandLine;
using Capacity.Cli.Terminal;
using Capacity.Domain.Results;
using Capacity.Simulation.Experiments;

namespace Capacity.Cli.Quantities;

/// <summary>When a simulation has replications enough: a number, a time budget, or a precision that keeps its promise.</summary>
internal sealed class StoppingOptions
{
    private const int WithoutRule = 100;
    private const int WithRule = 10_000;

    private readonly Option<long> _replications;
    private readonly Option<Duration?> _timeBudget =
        QuantityOption.Duration("--time-budget", "Stop when this time has passed (60s, 5m); figures then depend on the machine's speed.");
    private readonly Option<double?> _precision = QuantityOption.Number(
        "--precision", "Stop when every queue's service level is known within this half-width (0.01 = one point), for all at once with 95 %.",
        0.0001, 0.5);
    private readonly Option<ulong> _seed = QuantityOption.Seed();

    public StoppingOptions(string noun, int least) => _replications = QuantityOption.Count(
        "--replications", $"{noun}; the most, by default {WithRule}, where a time budget or a precision is given.", least, 1_000_000, WithoutRule);

    public void AddTo(Command command)
    {
        command.Add(_replications);
        command.Add(_timeBudget);
        command.Add(_precision);
        command.Add(_seed);
    }

    public ExperimentOptions Read(ParseResult parsed)
    {
        var (budget, precision) = (parsed.GetValue(_timeBudget), parsed.GetValue(_precision));
        var given = parsed.GetResult(_replications) is { Implicit: false };
        return new ExperimentOptions
        {
            Replications = given || (budget is null && precision is null) ? (int)parsed.GetValue(_replications) : WithRule,
            TimeBudget = budget is { } time ? TimeSpan.FromSeconds(Math.Max(0.001, time.Seconds)) : null,
            Precision = precision,
            Seed = parsed.GetValue(_seed),
        };
    }

    /// <summary>For an engine that has no replications: rules that stop them are refused, their number is passed over with a remark.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="engine">How the engine that has them is asked for.</param>
    public void PassOver(ParseResult parsed, string engine)
    {
        BelongingOptions.RefuseUnless(parsed, isAsked: false, engine, _timeBudget, _precision);
        if (parsed.GetResult(_replications) is { Implicit: false })
            Screen.Remark($"{_replications.Name} is of {engine}: it is passed over.");
    }

    /// <summary>One sentence on how a run ended; empty where it had the number of replications that was asked for.</summary>
    public static string Sentence(Stopping stopping, int replications) => stopping switch
    {
        { Rule: StoppingRule.TimeBudget } => FormattableString.Invariant(
            $"The time budget of {stopping.TimeBudgetSeconds:0.#} s allowed {replications} replications."),
        { Reached: true } => FormattableString.Invariant(
            $"Precision reached after {replications} replications: every queue's service level within ±{100 * stopping.HalfWidth:0.##} points, all at once with 95 %."),
        { Reached: false } => FormattableString.Invariant(
            $"Precision not reached: after {replications} replications the widest service level has ±{100 * stopping.Watched.Max(kpi => kpi.HalfWidth):0.##} points. Allow more with --replications or --time-budget."),
        _ => "",
    };
}
