using Capacity.Cli.Terminal;
using Capacity.Forecasting.Calibration;
using Capacity.Numerics.Estimation;
using Capacity.Planning.Replays;
using Spectre.Console;

namespace Capacity.Cli.Commands;

/// <summary>Estimates and a replayed week as tables.</summary>
internal static class CalibrationScreen
{
    public static void Show(CalibrationReport report)
    {
        foreach (var queue in report.Queues)
        {
            var table = Screen.Table(queue.Queue, "estimate", "95 % interval", "from");
            Patience(table, queue);
            if (queue.HandleTime is { } handle)
            {
                Row(table, $"handle time, {handle.Law}, s", handle.MeanSeconds, $"{handle.Contacts} contacts", "0.#");
                Row(table, "handle time, CV", handle.CoefficientOfVariation, "", "0.00");
            }
            Chats(table, queue.Concurrency);
            Redial(table, queue);
            if (queue.Recontact is { } recontact)
            {
                Row(table, recontact.IsOfUnresolved ? "unresolved that come back" : "answered that come back", recontact.Probability, $"{recontact.Contacts} contacts", "0.0 %");
                Row(table, "of these within an hour", recontact.WithinHourShare, "", "0.0 %");
            }
            Row(table, "daily variation, CV", queue.DailyVariation, "", "0.000");
            if (table.Rows.Count > 0)
                Screen.Show(table);
        }
        var shared = Screen.Table("teams and days", "estimate", "95 % interval", "from");
        foreach (var (team, learning) in report.Learning)
        {
            Row(shared, $"{team}, efficiency on the first day", learning.StartEfficiency, $"{learning.Contacts} contacts", "0.0 %");
            Row(shared, $"{team}, months until it is full", learning.Months, "", "0.0");
        }
        Row(shared, "daily variation that queues share, CV", report.CommonDailyVariation, "", "0.000");
        if (shared.Rows.Count > 0)
            Screen.Show(shared);
        var reasons = Screen.Table("resolution", "estimate", "95 % interval", "from");
        foreach (var reason in report.Reasons)
            Row(reasons, reason.Reason, reason.FirstContactResolution, reason.FromReturns ? $"{reason.Contacts} contacts, by returns" : $"{reason.Contacts} contacts", "0.0 %");
        if (reasons.Rows.Count > 0)
            Screen.Show(reasons);
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{report.Contacts} contacts of {report.Persons} persons from {report.First:uuuu-MM-dd} to {report.Last:uuuu-MM-dd}. Means of patience reach beyond the waits that were seen."));
        if (report.Persons == 0)
            Console.Out.WriteLine("The data do not tell who called: redials, returns and resolution cannot be estimated. Add a column 'person'.");
    }

    public static void Show(ReplayReport replay)
    {
        var table = Screen.Table($"week of {replay.Week:uuuu-MM-dd}", "figure", "actual", "simulated", "P10 – P90", "fresh by");
        foreach (var queue in replay.Queues)
            foreach (var figure in queue.Week.Concat(queue.Days))
            {
                var format = figure.Mean < 1 ? "0.000" : "0";
                table.Row(queue.Queue, figure.Name, Screen.Number(figure.Actual, format), Screen.Number(figure.Mean, format),
                    $"{Screen.Number(figure.P10, format)} – {Screen.Number(figure.P90, format)}", queue.Basis);
            }
        Screen.Show(table);
        foreach (var queue in replay.Queues)
            Console.Out.WriteLine(FormattableString.Invariant(
                $"{queue.Queue}: simulated {100 * queue.OfferedError:+0.0;-0.0} % of the week's offered contacts, {queue.Amplification:0.00} for each fresh one."));
        Console.Out.WriteLine($"{Screen.Percent(replay.InBand)} of the actual figures lie between P10 and P90 of {replay.Replications} simulated weeks.");
    }

    private static void Chats(Table table, ConcurrencyEstimate? chats)
    {
        if (chats is null)
            return;
        Row(table, "work of a chat, lognormal, s", chats.MeanSeconds, $"{chats.Chats} chats", "0.#");
        Row(table, "its CV", chats.CoefficientOfVariation, "", "0.00");
        for (var i = 0; i < chats.Stretch.Count; i++)
            Row(table, $"handle time with {i + 2} in hand, times", chats.Stretch[i], "", "0.00");
    }

    private static void Patience(Table table, QueueEstimate queue)
    {
        if (queue.Patience is not { } patience)
            return;
        Row(table, $"patience, {patience.Law}, s", patience.MeanSeconds, $"{patience.Abandoned} gave up, {patience.Censored} did not", "0.#");
        Row(table, "patience, CV", patience.CoefficientOfVariation, "", "0.00");
        Row(table, "balking", patience.Balking, "", "0.0 %");
        table.Row("wait of those who gave up, s (biased)", Screen.Number(patience.MeanOfAbandonedSeconds, "0.#"), "", "");
    }

    private static void Redial(Table table, QueueEstimate queue)
    {
        if (queue.Redial is not { } redial)
            return;
        Row(table, "redial", redial.Probability, $"{redial.Lost} lost first attempts", "0.0 %");
        Row(table, "change of channel", redial.ChannelChange, "", "0.0 %");
        Row(table, "fast redials", redial.FastShare, "", "0.0 %");
        Row(table, "their mean delay, s", redial.FastMeanSeconds, "", "0");
        Row(table, "median delay of the others, s", redial.SlowMedianSeconds, "", "0");
        Row(table, "σ of its logarithm", redial.SlowSigma, "", "0.00");
        table.Row("most attempts", redial.MaximumAttempts is { } most ? Screen.Number(most, "0") : "no end seen", "", "");
    }

    private static void Row(Table table, string figure, IntervalEstimate? estimate, string from, string format)
    {
        if (estimate is { } value)
            table.Row(figure, Screen.Number(value.Value, format), $"{Screen.Number(value.Low, format)} – {Screen.Number(value.High, format)}", from);
    }
}
