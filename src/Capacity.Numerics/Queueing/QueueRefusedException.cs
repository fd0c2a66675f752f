namespace Capacity.Numerics.Queueing;

/// <summary>A question that has no answer as asked: the message says what was asked, why it is refused and how to mend it.</summary>
public class QueueRefusedException : Exception
{
    /// <summary>Makes the refusal.</summary>
    /// <param name="message">What was asked, why it is refused, what to do.</param>
    /// <param name="french">The same in French; empty for formulas that no page asks.</param>
    public QueueRefusedException(string message, string french = "")
        : base(message) => French = french;

    /// <summary>The message in French; empty for formulas that no page asks.</summary>
    public string French { get; }

    /// <summary>The message in a language (two letters); English where it has no other.</summary>
    /// <param name="language">As in "fr".</param>
    public string In(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language.StartsWith("fr", StringComparison.OrdinalIgnoreCase) && French.Length > 0 ? French : Message;
    }

    /// <summary>Refuses a figure outside its range, and says which one of what.</summary>
    internal static void Unless(bool holds, string where, string name, double value, string range)
    {
        if (!holds) throw new QueueRefusedException(FormattableString.Invariant($"{where}: the {name} is {value:R}; it must be {range}."));
    }

    /// <summary>Refuses a rate, time or load that is not a finite number above zero.</summary>
    internal static void UnlessPositive(string where, string name, double value) =>
        Unless(value > 0 && double.IsFinite(value), where, name, value, "a number above zero");

    /// <summary>Refuses a rate, time or load that is not a finite number, zero or above.</summary>
    internal static void UnlessNotNegative(string where, string name, double value) =>
        Unless(value >= 0 && double.IsFinite(value), where, name, value, "a number, zero or above");

    /// <summary>Refuses a share that is not strictly between 0 and 1.</summary>
    internal static void UnlessShare(string where, string name, double value) =>
        Unless(value > 0 && value < 1, where, name, value, "strictly between 0 and 1");
}

/// <summary>A stationary formula was asked where no stationary state exists: load at or above the agents and nobody gives up.</summary>
public sealed class StationarityException : QueueRefusedException
{
    /// <summary>Makes the refusal.</summary>
    /// <param name="offeredLoad">Offered load in erlangs.</param>
    /// <param name="agents">Number of agents.</param>
    public StationarityException(double offeredLoad, int agents)
        : base(FormattableString.Invariant(
            $"Erlang C has no answer at an offered load of {offeredLoad:0.####} erlangs with {agents} agents: without abandonment the queue grows without end unless agents exceed the load. Give more than {Math.Floor(offeredLoad):0} agents, or state a patience and use Erlang A, or a number of lines."),
            FormattableString.Invariant(
                $"Erlang C n’a pas de réponse pour une charge de {offeredLoad:0.####} erlangs avec {agents} agents : sans abandon, la file grandit sans fin tant que les agents ne dépassent pas la charge. Donnez plus de {Math.Floor(offeredLoad):0} agents, ou une patience avec Erlang A, ou un nombre de lignes."))
    {
        OfferedLoad = offeredLoad;
        Agents = agents;
    }

    /// <summary>Makes the refusal where people give up, but too many of them never do.</summary>
    /// <param name="offeredLoad">Offered load in erlangs.</param>
    /// <param name="agents">Number of agents.</param>
    /// <param name="endless">Share that never gives up.</param>
    public StationarityException(double offeredLoad, int agents, double endless)
        : base(FormattableString.Invariant(
            $"There is no steady state at an offered load of {offeredLoad:0.####} erlangs with {agents} agents: a share of {endless:0.####} never gives up, and the queue of these alone grows without end. Give more than {Math.Floor(offeredLoad * endless):0} agents, a number of lines, or a law of patience that ends."),
            FormattableString.Invariant(
                $"Il n’y a pas d’état stable pour une charge de {offeredLoad:0.####} erlangs avec {agents} agents : une part de {endless:0.####} n’abandonne jamais, et sa file à elle seule grandit sans fin. Donnez plus de {Math.Floor(offeredLoad * endless):0} agents, un nombre de lignes, ou une loi de patience qui se termine."))
    {
        OfferedLoad = offeredLoad;
        Agents = agents;
    }

    /// <summary>Offered load in erlangs.</summary>
    public double OfferedLoad { get; }

    /// <summary>Number of agents.</summary>
    public int Agents { get; }
}
