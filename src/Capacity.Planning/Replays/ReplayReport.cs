using NodaTime;

namespace Capacity.Planning.Replays;

/// <summary>A past week, simulated with its staffing, beside what really came and happened.</summary>
/// <param name="Week">Its Monday.</param>
/// <param name="Queues">Every queue that has a history.</param>
/// <param name="InBand">Share of actual figures between P10 and P90 of the simulated ones; 0.8 is what a right model shows.</param>
/// <param name="Replications">Simulated weeks, on streams that no fitting has used.</param>
public sealed record ReplayReport(LocalDate Week, IReadOnlyList<QueueReplay> Queues, double InBand, int Replications);

/// <summary>One queue of a past week.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Basis">What told fresh contacts from returns first: outcomes, callers, or "modeled" where nothing did but amplification under the staffing.</param>
/// <param name="Amplification">Offered ÷ fresh in the week.</param>
/// <param name="OfferedError">Simulated ÷ actual offered of the week − 1.</param>
/// <param name="Week">Figures of the week.</param>
/// <param name="Days">Offered contacts by day.</param>
public sealed record QueueReplay(
    string Queue, string Basis, double Amplification, double OfferedError, IReadOnlyList<ReplayFigure> Week, IReadOnlyList<ReplayFigure> Days);

/// <summary>A figure as it was and as it was simulated.</summary>
/// <param name="Name">KPI, or the date of a day's offered contacts.</param>
/// <param name="Actual">NaN where the history does not tell.</param>
/// <param name="Mean">Mean over replications.</param>
/// <param name="P10">First decile over replications.</param>
/// <param name="P90">Last decile.</param>
public sealed record ReplayFigure(string Name, double Actual, double Mean, double P10, double P90)
{
    /// <summary>Whether the actual figure lies in the band; null where it is not known.</summary>
    public bool? IsInBand => double.IsNaN(Actual) ? null : Actual >= P10 && Actual <= P90;
}
