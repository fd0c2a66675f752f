using System.Text.Json;
using Capacity.Domain.Rules;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Json;

/// <summary>An opening state as JSON text of its own, checked against the scenario that is to begin with it.</summary>
public static class OpeningStateJson
{
    /// <summary>The state, or every error with line, column, reason and mend.</summary>
    public static Parsed<OpeningState> Parse(string text, Scenario scenario) =>
        JsonText.Parse<OpeningState>(text, state => OpeningStateRules.Check(state, scenario));

    public static string Write(OpeningState state) => JsonSerializer.Serialize(state, CapacityJson.Indented);
}
