using System.CommandLine;
using System.CommandLine.Parsing;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Surges;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity surge</c>: a crisis' wave fitted from daily counts, and the rest of it.</summary>
internal sealed class SurgeCommand
{
    private readonly Argument<string> _file = new("DAILY.csv") { Description = "Days and counts; finer counts are added up." };
    private readonly Option<LocalDate?> _until = QuantityOption.Date("--until", "Last day of the counts to use. Default: all of them.");
    private readonly Option<long> _days = QuantityOption.Count("--days", "Days to forecast.", 1, 366, 30);
    private readonly Option<LocalDate[]> _announcements = new("--announcement")
    {
        HelpName = "YYYY-MM-DD",
        Description = "Day of an announcement, past or to come; may be given several times.",
        CustomParser = result => [.. result.Tokens.Select(token => Day(result, token.Value))],
    };
    private readonly Option<string?> _split = new("--split") { HelpName = "COLUMN", Description = "Column of a second line: its share now and at the end." };
    private readonly Option<string?> _cohort = new("--cohort") { HelpName = "NAME", Description = "Print the wave as a cohort of this name for a scenario file." };
    private readonly Option<string> _queue = new("--queue") { HelpName = "QUEUE", Description = "The cohort's queue.", DefaultValueFactory = _ => "queue" };
    private readonly Option<string> _reason = new("--reason") { HelpName = "REASON", Description = "The cohort's reason.", DefaultValueFactory = _ => "surge" };
    private readonly Option<double?> _ordinary = QuantityOption.Number("--ordinary",
        "Contacts of an ordinary day, not part of the cohort. Default: the median before the wave, 0 where the file begins with it.", 0, 1e9);
    private readonly Option<bool> _shape = new("--shape") { Description = "With --json: print the fitted shape instead of the forecast." };
    private readonly Option<bool> _backtest = new("--backtest")
    {
        Description = "Forecast from 10, 20, 30 and 45 days into the wave instead, and meet what came.",
    };
    private readonly Option<ulong> _seed = QuantityOption.Seed();
    private readonly Option<string?> _map = new("--map") { HelpName = "ROLE=COLUMN", Description = "Columns by role, like start=Day,count=Calls." };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new SurgeCommand().Build();

    private Command Build()
    {
        var command = new Command("surge", "Fits a wave from its first days: suppression, spike, half-life, second wave, and the days to come.")
        {
            _file, _until, _days, _announcements, _split, _cohort, _queue, _reason, _ordinary, _shape, _backtest, _seed, _map, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var counts = Counts(parsed, parsed.GetValue(_map));
        var days = (int)parsed.GetValue(_days);
        if (parsed.GetValue(_backtest))
            return Backtest(parsed, counts, days);
        var announcements = parsed.GetValue(_announcements) ?? [];
        var fit = SurgeFit.Of(counts, announcements);
        if (!fit.IsValid)
            throw RefusedException.In(parsed.GetValue(_file)!, fit.Errors);
        var shape = SurgeShape.Of(fit.Value, announcements.Length > 0 ? announcements.Min() : null, days, parsed.GetValue(_seed));
        var split = parsed.GetValue(_split) is { } column ? ChannelSplit.Of(counts, Counts(parsed, $"count={column}"), days) : null;
        if (parsed.GetValue(_cohort) is { } name)
            Cohort(parsed, fit.Value, shape, days, name);
        else if (!parsed.GetValue(_json))
            SurgeScreen.Show(shape, split, fit.Value.Forecast(days));
        else if (parsed.GetValue(_shape))
            JsonOutput.Print(new { shape, split });
        else
            JsonOutput.Print(fit.Value.Forecast(days));
        return ExitCode.Done;
    }

    private DailyCounts Counts(ParseResult parsed, string? map)
    {
        var file = parsed.GetValue(_file)!;
        var counts = DailyCounts.Of(HistoryFile.Series(file, HistoryFile.Mapping(map)));
        if (parsed.GetValue(_until) is not { } until)
            return counts;
        var past = counts.Until(until);
        return past.Dates.Count > 0 ? past
            : throw new RefusedException($"{file}: there is no count until {until:uuuu-MM-dd}. Choose a later --until.");
    }

    private void Cohort(ParseResult parsed, SurgeFit fit, SurgeShape shape, int days, string name)
    {
        if (!Slug.IsValid(name))
            throw new UsageException($"--cohort: '{name}' is not an identifier. Use lower-case letters, digits and hyphens, like lockdown-wave.");
        if (!shape.IsWave)
            throw new RefusedException(
                $"{parsed.GetValue(_file)}: no day is above twice the median day, so there is no wave to make a cohort of. "
                + "Give the --announcement that changed the level, or use capacity forecast.");
        var cohort = SurgeCohort.From(
            fit, days, parsed.GetValue(_ordinary) ?? shape.Ordinary ?? 0, name, parsed.GetValue(_queue)!, parsed.GetValue(_reason)!);
        JsonOutput.Print(cohort);
    }

    private int Backtest(ParseResult parsed, DailyCounts counts, int days)
    {
        var errors = SurgeBacktest.Run(counts, days);
        if (errors.Days == 0)
            throw new RefusedException($"{parsed.GetValue(_file)}: the wave is younger than {SurgeBacktest.Ages[0] + days} days. Lower --days, or give a longer file.");
        if (parsed.GetValue(_json))
            JsonOutput.Print(errors);
        else
            SurgeScreen.Show(errors);
        return ExitCode.Done;
    }

    private static LocalDate Day(ArgumentResult result, string text)
    {
        if (!LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date))
            result.AddError($"--announcement: '{text}' is not a date like 2020-03-20.");
        return date;
    }
}
