using Capacity.Domain.Demand;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;

namespace Capacity.Cli.Tests.Commands;

public sealed class PromisesCommandTests
{
    private static async Task<CommandOutcome> RunAsync(params string[] options)
    {
        var file = CommandLine.Temporary("scenario.json");
        var cancelled = Horizons.Scenario() with { Obligations = [new Obligation { Id = "voucher", Kind = ObligationKind.Voucher, Cohort = "cancelled-march" }] };
        await File.WriteAllTextAsync(file, ScenarioJson.Write(cancelled));
        return await CommandLine.RunAsync(["promises", file, .. options]);
    }

    [Fact]
    public async Task Tells_when_a_voucher_falls_due_and_echoes_of_which_only_the_kind_was_typed()
    {
        var outcome = await RunAsync("--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var promise = outcome.Json.GetProperty("promises")[0];
        promise.GetProperty("due")[0].GetProperty("on").GetString().ShouldBe("2021-09-16");
        promise.GetProperty("contactsWhenKept").GetDouble().ShouldBe(48_000 * 0.45, 1e-6);
        outcome.Json.GetProperty("weeks").EnumerateArray().MaxBy(week => week.GetProperty("promiseContacts").GetDouble())
            .GetProperty("start").GetString()!.ShouldStartWith("2021-09");
    }

    [Fact]
    public async Task Says_the_week_of_the_echo_on_the_screen() => (await RunAsync()).Output.ShouldContain("Promises echo most in the week of 2021-09");
}
