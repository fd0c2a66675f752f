using System.Text.Json;
using Capacity.Domain.Rules;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Json;

/// <summary>A scenario as JSON text, checked on reading so that what it returns can be simulated.</summary>
public static class ScenarioJson
{
    /// <summary>The scenario, or every error with line, column, reason and mend; nothing is thrown whatever the text.</summary>
    public static Parsed<Scenario> Parse(string text) => JsonText.Parse<Scenario>(text, ScenarioRules.Check);

    public static string Write(Scenario scenario) => JsonSerializer.Serialize(scenario, CapacityJson.Indented);
}
