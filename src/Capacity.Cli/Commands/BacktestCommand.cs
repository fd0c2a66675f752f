using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.History;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity backtest</c>: how wrong the forecast would have been.</summary>
internal sealed class BacktestCommand
{
    private readonly Argument<string> _file = new("HISTORY.csv") { Description = "Starts and counts, or a telephony export." };
    private readonly Option<long> _origins = QuantityOption.Count("--origins", "Moments, at most, from which to forecast.", 1, 100, 9);
    private readonly Option<LocalDate?> _from = QuantityOption.Date("--from",
        "First day forecast from the first origin. Default: origins as late as the history allows.");
    private readonly Option<long> _every = QuantityOption.Count("--every", "Days between origins.", 1, 366, 14);
    private readonly Option<long> _days = QuantityOption.Count("--days", "Days forecast from each.", 1, 366, 28);
    private readonly Option<long> _interval = QuantityOption.Count("--interval",
        "Minutes of an interval; 0 keeps the history's own, at least 30.", 0, 1440, 0);
    private readonly Option<string?> _hours = new("--hours") { HelpName = "FROM-TO", Description = "Only intervals that start in these hours count, like 07:00-21:00." };
    private readonly Option<string?> _holidays = HolidayOption.Create();
    private readonly Option<bool> _byQueue = new("--by-queue") { Description = "Each queue of the file on its own." };
    private readonly Option<string?> _map = new("--map") { HelpName = "ROLE=COLUMN", Description = "Columns by role, like start=When,count=Offered." };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new BacktestCommand().Build();

    private Command Build()
    {
        var command = new Command("backtest", "Cuts a history at origins and measures the forecast: WAPE, bias, pinball loss, coverage.")
        {
            _file, _origins, _from, _every, _days, _interval, _hours, _holidays, _byQueue, _map, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetValue(_file)!;
        var mapping = HistoryFile.Mapping(parsed.GetValue(_map));
        var report = HistoryFile.Read(file, mapping);
        if (report.Series is not { } history)
            throw HistoryFile.Nothing(file, report);
        if (!parsed.GetValue(_byQueue) || report.Queues.Count < 2)
        {
            var all = Report(parsed, file, history);
            if (parsed.GetValue(_json))
                JsonOutput.Print(all);
            else
                Show(all);
            return ExitCode.Done;
        }
        var each = report.Queues.Select(queue => new
        {
            queue,
            report = Report(parsed, $"{file}, {queue}", HistoryFile.Series(file, mapping with { OnlyQueue = queue })),
        }).ToList();
        if (parsed.GetValue(_json))
            JsonOutput.Print(each);
        else
            each.ForEach(one =>
            {
                Console.Out.WriteLine(one.queue);
                Show(one.report);
            });
        return ExitCode.Done;
    }

    private BacktestReport Report(ParseResult parsed, string name, HistorySeries history)
    {
        var minutes = (int)parsed.GetValue(_interval);
        if (minutes == 0)
            minutes = history.IntervalMinutes >= 30 ? history.IntervalMinutes : 30;
        if (minutes < history.IntervalMinutes || minutes % history.IntervalMinutes != 0 || 1440 % minutes != 0)
            throw new RefusedException($"{name}: counts of {history.IntervalMinutes} minutes cannot be read in intervals of {minutes}. Choose a multiple that divides a day.");
        var (opens, closes) = Hours(parsed.GetValue(_hours));
        var report = Backtest.Run(history, new BacktestPlan
        {
            IntervalMinutes = minutes,
            Days = (int)parsed.GetValue(_days),
            Origins = (int)parsed.GetValue(_origins),
            EveryDays = (int)parsed.GetValue(_every),
            From = parsed.GetValue(_from),
            Opens = opens,
            Closes = closes,
            Holidays = HolidayOption.Calendar(parsed.GetValue(_holidays)),
        });
        return report.Origins.Count > 0 ? report
            : throw new RefusedException($"{name}: the history is too short: five weeks before the first origin and {report.Days} days after the last are needed. Lower --days, or give a longer history.");
    }

    private static (LocalTime Opens, LocalTime Closes) Hours(string? text)
    {
        if (text is null)
            return (LocalTime.Midnight, LocalTime.Midnight);
        var pattern = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");
        var parts = text.Split('-');
        if (parts.Length == 2 && pattern.Parse(parts[0]).TryGetValue(default, out var opens)
            && pattern.Parse(parts[1]).TryGetValue(default, out var closes) && opens < closes)
            return (opens, closes);
        throw new UsageException($"--hours: '{text}' is not a stretch of hours like 07:00-21:00.");
    }

    private static void Show(BacktestReport report)
    {
        var table = Screen.Table("forecast", "WAPE", "mean of origins", "bias", "pinball loss", "in the 80 % band");
        Row(table, "baseline", report.Baseline, report.MeanWape);
        Row(table, "last week", report.SeasonalNaive, report.MeanWapeOfSeasonalNaive);
        Row(table, "mean of six weeks", report.MeanOfSixWeeks, report.MeanWapeOfSixWeeks);
        foreach (var week in report.ByWeekAhead)
            Row(table, $"baseline, week {week.WeekAhead} ahead", week.Baseline, double.NaN);
        Screen.Show(table);
        Console.Out.WriteLine(
            $"{report.Origins.Count} origins from {report.Origins[0]:uuuu-MM-dd} to {report.Origins[^1]:uuuu-MM-dd}, {report.Days} days each, "
            + $"intervals of {report.IntervalMinutes} minutes.");
    }

    private static void Row(Table table, string name, ErrorFigures figures, double mean) => table.Row(
        name, Screen.Percent(figures.Wape), Screen.Percent(mean), Screen.Percent(figures.Bias),
        Screen.Percent(figures.PinballLoss ?? double.NaN), Screen.Percent(figures.Coverage80 ?? double.NaN));
}
