using System.Globalization;
using Spectre.Console;

namespace Capacity.Cli.Terminal;

/// <summary>What a person sees: tables on standard output, progress and remarks on standard error.</summary>
internal static class Screen
{
    private const int WidthOfFiles = 240;

    private static readonly IAnsiConsole Messages = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static void Remark(string text) => Console.Error.WriteLine(text);

    /// <summary>Writes a table: in a terminal as wide as that is, into a file or a pipe, which has no width, without wrapping.</summary>
    public static void Show(Table table)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFiles;
        AnsiConsole.Write(table);
    }

    /// <summary>A table whose rows are told apart by their first cell, which stays on one line.</summary>
    /// <param name="columns">Headings; a line break in one is kept.</param>
    public static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)) { NoWrap = table.Columns.Count == 0, Padding = new Padding(0, 0, 1, 0) });
        return table;
    }

    public static void Row(this Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => Markup.Escape(cell))]);

    public static string Percent(double share) => double.IsNaN(share) ? "–" : share.ToString("0.0 %", CultureInfo.InvariantCulture);

    public static string Number(double value, string format = "0.##") =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    /// <summary>A duration in seconds below two minutes, then in minutes, hours and from two days on in days.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        double.NaN => "–",
        < 120 => FormattableString.Invariant($"{seconds:0} s"),
        < 7200 => FormattableString.Invariant($"{seconds / 60:0} min"),
        < 2 * 86_400 => FormattableString.Invariant($"{seconds / 3600:0} h"),
        _ => FormattableString.Invariant($"{seconds / 86_400:0.0} d"),
    };

    /// <summary>Runs work with a progress bar on standard error, where that is a terminal.</summary>
    public static async Task<T> WithProgress<T>(string title, Func<IProgress<(double Share, string Text)>, T> work)
    {
        if (Console.IsErrorRedirected)
            return await Task.Run(() => work(new Silence()));
        return await Messages.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
                return await Task.Run(() => work(new Bar(bar, title)));
            });
    }

    private sealed class Silence : IProgress<(double Share, string Text)>
    {
        public void Report((double Share, string Text) value)
        {
        }
    }

    private sealed class Bar(ProgressTask task, string title) : IProgress<(double Share, string Text)>
    {
        public void Report((double Share, string Text) value)
        {
            task.Description = Markup.Escape($"{title} {value.Text}");
            task.Value = value.Share;
        }
    }
}
