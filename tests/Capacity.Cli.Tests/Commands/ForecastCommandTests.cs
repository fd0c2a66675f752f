using System.Text;
using System.Text.Json;

namespace Capacity.Cli.Tests.Commands;

public class ForecastCommandTests
{
    /// <summary>Five weeks of hours in which half of the calls is abandoned, and half of these calls again.</summary>
    private static async Task<string> History()
    {
        var text = new StringBuilder("start,offered,answered,abandoned\n");
        for (var day = new DateTime(2020, 1, 6); day < new DateTime(2020, 2, 10); day = day.AddDays(1))
            for (var hour = 8; hour < 20; hour++)
                text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{day.AddHours(hour):yyyy-MM-dd HH:mm},{100 + hour % 3},50,{50 + hour % 3}");
        var file = CommandLine.Temporary("history.csv");
        await File.WriteAllTextAsync(file, text.ToString(), TestContext.Current.CancellationToken);
        return file;
    }

    private static double Total(string json) => JsonDocument.Parse(json).RootElement.EnumerateArray().Sum(point => point.GetProperty("mean").GetDouble());

    [Fact]
    public async Task Is_of_persons_where_the_history_says_what_became_of_the_attempts()
    {
        var file = await History();
        var attempts = Total((await CommandLine.RunAsync("forecast", file, "--of", "attempts", "--days", "7", "--json")).Output);
        var persons = await CommandLine.RunAsync("forecast", file, "--days", "7", "--json");
        persons.Error.ShouldContain("Of persons");
        (attempts / Total(persons.Output)).ShouldBe(1 / (1 - 0.505 * 0.5), 0.1);
    }

    [Fact]
    public async Task Asks_of_what_where_neither_is_meant() => (await CommandLine.RunAsync("forecast", await History(), "--of", "calls")).ExitCode.ShouldBe(2);
}
