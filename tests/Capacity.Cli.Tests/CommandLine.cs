using System.Diagnostics;
using System.Text.Json;

namespace Capacity.Cli.Tests;

/// <summary>Runs the built program as a process of its own.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task<CommandOutcome> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await Outcome(process, Longest);
    }

    /// <summary>Runs the program with one set of the processor's instructions switched off, as on a machine that lacks it.</summary>
    public static async Task<CommandOutcome> RunWithoutAsync(string instructions, params string[] arguments)
    {
        var start = StartOf(arguments);
        start.Environment[$"DOTNET_Enable{instructions}"] = "0";
        using var process = Process.Start(start)!;
        return await Outcome(process, 5 * Longest);
    }

    private static async Task<CommandOutcome> Outcome(Process process, TimeSpan longest)
    {
        using var limit = new CancellationTokenSource(longest);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new CommandOutcome(process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments) => Process.Start(StartOf(arguments))!;

    private static ProcessStartInfo StartOf(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "capacity.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("CAPACITY_KEY");
        return start;
    }

    public static string Temporary(string name) => Path.Combine(Directory.CreateTempSubdirectory("capacity-cli-").FullName, name);
}

/// <summary>What a run of the program said.</summary>
internal sealed record CommandOutcome(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public double Figure(params string[] path) => path.Aggregate(Json, (element, name) => element.GetProperty(name)).GetDouble();
}
