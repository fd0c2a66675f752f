using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Demand;
using NodaTime;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity promises</c>: the promise ledger of a scenario, and the weeks in which promises echo.</summary>
internal sealed class PromisesCommand
{
    private readonly Argument<string> _file = new("SCENARIO.json")
    {
        Description = "The scenario; 'capacity sample DIR' writes an example.",
    };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new PromisesCommand().Build();

    private Command Build()
    {
        var command = new Command("promises", "Lists what was promised, to how many, due when, and the contacts that come of it.") { _file, _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var scenario = ScenarioFile.Read(parsed.GetValue(_file)!);
        var echo = DemandEcho.Of(scenario);
        PromiseFigures[] promises = [.. PromiseLedger.Of(scenario).Select(PromiseFigures.Of)];
        EchoWeek[] weeks =
        [
            .. echo.Promises.Select((contacts, week) => new EchoWeek(echo.Start.PlusWeeks(week), echo.FirstContacts[week], contacts)),
        ];
        if (parsed.GetValue(_json))
            JsonOutput.Print(new { scenario = scenario.Id, promises, weeks });
        else
            Show(promises, weeks);
        return ExitCode.Done;
    }

    private static void Show(PromiseFigures[] promises, EchoWeek[] weeks)
    {
        var table = Screen.Table("promise", "cohort", "holders", "due", "contacts if kept", "chasers a week if late");
        foreach (var line in promises)
            table.Row(
                line.Promise, line.Cohort, Screen.Number(line.Holders, "0"), string.Join(", ", line.Due.Select(due => due.On.ToString("uuuu-MM-dd", null))),
                Screen.Number(line.ContactsWhenKept, "0"), line.ChasersLaterWeeks is { } late ? Screen.Number(late, "0") : "–");
        Screen.Show(table);
        if (weeks.MaxBy(week => week.PromiseContacts) is { PromiseContacts: > 0 } peak)
            Console.Out.WriteLine(FormattableString.Invariant($"Promises echo most in the week of {peak.Start:uuuu-MM-dd}: {peak.PromiseContacts:0} contacts."));
    }

    /// <summary>One promise; due dates exclude each other where the cohort's day is open.</summary>
    private sealed record PromiseFigures(
        string Promise, string Kind, string Cohort, double Holders, IReadOnlyList<PromiseDate> Due, double ContactsWhenKept,
        double? ChasersFirstWeek, double? ChasersLaterWeeks, string Source)
    {
        public static PromiseFigures Of(PromiseLine line) => new(
            line.Obligation.Id, line.Obligation.Kind.ToString().ToLowerInvariant(), line.Cohort.Id, line.Terms.Holders, line.Due, line.Terms.ContactsWhenKept,
            line.Late?.FirstWeek, line.Late?.LaterWeeks, line.Terms.Source);
    }

    /// <summary>Expected fresh contacts of a week: those that cohorts make of themselves, and those of promises.</summary>
    private sealed record EchoWeek(LocalDate Start, double FirstContacts, double PromiseContacts);
}
