using System.Globalization;
using Capacity.Contracts.Calculator;
using Capacity.Numerics.Queueing;

namespace Capacity.Dashboard.Views;

/// <summary>What the calculator is asked: one queue, a formula, and the goals of the requirement search.</summary>
public sealed record CalculatorForm
{
    /// <summary>The formula.</summary>
    public QueueMethod Method { get; init; } = QueueMethod.ErlangA;

    /// <summary>Whether the queue is simulated beside the formula; patience may then be left out.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Coefficient of variation of the handle time, for the simulation: 1 exponential, 0 constant.</summary>
    public double? ServiceVariation { get; init; } = 1;

    /// <summary>The formula that answers: of a simulated queue the one that its patience allows.</summary>
    public QueueMethod Formula => !IsSimulated ? Method : PatienceSeconds > 0 ? QueueMethod.ErlangA : QueueMethod.ErlangC;

    /// <summary>What is asked of the simulation; absent while a figure is missing.</summary>
    public SingleQueueRequest? Request => Model is not { } model || ServiceVariation is not >= 0 ? null : new SingleQueueRequest
    {
        ArrivalRate = model.ArrivalRate, MeanServiceTime = model.MeanServiceTime, MeanPatience = model.MeanPatience, Agents = model.Agents,
        Target = model.Target, ServiceVariation = ServiceVariation.Value, Contacts = SimulatedContacts,
    };

    private const long SimulatedContacts = 5_000_000;

    /// <summary>Contacts offered per hour.</summary>
    public double? ContactsPerHour { get; init; } = 600;

    /// <summary>Mean handle time in seconds.</summary>
    public double? HandleSeconds { get; init; } = 300;

    /// <summary>Mean patience in seconds; used by Erlang A only.</summary>
    public double? PatienceSeconds { get; init; } = 180;

    /// <summary>Agents.</summary>
    public double? Agents { get; init; } = 45;

    /// <summary>Acceptable waiting time in seconds.</summary>
    public double? TargetSeconds { get; init; } = 20;

    /// <summary>Goal for the service level, in percent; absent: none.</summary>
    public double? LevelGoal { get; init; } = 80;

    /// <summary>Goal for the abandonment rate, in percent; absent: none.</summary>
    public double? AbandonmentGoal { get; init; }

    /// <summary>Goal for the average speed of answer, in seconds; absent: none.</summary>
    public double? SpeedGoal { get; init; }

    /// <summary>Ceiling of occupancy, in percent; absent: none.</summary>
    public double? OccupancyGoal { get; init; }

    /// <summary>The queue in the formulas' terms; absent while a figure is missing or not above zero.</summary>
    public QueueModel? Model =>
        ContactsPerHour > 0 && HandleSeconds > 0 && Agents >= 1 && TargetSeconds >= 0 && (Formula != QueueMethod.ErlangA || PatienceSeconds > 0)
            ? new QueueModel
            {
                ArrivalRate = ContactsPerHour.Value / 3600,
                MeanServiceTime = HandleSeconds.Value,
                MeanPatience = Formula == QueueMethod.ErlangA ? PatienceSeconds : null,
                Agents = (int)Math.Min(Agents.Value, 1_000_000),
                Target = TargetSeconds.Value,
            }
            : null;

    /// <summary>The goals in the formulas' terms; absent when none is set.</summary>
    public StaffingGoals? Goals =>
        LevelGoal is null && AbandonmentGoal is null && SpeedGoal is null && OccupancyGoal is null
            ? null
            : new StaffingGoals
            {
                ServiceLevel = LevelGoal / 100,
                Abandonment = AbandonmentGoal / 100,
                SpeedOfAnswer = SpeedGoal,
                Occupancy = OccupancyGoal / 100,
            };

    /// <summary>The address that shows this question again.</summary>
    public string Address()
    {
        (string Name, double? Value)[] figures =
        [
            ("contacts", ContactsPerHour), ("handle", HandleSeconds), ("patience", PatienceSeconds), ("agents", Agents), ("target", TargetSeconds),
            ("level", LevelGoal), ("abandonment", AbandonmentGoal), ("speed", SpeedGoal), ("occupancy", OccupancyGoal),
        ];
        IEnumerable<string> parts = figures.Select(figure => $"{figure.Name}={figure.Value?.ToString("R", CultureInfo.InvariantCulture)}");
        string variation = IsSimulated ? $"&variation={ServiceVariation?.ToString("R", CultureInfo.InvariantCulture)}" : "";
        return $"/calculator?method={MethodName}&{string.Join('&', parts)}{variation}";
    }

    /// <summary>The question of an address; a figure that the address leaves out keeps its default, an empty one is absent.</summary>
    public static CalculatorForm Of(IReadOnlyDictionary<string, string> query)
    {
        CalculatorForm usual = new();
        return new CalculatorForm
        {
            Method = query.TryGetValue("method", out string? name) ? Enum.GetValues<QueueMethod>().FirstOrDefault(method => NameOf(method) == name, usual.Method) : usual.Method,
            IsSimulated = name == Simulate,
            ServiceVariation = Read("variation", usual.ServiceVariation),
            ContactsPerHour = Read("contacts", usual.ContactsPerHour),
            HandleSeconds = Read("handle", usual.HandleSeconds),
            PatienceSeconds = Read("patience", usual.PatienceSeconds),
            Agents = Read("agents", usual.Agents),
            TargetSeconds = Read("target", usual.TargetSeconds),
            LevelGoal = Read("level", usual.LevelGoal),
            AbandonmentGoal = Read("abandonment", usual.AbandonmentGoal),
            SpeedGoal = Read("speed", usual.SpeedGoal),
            OccupancyGoal = Read("occupancy", usual.OccupancyGoal),
        };

        double? Read(string key, double? otherwise) =>
            !query.TryGetValue(key, out string? text) ? otherwise
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
    }

    /// <summary>The name of the method "simulate", as on the command line.</summary>
    public const string Simulate = "simulate";

    /// <summary>The name of what is asked: a formula or the simulation.</summary>
    public string MethodName => IsSimulated ? Simulate : NameOf(Method);

    /// <summary>The same queue, asked otherwise.</summary>
    public CalculatorForm By(string? method) => method == Simulate
        ? this with { IsSimulated = true, Method = QueueMethod.ErlangA }
        : this with { IsSimulated = false, Method = Enum.GetValues<QueueMethod>().FirstOrDefault(one => NameOf(one) == method, Method) };

    /// <summary>The published name of a formula, as on the command line.</summary>
    public static string NameOf(QueueMethod method) => method switch
    {
        QueueMethod.ErlangB => "erlang-b",
        QueueMethod.ErlangC => "erlang-c",
        _ => "erlang-a",
    };
}
