using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Forecasting.Accuracy;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity backtest</c>: how wrong the forecast would have been.</summary>
internal sealed class BacktestCommand
{
    private readonly Argument<string> _file = new("HISTORY.csv") { Description = "Starts and counts, or a telephony export." };
    private readonly Option<long> _origins = QuantityOption.Count("--origins", "Moments, two weeks apart, from which to forecast.", 1, 100,
        9);
    private readonly Option<long> _days = QuantityOption.Count("--days", "Days forecast from each.", 1, 366, 28);
    private readonly Option<long> _interval = QuantityOption.Count("--interval",
        "Minutes of an interval; 0 keeps the history's own, at least 30.", 0, 1440, 0);
    private readonly Option<string?> _map = new("--map") { Description = "Columns by role, like start=When,count=Offered." };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new BacktestCommand().Build();

    private Command Build()
    {
        var command = new Command("backtest", "Cuts a history at origins and measures the forecast: WAPE, bias, pinball loss, coverage.")
        {
            _file, _origins, _days, _interval, _map, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetValue(_file)!;
        var history = HistoryFile.Series(file, HistoryFile.Mapping(parsed.GetValue(_map)));
        var minutes = (int)parsed.GetValue(_interval);
        if (minutes == 0)
            minutes = history.IntervalMinutes >= 30 ? history.IntervalMinutes : 30;
        if (minutes < history.IntervalMinutes || minutes % history.IntervalMinutes != 0 || 1440 % minutes != 0)
            throw new RefusedException($"{file}: counts of {history.IntervalMinutes} minutes cannot be read in intervals of {minutes}. Choose a multiple that divides a day.");
        var report = Backtest.Run(history, minutes, (int)parsed.GetValue(_origins), (int)parsed.GetValue(_days));
        if (report.Origins.Count == 0)
            throw new RefusedException($"{file}: the history is too short: five weeks before the first origin and {report.Days} days after the last are needed. Lower --days, or give a longer history.");
        if (parsed.GetValue(_json))
            JsonOutput.Print(report);
        else
            Show(report);
        return ExitCode.Done;
    }

    private static void Show(BacktestReport report)
    {
        var table = Screen.Table("forecast", "WAPE", "bias", "pinball loss", "in the 80 % band");
        foreach (var (name, figures) in new[] { ("baseline", report.Baseline), ("last week", report.SeasonalNaive),
            ("mean of six weeks", report.MeanOfSixWeeks) })
            table.Row(name, Screen.Percent(figures.Wape), Screen.Percent(figures.Bias), Screen.Percent(figures.PinballLoss ?? double.NaN),
                Screen.Percent(figures.Coverage80 ?? double.NaN));
        Screen.Show(table);
        Console.Out.WriteLine($"{report.Origins.Count} origins, {report.Days} days each, intervals of {report.IntervalMinutes} minutes.");
    }
}
