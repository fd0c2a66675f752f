namespace Capacity.Cli.Tests.Commands;

public class BenchmarkCommandTests
{
    [Fact]
    public async Task Measures_that_intervals_cover_exact_values_as_often_as_they_promise()
    {
        var outcome = await CommandLine.RunAsync("benchmark", "coverage", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        using var rows = System.Text.Json.JsonDocument.Parse(outcome.Output);
        var row = rows.RootElement.EnumerateArray().Single();
        row.GetProperty("workload").GetString().ShouldBe("coverage");
        row.GetProperty("figure").GetDouble().ShouldBeInRange(0.92, 0.985);
        var figures = row.GetProperty("details").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDouble());
        figures.Count.ShouldBe(9);
        figures.Values.Average().ShouldBe(row.GetProperty("figure").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Says_what_a_workload_costs_a_core_and_in_memory()
    {
        var outcome = await CommandLine.RunAsync("benchmark", "one-queue", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var row = outcome.Json.EnumerateArray().Single();
        // Twenty million contacts and the warm-up, by the clock of the processor.
        (row.GetProperty("figurePerCore").GetDouble() * row.GetProperty("processorSeconds").GetDouble()).ShouldBeInRange(20e6, 21e6);
        row.GetProperty("threads").GetInt32().ShouldBe(1);
        row.GetProperty("peakMegabytes").GetDouble().ShouldBeInRange(10, 500);
    }

    [Fact]
    public async Task Names_the_workloads_where_one_is_unknown()
    {
        var outcome = await CommandLine.RunAsync("benchmark", "no-such-thing");

        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("worked-example");
    }
}
