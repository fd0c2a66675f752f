using Capacity.Cli.Terminal;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;

namespace Capacity.Cli.Files;

/// <summary>A scenario read from a file, or refused with every error in it.</summary>
internal static class ScenarioFile
{
    private const long LargestBytes = 64 * 1024 * 1024;

    public static Scenario Read(string path)
    {
        var parsed = ScenarioJson.Parse(Text(path, "Name a scenario; 'capacity sample DIR' writes an example."));
        return parsed.IsValid ? parsed.Value : throw RefusedException.In(path, parsed.Errors);
    }

    /// <summary>An opening state for a scenario; its backlogs take the place of the scenario's own.</summary>
    public static OpeningState ReadState(string path, Scenario scenario)
    {
        var parsed = OpeningStateJson.Parse(
            Text(path, "Name a state; 'capacity simulate … --out DIR' writes one."), scenario with { OpeningBacklogs = [] });
        return parsed.IsValid ? parsed.Value : throw RefusedException.In(path, parsed.Errors);
    }

    private static string Text(string path, string mend)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new RefusedException($"{path}: there is no such file. {mend}");
        if (file.Length > LargestBytes)
            throw new RefusedException($"{path}: the file has {file.Length / 1_000_000} MB; a scenario has at most {LargestBytes / 1_000_000}. Check the path.");
        return File.ReadAllText(path);
    }
}
