using System.CommandLine;
using System.Diagnostics;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.SingleQueue;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity queue</c>: one queue by formula or by simulation, or the agents that meet its goals.</summary>
internal sealed class QueueCommand
{
    private readonly Option<Rate?> _arrivalRate = QuantityOption.Rate("--arrival-rate", "Contacts offered per time, like 600/h.");
    private readonly Option<Duration?> _serviceTime = QuantityOption.Duration("--service-time", "Mean handle time, like 300s.");
    private readonly Option<double?> _agents = QuantityOption.Number("--agents",
        "Agents at work; leave it out and give goals to find them.", 1, 10_000_000);
    private readonly Option<Duration?> _patience = QuantityOption.Duration("--patience",
        "Mean patience, like 180s; left out: nobody gives up.");
    private readonly Option<Duration?> _target = QuantityOption.Duration("--target", "Acceptable waiting time. Default 20s.");
    private readonly Option<Duration?> _shortAbandon = QuantityOption.Duration("--short-abandon",
        "Abandons sooner than this are left out. Default 0s.");
    private readonly Option<double?> _lines = QuantityOption.Number("--lines",
        "Places for contacts in service and waiting together; left out: no limit.", 1, 100_000_000);
    private readonly Option<double?> _serviceCv = QuantityOption.Number("--service-cv",
        "Coefficient of variation of handle time, for simulate. Default 1 (exponential); others lognormal.", 0, 10);
    private readonly Option<string> _patienceLaw = new("--patience-distribution")
    {
        HelpName = "LAW",
        Description = "Law of patience: exponential, lognormal, hyperexponential or deterministic; exact in the formulas and in simulate.",
        DefaultValueFactory = _ => "exponential",
    };
    private readonly Option<double?> _patienceCv = QuantityOption.Number("--patience-cv",
        "Coefficient of variation of a lognormal (default 1) or hyperexponential (default 2, above 1) patience.", 0.01, 10);
    private readonly Option<string?> _method = new("--method")
    {
        Description = "How to compute. Default erlang-a with patience, else erlang-c.",
    };
    private readonly Option<long> _contacts = QuantityOption.Count("--contacts", "Contacts to simulate.", 1, 100_000_000_000, 20_000_000);
    private readonly Option<ulong> _seed = QuantityOption.Seed();
    private readonly Option<double?> _serviceLevel = QuantityOption.Number("--goal-service-level", "Least service level, like 0.8.", 0, 1);
    private readonly Option<double?> _abandonment = QuantityOption.Number("--goal-abandonment", "Largest abandonment rate, like 0.05.", 0,
        1);
    private readonly Option<Duration?> _speed = QuantityOption.Duration("--goal-speed-of-answer",
        "Largest average speed of answer, like 30s.");
    private readonly Option<double?> _occupancy = QuantityOption.Number("--max-occupancy", "Largest occupancy, like 0.85.", 0, 1);
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new QueueCommand().Build();

