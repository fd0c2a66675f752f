using Capacity.Domain.Json;
using Capacity.Domain.Samples;

namespace Capacity.Cli.Tests.Commands;

public class SupplyCommandTests
{
    private static async Task<CommandOutcome> RunAsync(params string[] options)
    {
        var file = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(file, ScenarioJson.Write(Horizons.Scenario()));
        return await CommandLine.RunAsync(["supply", file, .. options]);
    }

    [Fact]
    public async Task Every_week_and_the_total_add_up_to_the_last_digit()
    {
        var outcome = await RunAsync("--json");

        outcome.ExitCode.ShouldBe(0);
        outcome.Json.GetProperty("weeks").GetArrayLength().ShouldBe(13);
        foreach (var line in outcome.Json.GetProperty("weeks").EnumerateArray().Append(outcome.Json.GetProperty("total")))
            line.GetProperty("contract").GetDecimal().ShouldBe(
                line.GetProperty("lost").EnumerateObject().Sum(kind => kind.Value.GetDecimal()) + line.GetProperty("atWork").GetDecimal());
    }

    [Fact]
    public async Task Shows_the_kinds_that_take_something_by_week()
    {
        var outcome = await RunAsync("--team", "lille-refunds");

        outcome.ExitCode.ShouldBe(0);
        outcome.Output.ShouldContain("sickness");
        outcome.Output.ShouldNotContain("meetings");
        outcome.Output.ShouldContain("2020-03-16");
    }

    [Fact]
    public async Task A_team_that_is_not_there_is_refused_with_those_that_are()
    {
        var outcome = await RunAsync("--team", "nobody");

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("lille-refunds");
    }
}
