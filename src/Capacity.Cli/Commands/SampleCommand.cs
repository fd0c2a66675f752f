using System.CommandLine;
using System.Globalization;
using System.Text;
using Capacity.Cli.Terminal;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Domain.Schema;
using Capacity.Numerics.Randomness;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity sample</c>: the worked example as files.</summary>
internal static class SampleCommand
{
    private const int HistoryWeeks = 12;

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Directory to write into; it is created where it is missing." };
        var command = new Command("sample", "Writes the worked example: scenario.json, network.json, scenario.schema.json, history.csv.")
        {
            folder, GeneratedSampleCommand.Create(),
        };
        command.SetAction(parsed => Write(parsed.GetValue(folder)!));
        return command;
    }

    private static int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var scenario = ScenarioJson.Write(Horizons.Scenario());
        Save(folder, "scenario.json", string.Concat("{\n  \"$schema\": \"scenario.schema.json\",", scenario.AsSpan(1)));
        Save(folder, "network.json", NetworkJson.Write(Horizons.Network()));
        Save(folder, "scenario.schema.json", ScenarioSchema.Text());
        Save(folder, "history.csv", History());
        Screen.Remark($"Next: capacity simulate {Path.Combine(folder, "scenario.json")}");
        return ExitCode.Done;
    }

    private static void Save(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        Screen.Remark($"Written: {path}");
    }

    /// <summary>Half-hour counts of the example's refund line in the ordinary weeks before the crisis, drawn from its baseline.</summary>
    private static string History()
    {
        var baseline = Horizons.Scenario().Baselines.Single(one => one.Queue == "refund-voice");
        var stream = RandomStream.For(2020, 0, StreamPurpose.Volume);
        var text = new StringBuilder("start,offered\n");
        for (var date = Horizons.Start.PlusWeeks(-HistoryWeeks); date < Horizons.Start; date = date.PlusDays(1))
        {
            if (baseline.Days.FirstOrDefault(profile => profile.Day == date.DayOfWeek) is not { } day)
                continue;
            var luck = stream.NextGamma(1 / (baseline.DailyVariation * baseline.DailyVariation), 1);
            for (var half = 0; half < 2 * day.Shape.Count; half++)
            {
                var start = date.At(day.ShapeStart).PlusMinutes(30 * half);
                var mean = luck * day.Contacts * day.Shape[half / 2] / day.Shape.Sum() / 2;
                text.Append(CultureInfo.InvariantCulture, $"{start:uuuu-MM-dd' 'HH:mm},{stream.NextPoisson(mean)}\n");
            }
        }
        return text.ToString();
    }
}
