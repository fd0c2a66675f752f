using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Domain.Tests.Rules;

namespace Capacity.Domain.Tests.Json;

public class ScenarioJsonTests
{
    [Fact]
    public void Reads_back_what_it_wrote_without_loss()
    {
        var text = ScenarioJson.Write(Mutation.Whole);
        var parsed = ScenarioJson.Parse(text);
        parsed.Errors.ShouldBeEmpty();
        ScenarioJson.Write(parsed.Value!).ShouldBe(text);
    }

    [Fact]
    public void Reads_a_network_alone() => NetworkJson.Parse(NetworkJson.Write(Horizons.Network())).Value!.Teams.Count.ShouldBe(8);

    [Fact]
    public void Allows_comments_trailing_commas_and_a_schema_reference()
    {
        var text = ScenarioJson.Write(Horizons.Scenario()).TrimEnd()[1..];
        ScenarioJson.Parse("\uFEFF{ // ours\n \"$schema\": \"scenario.schema.json\", " + text).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("null", 1, 1)]
    [InlineData("[]", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"id\": \"é\", \"é\": 3 oops }", 2, 21)]
    [InlineData("{\n  \"weeks\": \"x\" }", 2, 12)]
    [InlineData("{ \"id\": \"\\uD800\" }", 1, 9)]
    [InlineData("{ \"weeks\": 3, \"weeks\": 4 }", 1, 15)]
    [InlineData("{ \"start\": \"2020-13-01\" }", 1, 12)]
    [InlineData("{ \"network\": null }", 1, 14)]
    [InlineData("{ \"levers\": [ null ] }", 1, 15)]
    [InlineData("{ \"levers\": [ { \"kind\": \"overtme\" } ] }", 1, 25)]
    [InlineData("{ \"calibrated\": 1 }", 1, 17)]
    public void Says_where_the_text_is_broken(string text, int line, int column)
    {
        var parsed = ScenarioJson.Parse(text);
        parsed.Value.ShouldBeNull();
        (parsed.Errors[0].Line, parsed.Errors[0].Column).ShouldBe((line, column));
    }

    [Fact]
    public void Suggests_the_nearest_property() =>
        ScenarioJson.Parse("{ \"wekes\": 3 }").Errors[0].ToString().ShouldBe("line 1, column 12 (/wekes): 'wekes' is not a property here. Did you mean 'weeks'?");

    [Fact]
    public void Lists_the_kinds_of_levers() =>
        ScenarioJson.Parse("{ \"levers\": [ {} ] }").Errors[0].Mend.ShouldContain("overtime, redeployment, callback, deflection");

    [Fact]
    public void Reports_every_error_of_a_file_at_once() =>
        ScenarioJson.Parse("{ \"weeks\": 0.5, \"start\": 3, \"network\": { \"queues\": [ { \"channel\": \"fax\" } ] } }").Errors.Select(e => e.Path)
            .ShouldBe(["/weeks", "/start", "/network/queues/0/channel"]);

    [Fact]
    public void Never_throws_whatever_is_cut_off_or_overwritten()
    {
        var text = ScenarioJson.Write(Horizons.Scenario());
        foreach (var at in Enumerable.Range(0, 40).Select(i => i * text.Length / 40))
        {
            ScenarioJson.Parse(text[..at]).IsValid.ShouldBeFalse();
            foreach (var junk in new[] { "\"", "}", "[", "null" })
                Should.NotThrow(() => ScenarioJson.Parse(text[..at] + junk + text[Math.Min(text.Length, at + 1)..]));
        }
    }

    [Fact]
    public void Refuses_nesting_without_end() => ScenarioJson.Parse(new string('[', 100_000)).IsValid.ShouldBeFalse();
}