    private Command Build()
    {
        _arrivalRate.Required = true;
        _serviceTime.Required = true;
        _method.AcceptOnlyFromAmong("erlang-b", "erlang-c", "erlang-a", "simulate");
        _patienceLaw.AcceptOnlyFromAmong("exponential", "lognormal", "hyperexponential", "deterministic");
        var command = new Command("queue", "Key figures of one queue, or the agents that meet its goals.")
        {
            _arrivalRate, _serviceTime, _agents, _patience, _target, _shortAbandon, _lines, _serviceCv, _patienceLaw, _patienceCv, _method,
            _contacts,
            _seed, _serviceLevel, _abandonment, _speed, _occupancy, _json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var goals = Goals(parsed);
        if (parsed.GetValue(_agents) is null == goals is null)
            throw new UsageException("Give either --agents, or at least one goal (--goal-service-level, --goal-abandonment, --goal-speed-of-answer, --max-occupancy).");
        var model = new QueueModel
        {
            ArrivalRate = parsed.GetValue(_arrivalRate)!.Value.PerSecond,
            MeanServiceTime = parsed.GetValue(_serviceTime)!.Value.Seconds,
            MeanPatience = parsed.GetValue(_patience)?.Seconds,
            Agents = (int)(parsed.GetValue(_agents) ?? 1),
            Target = parsed.GetValue(_target)?.Seconds ?? 20,
            ShortAbandon = parsed.GetValue(_shortAbandon)?.Seconds ?? 0,
            Lines = (int?)parsed.GetValue(_lines),
        };
        var figures = Method(parsed, model) is { } method
            ? QueueFigures.Of(parsed.GetValue(_patienceLaw) is not "exponential" ? General(parsed, model, goals)
                : goals is null ? StationaryQueue.Evaluate(method, model) : StaffingRequirement.Find(method, model, goals))
            : await SimulateAsync(parsed, model, goals, cancellation);
        if (parsed.GetValue(_json))
            JsonOutput.Print(figures);
        else
            Show(figures);
        return ExitCode.Done;
    }

    private async Task<QueueFigures> SimulateAsync(ParseResult parsed, QueueModel model, StaffingGoals? goals,
        CancellationToken cancellation)
    {
        if (goals is not null)
            throw new RefusedException("A simulation does not search for agents. Find them with --method erlang-a, then simulate with the --agents found.");
        var queue = SingleQueueModel.Of(model, parsed.GetValue(_serviceCv) ?? 1) with { Patience = Patience(parsed, model) };
        var plan = new SingleQueuePlan { Contacts = parsed.GetValue(_contacts), Seed = parsed.GetValue(_seed) };
        var clock = Stopwatch.StartNew();
        var result = await Screen.WithProgress("Simulating", progress =>
            SingleQueueSimulation.Run(queue, plan, cancellation, new Progress<double>(share => progress.Report((share, "")))));
        return QueueFigures.Of(result, clock.Elapsed.TotalSeconds);
    }

    private Distribution? Patience(ParseResult parsed, QueueModel model) => model.MeanPatience is not { } mean ? null
        : parsed.GetValue(_patienceLaw) switch
        {
            "lognormal" => new LognormalDistribution(mean, parsed.GetValue(_patienceCv) ?? 1),
            "hyperexponential" => Hyperexponential(mean, parsed.GetValue(_patienceCv) ?? 2),
            "deterministic" => new DeterministicDistribution(mean),
            _ => new ExponentialDistribution(mean),
        };

    /// <summary>Two exponential laws with balanced means (each gives half of the mean): the hyperexponential of a mean and a variation.</summary>
    private static MixtureDistribution Hyperexponential(double mean, double variation)
    {
        if (!(variation > 1))
            throw new RefusedException("A hyperexponential patience varies more than an exponential one. Give a --patience-cv above 1.");
        var square = variation * variation;
        var often = 0.5 * (1 + Math.Sqrt((square - 1) / (square + 1)));
        return MixtureDistribution.Hyperexponential((often, mean / (2 * often)), (1 - often, mean / (2 * (1 - often))));
    }

    /// <summary>The formula for a law of patience that is not exponential: exact where handle times are exponential.</summary>
    private QueueKpis General(ParseResult parsed, QueueModel model, StaffingGoals? goals)
    {
        var patience = Patience(parsed, model)!;
        return goals is null ? GeneralPatienceQueue.Evaluate(model, patience) : StaffingRequirement.Find(model, patience, goals);
    }

    /// <summary>The formula that is asked for; null for a simulation.</summary>
    private QueueMethod? Method(ParseResult parsed, QueueModel model)
    {
        var method = parsed.GetValue(_method);
        if (method is not "simulate" && parsed.GetValue(_serviceCv) is not (null or 1))
            throw new RefusedException("The formulas have exponential handle times. Choose --method simulate for other laws.");
        if (parsed.GetValue(_patienceLaw) is not "exponential" && model.MeanPatience is null)
            throw new RefusedException("A law of patience needs its mean. Give --patience.");
        if (parsed.GetValue(_patienceLaw) is not "exponential" && method is "erlang-b" or "erlang-c")
            throw new RefusedException("Erlang B and C know no patience. Choose --method erlang-a or simulate, or leave --patience-distribution out.");
        return method switch
        {
            "erlang-b" => QueueMethod.ErlangB,
            "erlang-c" => QueueMethod.ErlangC,
            "erlang-a" when model.MeanPatience is null =>
                throw new RefusedException("Erlang A needs the mean patience. Give --patience, or choose --method erlang-c."),
            "erlang-a" => QueueMethod.ErlangA,
            "simulate" => null,
            _ => model.MeanPatience is null ? QueueMethod.ErlangC : QueueMethod.ErlangA,
        };
    }

    private StaffingGoals? Goals(ParseResult given)
    {
        var goals = new StaffingGoals
        {
            ServiceLevel = given.GetValue(_serviceLevel),
            Abandonment = given.GetValue(_abandonment),
            SpeedOfAnswer = given.GetValue(_speed)?.Seconds,
            Occupancy = given.GetValue(_occupancy),
        };
        return goals == new StaffingGoals() ? null : goals;
    }

    private static void Show(QueueFigures figures)
    {
        var table = Screen.Table("figure", "value", "± 95 %");
        void Line(string name, string value, double? halfWidth) =>
            table.Row(name, value, halfWidth is { } half ? Screen.Number(half, "0.######") : "");
        var half = figures.Confidence;
        Line("agents", $"{figures.Agents}", null);
        Line("offered load", $"{Screen.Number(figures.OfferedLoad ?? double.NaN)} erlangs", null);
        Line("service level", Screen.Percent(figures.ServiceLevel), half?.ServiceLevel);
        Line("average speed of answer", $"{Screen.Number(figures.AverageSpeedOfAnswer)} s", half?.AverageSpeedOfAnswer);
        Line("average wait", $"{Screen.Number(figures.AverageWait)} s", half?.AverageWait);
        Line("probability of waiting", Screen.Percent(figures.ProbabilityOfWaiting), half?.ProbabilityOfWaiting);
        Line("abandonment rate", Screen.Percent(figures.AbandonmentRate), half?.AbandonmentRate);
        Line("blocking", Screen.Percent(figures.BlockingProbability), half?.BlockingProbability);
        Line("occupancy", Screen.Percent(figures.Occupancy), half?.Occupancy);
        if (figures.ContactsPerSecond is { } speed)
            Line("contacts", $"{Screen.Number(figures.Contacts ?? 0)} at {Screen.Number(speed / 1e6)} million/s", null);
        Screen.Show(table);
    }
}
