using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Persons;

/// <summary>By what a history of attempts was made one of persons.</summary>
public enum PersonBasis
{
    /// <summary>Nothing tells: every contact is taken as a person.</summary>
    Attempts,

    /// <summary>Different callers of each interval, by their references, less those who had called before.</summary>
    Callers,

    /// <summary>Answered and blocked or abandoned counts under a redial law.</summary>
    Outcomes,
}

/// <summary>A history of persons, made of one of attempts: what a forecast is about, since redials come out of the simulated service.</summary>
/// <param name="Series">Persons by interval; handle times as they were.</param>
/// <param name="Basis">What it was made by.</param>
/// <param name="AttemptsPerPerson">Attempts ÷ persons over the whole history.</param>
public sealed record PersonHistory(HistorySeries Series, PersonBasis Basis, double AttemptsPerPerson)
{
    /// <summary>Reduces a history as far as its columns allow.</summary>
    /// <param name="history">Counts with outcomes where there are any. Blocked attempts stand beside those that were offered.</param>
    /// <param name="laws">How contacts come again; recontacts are taken out too.</param>
    public static PersonHistory Of(HistorySeries history, ReturnLaws laws)
    {
        var basis = BasisOf(history);
        if (basis == PersonBasis.Attempts)
            return new PersonHistory(history, basis, 1);
        var grid = new IntervalGrid(history);
        var persons = basis == PersonBasis.Callers && history.IntervalMinutes >= 1440
            ? [.. history.Outcomes.Select((outcome, i) => Known(outcome.Persons, history.Counts[i]))]
            : grid.Back(FreshContacts.Of(grid.Attempts(basis == PersonBasis.Callers), history.IntervalMinutes, laws, grid.Open));
        var attempts = history.Counts.Select((count, i) => count + Known(history.Outcomes[i].Blocked, 0)).Sum();
        return new PersonHistory(history with { Counts = persons, Outcomes = [] }, basis, attempts / Math.Max(1e-9, persons.Sum()));
    }

    private static PersonBasis BasisOf(HistorySeries history)
    {
        var half = history.Counts.Count / 2;
        return history.Outcomes.Count == 0 ? PersonBasis.Attempts
            : history.Outcomes.Count(outcome => !double.IsNaN(outcome.Persons)) > half ? PersonBasis.Callers
            : history.Outcomes.Count(outcome => !double.IsNaN(outcome.Answered) || !double.IsNaN(outcome.Abandoned)) > half ? PersonBasis.Outcomes
            : PersonBasis.Attempts;
    }

    internal static double Known(double value, double otherwise) => double.IsNaN(value) ? otherwise : value;
}

/// <summary>A history on consecutive intervals from its first midnight to its last, closed ones included.</summary>
internal sealed class IntervalGrid
{
    private readonly HistorySeries _history;
    private readonly LocalDateTime _first;
    private readonly int[] _places;

    public IntervalGrid(HistorySeries history)
    {
        _history = history;
        _first = history.Starts[0].Date.AtMidnight();
        Length = (int)(Minutes(history.Starts[^1].Date.PlusDays(1).AtMidnight()) / history.IntervalMinutes);
        _places = [.. history.Starts.Select(start => (int)(Minutes(start) / history.IntervalMinutes))];
        var open = new bool[Length];
        var slots = history.Starts.Select((start, i) => (Slot: (start.DayOfWeek, start.TimeOfDay), i)).GroupBy(one => one.Slot)
            .Where(slot => slot.Any(one => history.Counts[one.i] > 0)).Select(slot => slot.Key).ToHashSet();
        for (var i = 0; i < _places.Length; i++)
            open[_places[i]] = slots.Contains((history.Starts[i].DayOfWeek, history.Starts[i].TimeOfDay));
        Open = open;
    }

    public int Length { get; }

    /// <summary>Intervals of the file in which contacts ever come on that weekday.</summary>
    public IReadOnlyList<bool> Open { get; }

    public LocalDateTime StartOf(int place) => _first.PlusMinutes((long)place * _history.IntervalMinutes);

    /// <summary>Attempts with outcomes; by callers, somebody who tries several times in one interval is one attempt.</summary>
    public AttemptCounts[] Attempts(bool byCallers)
    {
        var attempts = new AttemptCounts[Length];
        for (var i = 0; i < _places.Length; i++)
        {
            var (count, outcome) = (_history.Counts[i], _history.Outcomes.Count > 0 ? _history.Outcomes[i] : HistoryOutcome.Unknown);
            var blocked = PersonHistory.Known(outcome.Blocked, 0);
            var answered = PersonHistory.Known(outcome.Answered, Math.Max(0, count - PersonHistory.Known(outcome.Abandoned, 0)));
            var callers = byCallers ? PersonHistory.Known(outcome.Persons, count) : double.NaN;
            attempts[_places[i]] = byCallers ? new AttemptCounts(callers, Math.Min(answered, callers), 0)
                : new AttemptCounts(count + blocked, answered, blocked);
        }
        return attempts;
    }

    /// <summary>Figures of the grid at the starts of the history.</summary>
    public double[] Back(double[] figures) => Array.ConvertAll(_places, place => figures[place]);

    private long Minutes(LocalDateTime start) => Period.Between(_first, start, PeriodUnits.Minutes).Minutes;
}
