namespace Capacity.Numerics.Queueing;

/// <summary>Steady-state figures of a chat team.</summary>
/// <param name="Abandonment">Share of offered chats that give up waiting.</param>
/// <param name="Waiting">Probability that a chat has to wait.</param>
/// <param name="QueueLength">Mean number waiting.</param>
/// <param name="ChatsInProgress">Mean number of chats being handled.</param>
/// <param name="ChatDuration">Mean time from start to end of a chat.</param>
/// <param name="AgentsBusy">Share of agents with at least one chat.</param>
public sealed record ChatKpis(
    double Abandonment, double Waiting, double QueueLength, double ChatsInProgress, double ChatDuration, double AgentsBusy);

/// <summary>
/// Chat agents who hold several chats at once and complete them at a total rate that depends on how many; a new chat goes to the agent
/// with the fewest. Exact for small teams.
/// </summary>
/// <remarks>
/// The state counts agents by number of chats, and waiting chats. J. Luo and J. Zhang, Operations Research 61:1328, 2013; T. Tezcan and
/// J. Zhang 2014. States: (agents + concurrency choose concurrency) and the queue, up to 5,000: thirty agents with two chats, fifteen with
/// four. Larger teams are refused: simulate them. Exponential times; a customer who falls silent within a chat is not in the chain.
/// </remarks>
public static class ChatPool
{
    const string Where = "Chat team";
    const double MostStates = 5_000;

    /// <summary>Evaluates the team. Rates per any one unit of time.</summary>
    /// <param name="arrivalRate">Chats λ, above zero.</param>
    /// <param name="agents">Agents, at least 1.</param>
    /// <param name="completionRates">Total completion rate of an agent with 1, 2, … chats, each above zero; its length is the largest concurrency.</param>
    /// <param name="abandonmentRate">θ of a waiting chat, above zero.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or the team is too large for the chain.</exception>
    public static ChatKpis Evaluate(double arrivalRate, int agents, IReadOnlyList<double> completionRates, double abandonmentRate)
    {
        ArgumentNullException.ThrowIfNull(completionRates);
        var most = completionRates.Count;
        if (agents < 1 || most < 1) throw new QueueRefusedException("A chat team needs at least one agent and one completion rate.");
        QueueRefusedException.UnlessPositive(Where, "arrival rate", arrivalRate);
        QueueRefusedException.UnlessPositive(Where, "abandonment rate", abandonmentRate);
        foreach (var rate in completionRates) QueueRefusedException.UnlessPositive(Where, "completion rate", rate);
        var states = 30 * arrivalRate / abandonmentRate;
        var kinds = 1.0;
        for (var k = 1; k <= most; k++) kinds *= (agents + (double)k) / k;
        QueueRefusedException.Unless(states + kinds <= MostStates, Where, "number of states", states + kinds,
            "at most 5000; take fewer agents, fewer chats at once or a shorter patience, or simulate the team");
        var chain = new MarkovChain<string>(State([.. Enumerable.Repeat(0, agents)], 0), Transitions);
        var p = chain.StationaryProbabilities();
        var parsed = chain.States.ToDictionary(state => state, Parse);
        double Mean(Func<(int[] Chats, int Queue), double> figure) => chain.Mean(p, state => figure(parsed[state]));

        var queue = Mean(state => state.Queue);
        var chats = Mean(state => state.Chats.Sum());
        var abandonment = abandonmentRate * queue / arrivalRate;
        return new ChatKpis(abandonment, Mean(state => state.Chats[0] == most ? 1 : 0), queue, chats,
            chats / (arrivalRate * (1.0 - abandonment)), Mean(state => state.Chats.Count(held => held > 0)) / agents);

        IEnumerable<(string, double)> Transitions(string text)
        {
            var (held, waiting) = Parse(text);
            if (held[0] < most) yield return (State(With(held, 0, +1), 0), arrivalRate);
            else if (agents * completionRates[most - 1] + waiting * abandonmentRate < 30 * arrivalRate)
                yield return (State(held, waiting + 1), arrivalRate);

            if (waiting > 0)
            {
                yield return (State(held, waiting - 1), agents * completionRates[most - 1] + waiting * abandonmentRate);
                yield break;
            }

            for (var i = 0; i < agents; i++)
                if (held[i] > 0) yield return (State(With(held, i, -1), 0), completionRates[held[i] - 1]);
        }
    }

    static int[] With(int[] held, int agent, int change)
    {
        var copy = (int[])held.Clone();
        copy[agent] += change;
        return copy;
    }

    /// <summary>Agents are alike: only the sorted numbers of chats matter.</summary>
    static string State(int[] held, int waiting) => string.Join(',', held.Order()) + "|" + waiting;

    static (int[] Chats, int Queue) Parse(string state)
    {
        var parts = state.Split('|');
        return ([.. parts[0].Split(',').Select(int.Parse)], int.Parse(parts[1]));
    }
}
