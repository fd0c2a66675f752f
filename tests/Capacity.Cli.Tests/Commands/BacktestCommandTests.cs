using System.Globalization;

namespace Capacity.Cli.Tests.Commands;

public class BacktestCommandTests
{
    [Fact]
    public async Task Takes_the_origins_asked_for()
    {
        var outcome = await CommandLine.RunAsync(
            "backtest", await WeeksAsync(), "--from", "2020-03-02", "--every", "7", "--origins", "3", "--days", "14", "--hours", "09:00-17:00", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Json.GetProperty("origins").EnumerateArray().Select(day => day.GetString()).ShouldBe(["2020-03-02", "2020-03-09", "2020-03-16"]);
        outcome.Json.GetProperty("byWeekAhead").GetArrayLength().ShouldBe(2);
        outcome.Json.GetProperty("meanWape").GetDouble().ShouldBeLessThan(0.05);
    }

    [Fact]
    public async Task Measures_each_queue_on_its_own()
    {
        var file = CommandLine.Temporary("queues.csv");
        var rows = (await File.ReadAllLinesAsync(await WeeksAsync())).Skip(1).ToList();
        await File.WriteAllLinesAsync(file, ["start,count,queue", .. rows.Select(row => row + ",sales"), .. rows.Select(row => row + "0,claims")]);
        var outcome = await CommandLine.RunAsync("backtest", file, "--by-queue", "--origins", "2", "--days", "7", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Json.EnumerateArray().Select(one => one.GetProperty("queue").GetString()).ShouldBe(["claims", "sales"]);
        outcome.Json.EnumerateArray().ShouldAllBe(one => one.GetProperty("report").GetProperty("meanWape").GetDouble() < 0.05);
    }

    [Theory]
    [InlineData("--hours", "9 to 5")]
    [InlineData("--holidays", "mars")]
    public async Task Refuses_an_option_that_it_does_not_know(string option, string value)
    {
        var outcome = await CommandLine.RunAsync("backtest", await WeeksAsync(), option, value);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain(value);
    }

    /// <summary>Hours from 8:00 to 18:00 of 26 weeks from 6 January 2020, more on Mondays.</summary>
    private static async Task<string> WeeksAsync()
    {
        var file = CommandLine.Temporary("hours.csv");
        var hours = Enumerable.Range(0, 26 * 7).SelectMany(day => Enumerable.Range(8, 10).Select(hour => new DateTime(2020, 1, 6, hour, 0, 0).AddDays(day)));
        await File.WriteAllLinesAsync(file, [
            "start,count",
            .. hours.Select(hour => string.Create(CultureInfo.InvariantCulture, $"{hour:yyyy-MM-dd HH:mm},{(hour.DayOfWeek == DayOfWeek.Monday ? 150 : 100)}"))]);
        return file;
    }
}
