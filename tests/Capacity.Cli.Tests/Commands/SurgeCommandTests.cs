using System.Globalization;

namespace Capacity.Cli.Tests.Commands;

public class SurgeCommandTests
{
    [Fact]
    public async Task Prints_each_day_to_come_with_its_deciles()
    {
        var outcome = await CommandLine.RunAsync("surge", await WaveAsync(), "--until", "2020-04-15", "--days", "3", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var points = outcome.Json.EnumerateArray().ToList();
        points.Select(point => point.GetProperty("date").GetString()).ShouldBe(["2020-04-16", "2020-04-17", "2020-04-18"]);
        points.ShouldAllBe(point => point.GetProperty("p10").GetDouble() < point.GetProperty("p50").GetDouble()
            && point.GetProperty("p50").GetDouble() < point.GetProperty("p90").GetDouble() && point.GetProperty("mean").GetDouble() > 0);
    }

    [Fact]
    public async Task Prints_the_shape_with_its_half_life()
    {
        var outcome = await CommandLine.RunAsync("surge", await WaveAsync(), "--json", "--shape", "--announcement", "2020-04-07");
        outcome.Json.GetProperty("shape").GetProperty("halfLifeDays").GetDouble().ShouldBe(14, 6);
    }

    [Fact]
    public async Task Prints_the_wave_as_a_cohort()
    {
        var outcome = await CommandLine.RunAsync("surge", await WaveAsync(), "--cohort", "lockdown", "--queue", "voice", "--reason", "refund");
        outcome.Json.GetProperty("id").GetString().ShouldBe("lockdown");
        outcome.Json.GetProperty("contacts")[0].GetProperty("queue").GetString().ShouldBe("voice");
        outcome.Json.GetProperty("delay").GetProperty("tailMedianDays").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Meets_what_came_after_forecasts_made_before()
    {
        var outcome = await CommandLine.RunAsync("surge", await WaveAsync(), "--backtest", "--days", "10", "--json");
        outcome.Json.GetProperty("days").GetInt32().ShouldBe(40);
    }

    [Theory]
    [InlineData("--until", "2020-01-01", 1)]
    [InlineData("--announcement", "soon", 2)]
    [InlineData("--cohort", "No Name", 2)]
    public async Task Refuses_what_it_cannot_use(string option, string value, int code)
    {
        var outcome = await CommandLine.RunAsync("surge", await WaveAsync(), option, value);
        outcome.ExitCode.ShouldBe(code);
        outcome.Error.ShouldContain(code == 1 ? "Choose a later --until" : value);
    }

    /// <summary>Sixty days from 16 March 2020: 1,000 contacts that halve every 14 days.</summary>
    private static async Task<string> WaveAsync()
    {
        var file = CommandLine.Temporary("daily.csv");
        await File.WriteAllLinesAsync(file, [
            "date,calls",
            .. Enumerable.Range(0, 60).Select(day => string.Create(CultureInfo.InvariantCulture,
                $"{new DateOnly(2020, 3, 16).AddDays(day):yyyy-MM-dd},{1000 * Math.Pow(0.5, day / 14.0):0}"))]);
        return file;
    }
}
