using System.Text.Json.Nodes;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;

namespace Capacity.Cli.Tests.Commands;

/// <summary>The figures depend on the scenario and the seed, not on what the processor can compute at once.</summary>
public sealed class InstructionSetTests
{
    /// <summary>Sets of instructions, each with the vectors that are left without it; .NET ignores a name that it does not know.</summary>
    public static TheoryData<string, int> Sets => new() { { "AVX512", 256 }, { "AVX2", 128 }, { "HWIntrinsic", 0 } };

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Switching_a_set_of_instructions_off_leaves_the_vectors_without_it(string set, int bits)
    {
        var outcome = await CommandLine.RunWithoutAsync(set, "benchmark", "one-queue", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Json.EnumerateArray().Single().GetProperty("vectorBits").GetInt32().ShouldBeLessThanOrEqualTo(bits);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task One_queue_has_the_same_figures_without_a_set_of_instructions(string set, int bits)
    {
        string[] queue = ["queue", "--arrival-rate", "600/h", "--service-time", "300s", "--service-cv", "1.5", "--patience", "180s", "--agents", "45",
            "--method", "simulate", "--contacts", "200000", "--json"];
        Figures(await CommandLine.RunWithoutAsync(set, queue)).ShouldBe(Figures(await CommandLine.RunAsync(queue)), $"{bits} bits");
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Every_contact_meets_the_same_fate_without_a_set_of_instructions(string set, int bits)
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(1)));
        string[] Simulate(string file) => ["simulate", scenario, "--replications", "1", "--json", "--events", CommandFile(scenario, file)];
        var with = await CommandLine.RunAsync(Simulate("with.csv"));
        var without = await CommandLine.RunWithoutAsync(set, Simulate("without.csv"));

        Figures(without).ShouldBe(Figures(with), $"{bits} bits");
        var contacts = await File.ReadAllLinesAsync(CommandFile(scenario, "with.csv"));
        contacts.Length.ShouldBeGreaterThan(10_000);
        (await File.ReadAllLinesAsync(CommandFile(scenario, "without.csv"))).ShouldBe(contacts);
    }

    private static string CommandFile(string beside, string name) => Path.Combine(Path.GetDirectoryName(beside)!, name);

    /// <summary>What the program printed, without how long it took.</summary>
    private static string Figures(CommandOutcome outcome)
    {
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var document = JsonNode.Parse(outcome.Output)!.AsObject();
        foreach (var name in document.Select(member => member.Key).Where(name =>
            name.Contains("elapsed", StringComparison.OrdinalIgnoreCase) || name.Contains("PerSecond", StringComparison.OrdinalIgnoreCase)).ToList())
            document.Remove(name);
        return document.ToJsonString();
    }
}
