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
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new RefusedException($"{path}: there is no such file. Name a scenario; 'capacity sample DIR' writes an example.");
        if (file.Length > LargestBytes)
            throw new RefusedException($"{path}: the file has {file.Length / 1_000_000} MB; a scenario has at most {LargestBytes / 1_000_000}. Check the path.");
        var parsed = ScenarioJson.Parse(File.ReadAllText(path));
        return parsed.IsValid ? parsed.Value : throw RefusedException.In(path, parsed.Errors);
    }
}
