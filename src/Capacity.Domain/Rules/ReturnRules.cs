using Capacity.Domain.Networks;

namespace Capacity.Domain.Rules;

/// <summary>What the laws by which contacts come back must satisfy.</summary>
internal static class ReturnRules
{
    private const double LongestSeconds = 366 * 86_400d;

    public static void Check(RuleBook book, string path, Queue queue, NetworkNames names)
    {
        if (queue.Redial is { } redial)
            Redial(book, $"{path}/redial", redial);
        if (queue.ChannelChange is { } change)
        {
            book.Share($"{path}/channelChange/probability", change.Probability);
            Other(book, $"{path}/channelChange/queue", queue, change.Queue, names);
            book.Positive($"{path}/channelChange/meanSeconds", change.MeanSeconds, LongestSeconds, " seconds");
        }
        var leaving = (queue.Redial?.Probability ?? 0) + (queue.ChannelChange?.Probability ?? 0);
        book.Require(!(leaving > 1 + 1e-9), $"{path}/channelChange/probability",
            $"Redial and channel change have a probability of {RuleBook.Text(leaving)} together.",
            "They exclude each other: their sum is at most 1.",
            $"Rappel et changement de canal ont ensemble une probabilité de {RuleBook.Text(leaving)}.",
            "Ils s’excluent : leur somme est de 1 au plus.");
        if (queue.Recontact is { } recontact)
            Recontact(book, $"{path}/recontact", recontact, names);
        if (queue.Chasers is { } chasers)
            Chasers(book, $"{path}/chasers", queue, chasers, names);
        if (queue.Escalation is { } escalation)
        {
            book.Share($"{path}/escalation/probability", escalation.Probability);
            book.Share($"{path}/escalation/fromThirdContact", escalation.FromThirdContact);
            book.Share($"{path}/escalation/perMinuteWaited", escalation.PerMinuteWaited);
            Other(book, $"{path}/escalation/queue", queue, escalation.Queue, names);
        }
        if (queue.Callback is { } callback)
            Callback(book, $"{path}/callback", queue, callback, names);
    }

    private static void Redial(RuleBook book, string path, Redial redial)
    {
        book.Share($"{path}/probability", redial.Probability);
        book.Between($"{path}/maximumAttempts", redial.MaximumAttempts, 1, 1000, " attempts");
        book.Share($"{path}/fastShare", redial.FastShare);
        book.Positive($"{path}/fastMeanSeconds", redial.FastMeanSeconds, LongestSeconds, " seconds");
        book.Positive($"{path}/slowMedianSeconds", redial.SlowMedianSeconds, LongestSeconds, " seconds");
        book.Between($"{path}/slowSigma", redial.SlowSigma, 0, 5);
        book.Positive($"{path}/longestSeconds", redial.LongestSeconds, LongestSeconds, " seconds");
        book.Positive($"{path}/patienceFactor", redial.PatienceFactor, 10);
    }

    private static void Recontact(RuleBook book, string path, Recontact recontact, NetworkNames names)
    {
        book.Share($"{path}/probability", recontact.Probability);
        book.Share($"{path}/withinHourShare", recontact.WithinHourShare);
        book.Between($"{path}/firstDay", recontact.FirstDay, 0, 366, " days");
        book.Between($"{path}/lastDay", recontact.LastDay, 0, 366, " days");
        book.Require(!(recontact.LastDay < recontact.FirstDay), $"{path}/lastDay", "The last day lies before the first.",
            "Put it on or after the first day.",
            "Le dernier jour vient avant le premier.", "Mettez-le au premier jour ou après.");
        if (recontact.Queue is { } queue)
            book.Reference($"{path}/queue", "queue", queue, names.Queues);
    }

    private static void Chasers(RuleBook book, string path, Queue queue, Chasers chasers, NetworkNames names)
    {
        book.Require(queue.Channel.IsDeferred(), path, "Only the cases of a deferred queue become overdue.",
            "Remove the chasers, or choose a deferred channel.",
            "Seuls les dossiers d’une file différée peuvent être en retard.", "Retirez les relances, ou choisissez un canal différé.");
        book.Between($"{path}/perDayFirstWeek", chasers.PerDayFirstWeek, 0, 10);
        book.Between($"{path}/perDayLater", chasers.PerDayLater, 0, 10);
        Other(book, $"{path}/queue", queue, chasers.Queue, names);
    }

    private static void Callback(RuleBook book, string path, Queue queue, CallbackOffer callback, NetworkNames names)
    {
        book.Require(queue.Channel == Channel.Voice, path, "Only callers of a voice queue can be called back.",
            "Remove the callback, or put it on a voice queue.",
            "Seuls les appelants d’une file téléphonique peuvent être rappelés.",
            "Retirez le rappel, ou mettez-le sur une file téléphonique.");
        book.Between($"{path}/thresholdSeconds", callback.ThresholdSeconds, 0, 86_400, " seconds");
        book.Share($"{path}/acceptance", callback.Acceptance);
        CallbackQueue(book, $"{path}/queue", callback.Queue, names);
        book.Dates(path, callback.From, callback.Until);
    }

    public static void CallbackQueue(RuleBook book, string path, string queue, NetworkNames names)
    {
        book.Reference(path, "queue", queue, names.Queues);
        book.Require(names.ChannelOf(queue) is null or Channel.Callback, path, $"'{queue}' is not a callback queue.",
            "Name a queue whose channel is 'callback'.",
            $"« {queue} » n’est pas une file de rappel.", "Choisissez une file dont le canal est « callback ».");
    }

    public static void Other(RuleBook book, string path, Queue queue, string named, NetworkNames names)
    {
        book.Reference(path, "queue", named, names.Queues);
        book.Require(named != queue.Id || named.Length == 0, path, "The queue names itself.", "Name another queue.",
            "La file se désigne elle-même.", "Choisissez une autre file.");
    }
}
