using Capacity.Domain.Networks;

namespace Capacity.Domain.Rules;

/// <summary>What overflow, transfer and the tries of a callback must satisfy.</summary>
internal static class HandoverRules
{
    private const double LongestSeconds = 366 * 86_400d;

    public static void Check(RuleBook book, string path, Queue queue, NetworkNames names)
    {
        if (queue.Overflow is { } overflow)
        {
            book.Require(!queue.Channel.IsDeferred(), $"{path}/overflow", "Only voice and chat contacts overflow; cases wait.",
                "Remove the overflow, or let a further team help out after a wait ('afterWaitSeconds' of its skill).",
                "Seuls les contacts par téléphone et par messagerie débordent ; les dossiers attendent.",
                "Retirez le débordement, ou faites aider une autre équipe après une attente (« afterWaitSeconds » de sa compétence).");
            book.Positive($"{path}/overflow/afterSeconds", overflow.AfterSeconds, LongestSeconds, " seconds");
            ReturnRules.Other(book, $"{path}/overflow/queue", queue, overflow.Queue, names);
        }
        if (queue.Transfer is { } transfer)
        {
            book.Share($"{path}/transfer/probability", transfer.Probability);
            ReturnRules.Other(book, $"{path}/transfer/queue", queue, transfer.Queue, names);
            book.Positive($"{path}/transfer/handleTimeFactor", transfer.HandleTimeFactor, 20);
        }
        if (queue.CallbackTries is { } tries)
            Tries(book, $"{path}/callbackTries", queue, tries);
    }

    private static void Tries(RuleBook book, string path, Queue queue, CallbackTries tries)
    {
        book.Require(queue.Channel == Channel.Callback, path, "Only customers of a callback queue are called.",
            "Remove the tries, or make the channel 'callback'.",
            "Seuls les clients d’une file de rappel sont appelés.", "Retirez les essais, ou choisissez le canal « callback ».");
        book.Share($"{path}/notReached", tries.NotReached);
        book.Positive($"{path}/secondsPerTry", tries.SecondsPerTry, 3600, " seconds");
        book.Positive($"{path}/retryAfterSeconds", tries.RetryAfterSeconds, LongestSeconds, " seconds");
        book.Between($"{path}/maximumTries", tries.MaximumTries, 1, 20, " calls");
    }
}
