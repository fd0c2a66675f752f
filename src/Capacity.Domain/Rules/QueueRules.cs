using Capacity.Domain.Networks;

namespace Capacity.Domain.Rules;

/// <summary>What a queue must satisfy.</summary>
internal static class QueueRules
{
    private const double LongestSeconds = 366 * 86_400d;

    public static void Check(RuleBook book, string path, Queue queue, NetworkNames names)
    {
        book.TimeZone($"{path}/timeZone", queue.TimeZone);
        OpeningHoursRules.Check(book, $"{path}/openingHours", queue.OpeningHours);
        HandleTime(book, $"{path}/handleTime", queue.HandleTime);
        if (queue.Patience is { } patience)
            Patience(book, $"{path}/patience", patience);
        Goals(book, $"{path}/goals", queue.Goals);
        if (queue.Concurrency is { } concurrency)
            Concurrency(book, $"{path}/concurrency", queue.Channel, concurrency);
        book.Between($"{path}/priority", queue.Priority, 0, 1000);
        book.Between($"{path}/idleReserve", queue.IdleReserve, 0, 100_000, " agents");
        Reasons(book, $"{path}/reasons", queue.Reasons, names);
        book.Between($"{path}/resolutionFactor", queue.ResolutionFactor, 0, 10);
        ReturnRules.Check(book, path, queue, names);
        HandoverRules.Check(book, path, queue, names);
    }

    private static void HandleTime(RuleBook book, string path, HandleTime time)
    {
        book.Positive($"{path}/meanSeconds", time.MeanSeconds, LongestSeconds, " seconds");
        book.Between($"{path}/coefficientOfVariation", time.CoefficientOfVariation, 0, 10);
        Quantiles(book, $"{path}/quantiles", time.Quantiles, time.Law == HandleTimeLaw.Empirical);
        book.Require(time.WrapUpSeconds >= 0 && time.WrapUpSeconds <= time.MeanSeconds, $"{path}/wrapUpSeconds",
            $"{RuleBook.Text(time.WrapUpSeconds)} is no part of a mean of {RuleBook.Text(time.MeanSeconds)} seconds.",
            "Wrap-up is a part of the mean: from 0 to the mean.",
            $"{RuleBook.Text(time.WrapUpSeconds)} n’est pas une partie d’une moyenne de {RuleBook.Text(time.MeanSeconds)} secondes.",
            "Le travail après contact fait partie de la moyenne : de 0 à la moyenne.");
        book.Between($"{path}/recoveryPauseSeconds", time.RecoveryPauseSeconds, 0, 86_400, " seconds");
    }

    private static void Patience(RuleBook book, string path, Patience patience)
    {
        book.Positive($"{path}/meanSeconds", patience.MeanSeconds, LongestSeconds, " seconds");
        book.Between($"{path}/coefficientOfVariation", patience.CoefficientOfVariation, 0, 10);
        book.Require(patience.Law != PatienceLaw.Hyperexponential || !(patience.CoefficientOfVariation < 1),
            $"{path}/coefficientOfVariation",
            "A hyperexponential law is never less variable than an exponential one.", "Write 1 or more, or choose the lognormal law.",
            "Une loi hyperexponentielle n’est jamais moins variable qu’une exponentielle.",
            "Écrivez 1 ou plus, ou choisissez la loi lognormale.");
        Quantiles(book, $"{path}/quantiles", patience.Quantiles, patience.Law == PatienceLaw.Empirical);
        book.Share($"{path}/balking", patience.Balking);
        if (patience.AcceptedWaitSeconds is { } accepted)
            book.Positive($"{path}/acceptedWaitSeconds", accepted, LongestSeconds, " seconds");
    }

