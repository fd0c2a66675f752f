using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.History;
using Capacity.Forecasting.Persons;
using NodaTime;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity forecast</c>: the ordinary weeks after a history.</summary>
internal sealed class ForecastCommand
{
    private readonly Argument<string> _file = new("HISTORY.csv")
    {
        Description = "Starts and counts, with or without header, or a telephony export.",
    };
    private readonly Option<LocalDate?> _until = QuantityOption.Date("--until", "Last day of the history to use. Default: all of it.");
    private readonly Option<long> _days = QuantityOption.Count("--days", "Days to forecast.", 1, 731, 28);
    private readonly Option<long> _interval = QuantityOption.Count("--interval",
        "Minutes of an interval: 5 to 1440; 0 keeps the history's own.", 0, 1440, 0);
    private readonly Option<long> _paths = QuantityOption.Count("--paths",
        "Simulated paths with correlated days from which the deciles are taken; 0 computes them.", 0, 10_000, 0);
    private readonly Option<ulong> _seed = QuantityOption.Seed();
    private readonly Option<string?> _map = new("--map")
    {
        HelpName = "ROLE=COLUMN",
        Description = "Columns by role, like start=When,count=Offered; also zone=Europe/Paris.",
    };
    private readonly Option<string?> _holidays = HolidayOption.Create();
    private readonly Option<string> _of = new("--of")
    {
        HelpName = "persons|attempts",
        Description = "persons: attempts are reduced where the history says what became of them, or who called; attempts: as they are.",
        DefaultValueFactory = _ => "persons",
    };
    private readonly Option<double?> _redial = QuantityOption.Number(
        "--redial", "Probability of another attempt after giving up, from which persons follow. Default 0.5.", 0, 1);
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new ForecastCommand().Build();

    private Command Build()
    {
        var command = new Command("forecast", "Forecasts ordinary weeks from a history: mean and deciles per interval.")
        {
            _file, _until, _days, _interval, _paths, _seed, _holidays, _of, _redial, _map, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetValue(_file)!;
        var mapping = HistoryFile.Mapping(parsed.GetValue(_map));
        var history = HistoryFile.Series(file, mapping);
        if (parsed.GetValue(_until) is { } until)
            history = history.Before(until.PlusDays(1));
        if (history.Starts.Count == 0)
            throw new RefusedException($"{file}: there is no count until {parsed.GetValue(_until):uuuu-MM-dd}. Choose a later --until.");
        var end = history.Starts[^1].Date.PlusDays(1);
        history = HistoryCleaning.Clean(Persons(parsed, history), mapping.TimeZone, mapping.Refused).Series;
        var fit = BaselineForecast.Fit(history, Interval(parsed, history), HolidayOption.Calendar(parsed.GetValue(_holidays)));
        if (!fit.IsValid)
            throw RefusedException.In(file, fit.Errors);
        var first = parsed.GetValue(_until)?.PlusDays(1) ?? end;
        var days = (int)parsed.GetValue(_days);
        var points = parsed.GetValue(_paths) is > 0 and var paths
            ? fit.Value.Simulated(first, days, (int)paths, parsed.GetValue(_seed))
            : fit.Value.Days(first, days);
        if (parsed.GetValue(_json))
            JsonOutput.Print(points);
        else
            Show(points);
        return ExitCode.Done;
    }

    /// <summary>The forecast is of persons: redials come out of the simulated service.</summary>
    private HistorySeries Persons(ParseResult parsed, HistorySeries history)
    {
        if (parsed.GetValue(_of) is not ("persons" or "attempts"))
            throw new UsageException($"--of: '{parsed.GetValue(_of)}' is neither persons nor attempts.");
        if (parsed.GetValue(_of) == "attempts")
            return history;
        var redial = parsed.GetValue(_redial);
        var law = redial is { } told ? new RedialLaw(told, told) : new RedialLaw();
        var persons = PersonHistory.Of(history, new ReturnLaws(law));
        Screen.Remark(persons.Basis switch
        {
            PersonBasis.Callers => FormattableString.Invariant($"Of persons, by unique callers: {persons.AttemptsPerPerson:0.00} attempts each."),
            PersonBasis.Outcomes => FormattableString.Invariant(
                $"Of persons, by answered, abandoned and blocked attempts, of which {law.AfterAbandonment:0%} and {law.AfterBlocking:0%} are made again: {persons.AttemptsPerPerson:0.00} attempts each."),
            _ => "The history does not say what became of its contacts: each is taken as a person.",
        });
        return persons.Series;
    }

    private int Interval(ParseResult parsed, HistorySeries history) =>
        parsed.GetValue(_interval) is > 0 and var minutes ? (int)minutes : history.IntervalMinutes;

    private static void Show(IReadOnlyList<ForecastPoint> points)
    {
        var table = Screen.Table("day", "contacts", "busiest interval", "mean there", "P10", "P90");
        foreach (var day in points.GroupBy(point => point.Start.Date))
        {
            var peak = day.MaxBy(point => point.Mean)!;
            table.Row($"{day.Key:ddd uuuu-MM-dd}", Screen.Number(day.Sum(point => point.Mean), "0"), $"{peak.Start:HH:mm}",
                Screen.Number(peak.Mean, "0.0"), Screen.Number(peak.P10, "0"), Screen.Number(peak.P90, "0"));
        }
        Screen.Show(table);
    }
}
