using Capacity.Numerics;
using Capacity.Numerics.Estimation;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>How handle time stretches with the chats that an agent has in hand, and the work of a chat itself.</summary>
/// <remarks>
/// With k chats in hand each is worked at speed 1 ∕ s(k). A chat that had k in hand for T(k) seconds was Σ T(k) ∕ s(k) of work, which is
/// lognormal; its density in seconds is that of the work ÷ s at its end. Mean, spread and every s(k) by maximum likelihood, intervals by
/// profile. Agents are told by the log; without them it cannot be known how many chats were in hand.
/// </remarks>
public static class ConcurrencyFit
{
    /// <summary>Ends of chats that a level needs to be told.</summary>
    private const int LeastEnds = 30;
    private const int MostLevels = 6;

    /// <summary>Logs round: who takes the next chat when one ends has not both in hand.</summary>
    private static readonly Duration Tie = Duration.FromSeconds(1);

    /// <summary>Null where the log tells no agents, or nobody ever had two chats in hand for long.</summary>
    /// <param name="contacts">Answered contacts of one queue.</param>
    /// <param name="factor">What reason and team multiply of a contact's work.</param>
    public static ConcurrencyEstimate? Of(IEnumerable<LoggedContact> contacts, Func<LoggedContact, double> factor)
    {
        var chats = contacts.Where(contact => !string.IsNullOrEmpty(contact.Agent)).GroupBy(contact => (contact.Team, contact.Agent))
            .SelectMany(agent => InHand([.. agent.OrderBy(contact => contact.WaitEnd)], factor)).ToList();
        var levels = Enumerable.Range(1, MostLevels).TakeWhile(level => chats.Count(chat => chat.Last == level) >= LeastEnds).Count();
        // A chat that saw more in hand than is told says nothing of its work.
        chats.RemoveAll(chat => chat.Seconds.Skip(levels).Any(seconds => seconds > 0));
        if (levels < 2 || chats.Count < LeastEnds)
            return null;
        var start = new double[levels + 1];
        (start[0], start[1]) = (Math.Log(chats.Average(chat => chat.Seconds.Sum())), -0.5);
        if (LikelihoodFit.Maximize(parameters => Height(parameters, chats), start) is not { } fit)
            return null;
        return new ConcurrencyEstimate
        {
            Chats = chats.Count,
            MeanSeconds = fit.Profile(0, Math.Exp),
            CoefficientOfVariation = fit.Profile(1, log => Math.Sqrt(Math.Exp(Math.Exp(2 * log)) - 1)),
            Stretch = [.. Enumerable.Range(2, levels - 1).Select(level => fit.Profile(level, Math.Exp))],
        };
    }

    /// <summary>Parameters: logarithms of the mean work, of σ, and of s(2), s(3), ….</summary>
    private static double Height(double[] parameters, List<Chat> chats)
    {
        var sigma = KernelMath.Exp(parameters[1]);
        var center = parameters[0] - sigma * sigma / 2;
        var sum = 0.0;
        foreach (var chat in chats)
        {
            var work = chat.Seconds[0];
            for (var level = 2; level < parameters.Length; level++)
                work += chat.Seconds[level - 1] * KernelMath.Exp(-parameters[level]);
            var log = KernelMath.Log(work);
            var z = (log - chat.LogFactor - center) / sigma;
            sum -= 0.5 * z * z + log + parameters[1] + (chat.Last > 1 ? parameters[chat.Last] : 0);
        }
        return sum;
    }

    /// <summary>Seconds of each finished chat of one agent by the number in hand.</summary>
    private static List<Chat> InHand(List<LoggedContact> chats, Func<LoggedContact, double> factor)
    {
        var (told, open) = (new List<Chat>(), new List<(Chat Chat, Instant End, bool IsTold)>());
        var now = Instant.MinValue;
        foreach (var chat in chats)
        {
            Pass(chat.WaitEnd);
            var isFinished = chat.Handle > 0;
            open.Add((new Chat(KernelMath.Log(factor(chat))), isFinished ? chat.End : Instant.MaxValue, isFinished && !chat.IsTimedOut));
        }
        Pass(Instant.MaxValue);
        return told;

        void Pass(Instant until)
        {
            while (open.Count > 0)
            {
                var next = open.MinBy(one => one.End);
                var isOver = next.End != Instant.MaxValue && (until == Instant.MaxValue || next.End - until < Tie);
                var end = isOver && next.End < until ? next.End : until;
                if (end == Instant.MaxValue)
                    return;
                var level = Math.Min(open.Count, MostLevels + 1);
                foreach (var one in open)
                    one.Chat.Seconds[level - 1] += (end - now).TotalSeconds;
                now = end;
                if (!isOver)
                    return;
                next.Chat.Last = level;
                open.Remove(next);
                if (next.IsTold)
                    told.Add(next.Chat);
            }
            now = until;
        }
    }

    private sealed class Chat(double logFactor)
    {
        public double LogFactor { get; } = logFactor;

        /// <summary>By the number in hand, from 1.</summary>
        public double[] Seconds { get; } = new double[MostLevels + 1];

        /// <summary>The number in hand when it ended, itself included.</summary>
        public int Last { get; set; }
    }
}

/// <summary>Chats of a queue, estimated from who had how many in hand.</summary>
public sealed record ConcurrencyEstimate
{
    public required long Chats { get; init; }

    /// <summary>Work of one chat alone in hand: mean in seconds and coefficient of variation.</summary>
    public required IntervalEstimate MeanSeconds { get; init; }
    public required IntervalEstimate CoefficientOfVariation { get; init; }

    /// <summary>Handle-time multipliers with 2, 3, … in hand; one in hand is 1.</summary>
    public required IReadOnlyList<IntervalEstimate> Stretch { get; init; }
}
