using System.Text.Json.Nodes;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Domain.Schema;
using Capacity.Domain.Tests.Rules;

namespace Capacity.Domain.Tests.Schema;

public class ScenarioSchemaTests
{
    private static readonly JsonNode Root = JsonNode.Parse(ScenarioSchema.Text())!;

    public static TheoryData<string, string> Examples => new()
    {
        { "the worked example", ScenarioJson.Write(Horizons.Scenario()) },
        { "the worked example to the end of its vouchers", ScenarioJson.Write(Horizons.Scenario(110)) },
        { "the worked example with every optional part", ScenarioJson.Write(Mutation.Whole) },
        { "a generated operation", ScenarioJson.Write(GeneratedNetwork.Scenario(new GeneratedNetworkOptions { Queues = 8, Weeks = 4 })) },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Accepts_every_example_which_reads_and_writes_back_without_loss(string name, string json)
    {
        Errors(json).ShouldBeEmpty(name);
        ScenarioJson.Write(ScenarioJson.Parse(json).Value.ShouldNotBeNull(name)).ShouldBe(json);
    }

    [Theory]
    [InlineData("/weeks", "1.5")]
    [InlineData("/network/queues/0/channel", "\"fax\"")]
    [InlineData("/network/teams/0/headcounts", "3")]
    [InlineData("/baselines/0/days/0/shapeStart", "\"25:00\"")]
    [InlineData("/levers/0/kind", "\"overtimes\"")]
    [InlineData("/start", "(remove)")]
    public void Refuses_what_the_reader_refuses(string pointer, string json) => Errors(Mutation.Of(pointer, json)).ShouldNotBeEmpty();

    [Fact]
    public void Is_draft_2020_12_and_describes_every_property()
    {
        Root["$schema"]!.GetValue<string>().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        Undescribed(Root.AsObject(), "").ShouldBeEmpty();
    }

    [Fact]
    public void Tells_the_unit_of_every_number() =>
        Unitless(Root.AsObject(), "").Distinct().ShouldBeEmpty("name the unit in the property, or add its name to SchemaFigure");

    [Theory]
    [InlineData("suppressions", "deferredShare", "share 0–1", "FIELD grade A")]
    [InlineData("suppressions", "releaseMeanDays", "days", "FIELD grade A")]
    [InlineData("announcements", "probability", "share 0–1", null)]
    public void Tells_unit_and_source_of_a_default(string list, string name, string unit, string? source)
    {
        var property = Root["properties"]![list]!["items"]!["properties"]![name]!;
        property["x-unit"]!.GetValue<string>().ShouldBe(unit);
        (property["x-source"]?.GetValue<string>() ?? "").ShouldContain(source ?? "");
    }

    [Fact]
    public void Gives_the_defaults_of_the_types()
    {
        Root["properties"]!["intervalMinutes"]!["default"]!.GetValue<int>().ShouldBe(30);
        Root["properties"]!["network"]!["properties"]!["teams"]!["items"]!["properties"]!["occupancyCeiling"]!["default"]!.GetValue<double>().ShouldBe(0.85);
    }

    [Fact]
    public void Is_the_approved_text()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Capacity.sln")))
            folder = folder.Parent;
        var approved = Path.Combine(folder!.FullName, "tests", "Capacity.Domain.Tests", "Schema", "scenario.schema.approved.json");
        var text = ScenarioSchema.Text();
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text)
            return;
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "scenario.schema.received.json"), text);
        Assert.Fail($"The schema has changed. If it is meant, copy {AppContext.BaseDirectory}scenario.schema.received.json over {approved}.");
    }

    private static List<string> Errors(string json)
    {
        var check = new SchemaCheck(Root);
        check.Check(JsonNode.Parse(json), Root, "");
        return check.Errors;
    }

    private static IEnumerable<string> Unitless(JsonObject schema, string at)
    {
        var types = schema["type"] is JsonArray several ? several.Select(type => type!.GetValue<string>()) : [schema["type"]?.ToString() ?? ""];
        if (at.Length > 0 && !at.EndsWith('*') && types.Any(type => type is "number" or "integer") && schema["x-unit"] is null)
            yield return at;
        var inside = (schema["properties"] as JsonObject ?? []).Select(member => (member.Value, At: $"{at}/{member.Key}"))
            .Append((schema["items"], $"{at}/*"))
            .Concat((schema["anyOf"] as JsonArray ?? []).Select(part => (part, at)));
        foreach (var unitless in inside.Where(part => part.Item1 is JsonObject).SelectMany(part => Unitless(part.Item1!.AsObject(), part.Item2)))
            yield return unitless;
    }

    private static IEnumerable<string> Undescribed(JsonObject schema, string at)
    {
        foreach (var (name, rule) in schema["properties"] as JsonObject ?? [])
        {
            if (rule!["description"] is null && rule["const"] is null)
                yield return $"{at}/{name}";
            foreach (var inner in Undescribed(rule.AsObject(), $"{at}/{name}"))
                yield return inner;
        }
        var parts = (schema["anyOf"] as JsonArray ?? []).Append(schema["items"]).OfType<JsonObject>();
        foreach (var inner in parts.SelectMany(part => Undescribed(part, at)))
            yield return inner;
    }
}