    private static void Quantiles(RuleBook book, string path, IReadOnlyList<double> quantiles, bool needed)
    {
        book.Require(needed == quantiles.Count > 0 && quantiles.Count != 1, path,
            needed ? $"An empirical law has {quantiles.Count} quantiles." : "Only an empirical law has quantiles.",
            needed ? "Write the shortest time, any quantiles at equal steps, and the longest." : "Remove them, or choose the law 'empirical'.",
            needed ? $"Une loi empirique a {quantiles.Count} quantiles." : "Seule une loi empirique a des quantiles.",
            needed ? "Écrivez la durée la plus courte, des quantiles à pas égaux, et la plus longue." : "Retirez-les, ou choisissez la loi « empirical ».");
        for (var i = 0; i < quantiles.Count; i++)
            book.Require(quantiles[i] >= (i == 0 ? 0 : quantiles[i - 1]) && quantiles[i] <= LongestSeconds, $"{path}/{i}",
                $"{RuleBook.Text(quantiles[i])} does not fit in the list.", "Quantiles are not negative and never fall.",
                $"{RuleBook.Text(quantiles[i])} n’a pas sa place dans la liste.",
                "Les quantiles ne sont pas négatifs et ne descendent jamais.");
        book.Require(quantiles.Count == 0 || quantiles[^1] > 0, path, "Every quantile is zero.", "The longest time is above 0.",
            "Tous les quantiles sont nuls.", "La durée la plus longue est au-dessus de 0.");
    }

    private static void Goals(RuleBook book, string path, QueueGoals goals)
    {
        book.InnerShare($"{path}/serviceLevel", goals.ServiceLevel);
        book.Between($"{path}/targetSeconds", goals.TargetSeconds, 0, LongestSeconds, " seconds");
        book.Between($"{path}/shortAbandonSeconds", goals.ShortAbandonSeconds, 0, 3600, " seconds");
        if (goals.Abandonment is { } abandonment)
            book.Share($"{path}/abandonment", abandonment);
        if (goals.SpeedOfAnswerSeconds is { } speed)
            book.Positive($"{path}/speedOfAnswerSeconds", speed, LongestSeconds, " seconds");
    }

    private static void Concurrency(RuleBook book, string path, Channel channel, Concurrency concurrency)
    {
        book.Require(channel.IsConcurrent(), path, $"Contacts of the channel '{channel}' are served one at a time.",
            "Remove the concurrency, or make the channel 'chat'.",
            $"Les contacts du canal « {channel} » sont servis un par un.", "Retirez la simultanéité, ou choisissez le canal « chat ».");
        book.Between($"{path}/maximum", concurrency.Maximum, 1, 20, " contacts");
        book.Require(concurrency.Stretch.Count == concurrency.Maximum, $"{path}/stretch",
            $"The table has {concurrency.Stretch.Count} entries for {concurrency.Maximum} contacts.",
            "Write one multiplier for each number of contacts in hand, from 1 to the maximum.",
            $"La table a {concurrency.Stretch.Count} entrées pour {concurrency.Maximum} contacts.",
            "Écrivez un facteur pour chaque nombre de contacts en cours, de 1 au maximum.");
        for (var i = 0; i < concurrency.Stretch.Count; i++)
            book.Require(i == 0 ? concurrency.Stretch[0] == 1 : concurrency.Stretch[i] >= concurrency.Stretch[i - 1]
                && concurrency.Stretch[i] <= 100, $"{path}/stretch/{i}",
                $"{RuleBook.Text(concurrency.Stretch[i])} does not fit in the table.",
                "The first multiplier is 1; each later one is at least the one before, at most 100.",
                $"{RuleBook.Text(concurrency.Stretch[i])} n’a pas sa place dans la table.",
                "Le premier facteur est 1 ; chacun des suivants vaut au moins le précédent, et 100 au plus.");
        book.Share($"{path}/silentShare", concurrency.SilentShare);
        book.Positive($"{path}/timeOutSeconds", concurrency.TimeOutSeconds, 86_400, " seconds");
    }

    private static void Reasons(RuleBook book, string path, IReadOnlyList<ReasonShare> reasons, NetworkNames names)
    {
        NetworkRules.Each(path, reasons, (at, reason) =>
        {
            book.Reference($"{at}/reason", "reason", reason.Reason, names.Reasons);
            book.Share($"{at}/share", reason.Share);
        });
        var sum = reasons.Sum(reason => reason.Share);
        book.Require(reasons.Count == 0 || Math.Abs(sum - 1) < 1e-6, path, $"The shares sum to {RuleBook.Text(sum)}.",
            "Make them sum to 1.",
            $"Les parts font {RuleBook.Text(sum)} ensemble.", "Leur somme doit être 1.");
    }
}
