using System.CommandLine;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Forecasting.Persons;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity persons</c>: attempts and persons of weeks or months as they were published, beside what the model makes of them.</summary>
internal sealed class PersonsCommand
{
    private readonly Argument<string> _file = new("TOTALS.csv") { Description = "Weeks or months with attempts and answered; blocked and unique callers where they are known." };
    private readonly Option<double?> _redial = QuantityOption.Number(
        "--redial", "Probability of another attempt after giving up. Default: the one under which the other rows' persons come out, else 0.5.", 0, 1);
    private readonly Option<double?> _blocked = QuantityOption.Number("--redial-blocked", "The same after a busy line. Default: --redial, else 0.8.", 0, 1);
    private readonly Option<long> _most = QuantityOption.Count("--most-attempts", "Attempts of one person at most.", 1, 1000, 100);
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new PersonsCommand().Build();

    private Command Build()
    {
        var command = new Command("persons", "Reduces published attempts to persons, and shows the model's figures beside the published ones.") { _file, _redial, _blocked, _most, _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetValue(_file)!;
        if (!File.Exists(file))
            throw new RefusedException($"{file}: there is no such file. Name a file of totals (CSV) with attempts and answered.");
        using var stream = File.OpenRead(file);
        var rows = PublishedTotals.Read(stream);
        if (rows.Count == 0)
            throw new RefusedException($"{file}: no row has both attempts and answered. Name the columns attempts (or calls) and answered.");
        var most = (int)parsed.GetValue(_most);
        var figures = rows.Select(row => Figures(row, Law(parsed, rows, row, most))).ToList();
        if (parsed.GetValue(_json))
            JsonOutput.Print(figures);
        else
            Show(figures);
        return ExitCode.Done;
    }

    /// <summary>The law given, else the one that the other rows of the file tell: no row is explained by itself.</summary>
    private RedialLaw Law(ParseResult parsed, IReadOnlyList<PublishedTotals> rows, PublishedTotals row, int most)
    {
        var others = rows.Where(other => other != row && !double.IsNaN(other.Persons)).Select(other => other.RedialProbability(most)).Order().ToList();
        var told = parsed.GetValue(_redial) ?? (others.Count > 0 ? others[others.Count / 2] : (double?)null);
        return new RedialLaw(told ?? 0.5, parsed.GetValue(_blocked) ?? told ?? 0.8, MostAttempts: most);
    }

    private static PersonFigures Figures(PublishedTotals row, RedialLaw law)
    {
        var modeled = row.Modeled(law);
        return new PersonFigures(
            row.Period, row.Attempts, row.Answered, row.Persons, row.AttemptsPerPerson, row.AnsweredShareOfAttempts, row.AnsweredShareOfPersons,
            law.AfterAbandonment, law.AfterBlocking, row.Attempts / modeled, modeled, row.AnsweredShareOfAttempts * modeled);
    }

    private static void Show(List<PersonFigures> figures)
    {
        var table = Screen.Table("period", "attempts a person: published", "model", "answered of attempts", "of persons: published", "model", "redial");
        foreach (var row in figures)
            table.Row(row.Period, Screen.Number(row.AttemptsPerPerson), Screen.Number(row.ModeledAttemptsPerPerson), Screen.Percent(row.AnsweredShareOfAttempts),
                Screen.Percent(row.AnsweredShareOfPersons), Screen.Percent(row.ModeledAnsweredShareOfPersons), Screen.Percent(row.RedialAfterAbandonment));
        Screen.Show(table);
    }

    /// <summary>Published figures of one row beside the model's; absent ones are null.</summary>
    private sealed record PersonFigures(
        string Period, double Attempts, double Answered, double Persons, double AttemptsPerPerson, double AnsweredShareOfAttempts, double AnsweredShareOfPersons,
        double RedialAfterAbandonment, double RedialAfterBlocking, double ModeledPersons, double ModeledAttemptsPerPerson, double ModeledAnsweredShareOfPersons);
}
