namespace Capacity.Forecasting.History;

/// <summary>What became of the contacts of one interval, as far as the telephony system tells; NaN where it does not.</summary>
/// <param name="Answered">Contacts that reached somebody.</param>
/// <param name="Abandoned">Contacts that gave up waiting.</param>
/// <param name="Blocked">Contacts that found every line busy: attempts beside those that were offered to the queue.</param>
/// <param name="Persons">Different callers among the attempts of the interval, by their references.</param>
public readonly record struct HistoryOutcome(double Answered, double Abandoned, double Blocked, double Persons)
{
    /// <summary>Nothing is known.</summary>
    public static HistoryOutcome Unknown { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);

    public bool IsKnown => !(double.IsNaN(Answered) && double.IsNaN(Abandoned) && double.IsNaN(Blocked) && double.IsNaN(Persons));

    /// <summary>Both intervals together; what one of them does not tell is taken from the other.</summary>
    /// <remarks>Persons who call in both are counted twice, as in a system that counts callers by interval.</remarks>
    public HistoryOutcome Plus(HistoryOutcome other) => new(
        Sum(Answered, other.Answered), Sum(Abandoned, other.Abandoned), Sum(Blocked, other.Blocked), Sum(Persons, other.Persons));

    private static double Sum(double one, double other) => double.IsNaN(one) ? other : double.IsNaN(other) ? one : one + other;
}
