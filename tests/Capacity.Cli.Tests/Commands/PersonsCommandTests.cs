using System.Text.Json;

namespace Capacity.Cli.Tests.Commands;

public class PersonsCommandTests
{
    [Fact]
    public async Task Published_figures_and_the_model_s_stand_side_by_side()
    {
        var file = CommandLine.Temporary("totals.csv");
        await File.WriteAllTextAsync(file, "week,unique_callers,total_calls,answered\none,100,600,80\ntwo,100,700,78\nthree,,900,70\n", TestContext.Current.CancellationToken);
        var run = await CommandLine.RunAsync("persons", file, "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var rows = JsonDocument.Parse(run.Output).RootElement;
        rows[0].GetProperty("attemptsPerPerson").GetDouble().ShouldBe(6);
        rows[0].GetProperty("modeledAttemptsPerPerson").GetDouble().ShouldBe(6, 0.7);
        rows[2].GetProperty("persons").ValueKind.ShouldBe(JsonValueKind.Null);
        rows[2].GetProperty("modeledPersons").GetDouble().ShouldBe(900 / 8.0, 15);
    }

    [Fact]
    public async Task A_file_without_answers_is_refused()
    {
        var file = CommandLine.Temporary("totals.csv");
        await File.WriteAllTextAsync(file, "week,total_calls\none,600\n", TestContext.Current.CancellationToken);
        var run = await CommandLine.RunAsync("persons", file);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("answered");
    }
}
