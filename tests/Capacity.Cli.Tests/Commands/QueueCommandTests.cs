namespace Capacity.Cli.Tests.Commands;

public class QueueCommandTests
{
    private static readonly string[] Overload =
        ["queue", "--arrival-rate", "600/h", "--service-time", "300s", "--patience", "180s", "--agents", "45", "--target", "20s"];

    [Fact]
    public async Task Prints_the_published_figures_of_Erlang_A()
    {
        var outcome = await CommandLine.RunAsync([.. Overload, "--method", "erlang-a", "--json"]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldBeEmpty();
        outcome.Figure("abandonmentRate").ShouldBe(0.126097616, 1e-9);
        outcome.Figure("probabilityOfWaiting").ShouldBe(0.698602639, 1e-9);
        outcome.Figure("serviceLevels", "ofOffered").ShouldBe(0.498707, 1e-6);
        outcome.Figure("averageSpeedOfAnswer").ShouldBe(22.3130, 1e-4);
    }

    [Fact]
    public async Task Prints_the_exact_figures_of_a_patience_that_is_not_exponential()
    {
        var outcome = await CommandLine.RunAsync([.. Overload, "--patience-distribution", "deterministic", "--json"]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Figure("abandonmentRate").ShouldBe(0.102123542256432, 1e-8);
        outcome.Figure("averageSpeedOfAnswer").ShouldBe(125.895960210806, 1e-6);
    }

    [Fact]
    public async Task Formula_and_simulation_agree_on_a_hyperexponential_patience()
    {
        string[] patience = ["--patience-distribution", "hyperexponential", "--patience-cv", "1.5", "--json"];
        var exact = await CommandLine.RunAsync([.. Overload, .. patience]);
        var simulated = await CommandLine.RunAsync([.. Overload, .. patience, "--method", "simulate", "--contacts", "2000000"]);
        exact.ExitCode.ShouldBe(0, exact.Error);
        simulated.Figure("abandonmentRate").ShouldBe(exact.Figure("abandonmentRate"), 3 * simulated.Figure("confidence", "abandonmentRate"));
        exact.Figure("abandonmentRate").ShouldBeGreaterThan(0.127);
    }

    [Fact]
    public async Task Finds_the_agents_for_a_patience_that_is_not_exponential()
    {
        var found = await CommandLine.RunAsync("queue", "--arrival-rate", "600/h", "--service-time", "300s", "--patience", "180s",
            "--patience-distribution", "lognormal", "--goal-service-level", "0.8", "--json");
        found.ExitCode.ShouldBe(0, found.Error);
        var agents = (int)found.Figure("agents");
        var fewer = await CommandLine.RunAsync("queue", "--arrival-rate", "600/h", "--service-time", "300s", "--patience", "180s", "--agents", $"{agents - 1}",
            "--patience-distribution", "lognormal", "--json");
        found.Figure("serviceLevel").ShouldBeGreaterThanOrEqualTo(0.8);
        fewer.Figure("serviceLevel").ShouldBeLessThan(0.8);
    }

    [Theory]
    [InlineData("exponential")]
    [InlineData("lognormal")]
    public async Task Finds_the_agents_within_a_limit_of_lines(string law)
    {
        var found = await CommandLine.RunAsync("queue", "--arrival-rate", "600/h", "--service-time", "300s", "--patience", "180s",
            "--patience-distribution", law, "--lines", "60", "--goal-service-level", "0.8", "--json");
        found.ExitCode.ShouldBe(0, found.Error);
        found.Figure("serviceLevel").ShouldBeGreaterThanOrEqualTo(0.8);
        found.Figure("blockingProbability").ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("above 1", "--patience-distribution", "hyperexponential", "--patience-cv", "0.5")]
    [InlineData("no patience", "--patience-distribution", "lognormal", "--method", "erlang-c")]
    [InlineData("exponential handle times", "--service-cv", "2", "--method", "erlang-a")]
    public async Task Says_which_laws_a_method_does_not_know(string words, params string[] options)
    {
        var outcome = await CommandLine.RunAsync([.. Overload, .. options]);
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain(words);
    }

    [Fact]
    public async Task Simulates_the_same_queue_with_honest_intervals()
    {
        var outcome = await CommandLine.RunAsync([.. Overload, "--method", "simulate", "--contacts", "2000000", "--seed", "7", "--json"]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var half = outcome.Figure("confidence", "serviceLevel");
        half.ShouldBeInRange(1e-5, 0.004);
        outcome.Figure("serviceLevel").ShouldBe(0.498707, 3 * half);
        outcome.Figure("contactsPerSecond").ShouldBeGreaterThan(100_000);
    }

    [Fact]
    public async Task Finds_the_agents_that_meet_every_goal()
    {
        var outcome = await CommandLine.RunAsync(
            "queue", "--arrival-rate", "600/h", "--service-time", "300s", "--patience", "180s", "--goal-service-level", "0.8", "--max-occupancy", "0.85", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Figure("serviceLevel").ShouldBeGreaterThanOrEqualTo(0.8);
        outcome.Figure("occupancy").ShouldBeLessThanOrEqualTo(0.85);
        outcome.Figure("agents").ShouldBe(59);
    }

    [Fact]
    public async Task Refuses_Erlang_C_at_or_above_its_load_in_words()
    {
        var outcome = await CommandLine.RunAsync("queue", "--arrival-rate", "600/h", "--service-time", "300s", "--agents", "50", "--method", "erlang-c", "--json");
        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain("50 erlangs");
        outcome.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--arrival-rate", "600", "600/h")]
    [InlineData("--agents", "0", "1")]
    public async Task Calls_a_wrong_value_wrong_usage_and_shows_a_right_one(string option, string value, string shown)
    {
        var arguments = new Dictionary<string, string> { ["--arrival-rate"] = "600/h", ["--service-time"] = "300s", ["--agents"] = "60", [option] = value };
        var outcome = await CommandLine.RunAsync(["queue", .. arguments.SelectMany(pair => new[] { pair.Key, pair.Value })]);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain(shown);
    }

    [Fact]
    public async Task Asks_for_agents_or_a_goal()
    {
        var outcome = await CommandLine.RunAsync("queue", "--arrival-rate", "600/h", "--service-time", "300s");
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("--goal-service-level");
    }
}
