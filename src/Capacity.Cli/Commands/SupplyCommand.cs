using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity supply</c>: contract hours week by week, what takes them by kind, and what is left to serve contacts.</summary>
internal sealed class SupplyCommand
{
    private readonly Argument<string> _file = new("SCENARIO.json") { Description = "The scenario; 'capacity sample DIR' writes an example." };
    private readonly Option<string?> _team = new("--team") { HelpName = "TEAM", Description = "Only this team." };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new SupplyCommand().Build();

    private Command Build()
    {
        var command = new Command("supply",
            "Says week by week what becomes of contract hours: leave, training, breaks, sickness, attrition… and what is left; it adds up exactly. "
            + "People are counted once, whatever their skills: five agents with two skills are five, not ten.")
        {
            _file, _team, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var scenario = ScenarioFile.Read(parsed.GetValue(_file)!);
        var team = parsed.GetValue(_team);
        if (team is not null && scenario.Network.Teams.All(one => one.Id != team))
            throw new RefusedException($"There is no team '{team}'. Teams: {string.Join(", ", scenario.Network.Teams.Select(one => one.Id))}.");
        var all = LostHours.Of(scenario).Where(week => team is null || week.Team == team).ToList();
        Figures[] weeks = [.. all.GroupBy(week => week.Monday).OrderBy(week => week.Key).Select(week => new Figures(week.Key, LostHours.Sum(week)))];
        var total = new Figures(null, LostHours.Sum(all));
        if (parsed.GetValue(_json))
            JsonOutput.Print(new { scenario = scenario.Id, team, unit = "hours", weeks, total });
        else
            Show(weeks, total);
        return ExitCode.Done;
    }

    // Plain lines: a table of a dozen narrow columns would be broken to fit eighty characters. Kinds that take nothing have no column.
    private static void Show(Figures[] weeks, Figures total)
    {
        string[] kinds = [.. total.Lost.Keys.Where(kind => total.Lost[kind] != 0)];
        string Line(string first, IEnumerable<string> cells) => first.PadRight(10) + string.Concat(cells.Select(cell => cell.PadLeft(11)));
        Console.Out.WriteLine(Line("week", ["contract", .. kinds, "at work"]));
        foreach (var line in weeks.Append(total))
            Console.Out.WriteLine(Line(line.Start?.ToString("uuuu-MM-dd", null) ?? "all",
                [Hours(line.Contract), .. kinds.Select(kind => Hours(line.Lost[kind])), Hours(line.AtWork)]));
    }

    private static string Hours(decimal hours) => Screen.Number((double)hours, "#,0.0");

    /// <summary>One week, or all of them, in hours.</summary>
    private sealed record Figures(LocalDate? Start, decimal Contract, IReadOnlyDictionary<string, decimal> Lost, decimal AtWork)
    {
        public Figures(LocalDate? start, LostHours hours)
            : this(start, hours.Contract / 1000m,
                Enum.GetValues<SupplyLoss>().ToDictionary(loss => char.ToLowerInvariant(loss.ToString()[0]) + loss.ToString()[1..], hours.Hours), hours.AtWork / 1000m)
        {
        }
    }
}
