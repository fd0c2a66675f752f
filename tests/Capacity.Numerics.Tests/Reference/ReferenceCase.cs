using System.Text.Json;

namespace Capacity.Numerics.Tests.Reference;

/// <summary>One case of the shared file of exact, published or independently computed values.</summary>
public sealed class ReferenceCase(JsonElement json)
{
    static readonly Lazy<Dictionary<string, ReferenceCase>?> File = new(Load);

    /// <summary>Every case by id, or null where the shared data are not on this machine.</summary>
    public static IReadOnlyDictionary<string, ReferenceCase>? All => File.Value;

    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Method { get; } = json.GetProperty("method").GetString()!;

    public JsonElement Inputs { get; } = json.GetProperty("inputs");

    public JsonElement Expected { get; } = json.GetProperty("expected");

    /// <summary>The case, or a skip (a failure where everything is required) when the shared data are absent.</summary>
    public static ReferenceCase Find(string id)
    {
        if (All is not null) return All[id];
        if (Environment.GetEnvironmentVariable("CAPACITY_REQUIRE_ALL") == "1")
            throw new FileNotFoundException("reference_cases.json is required and was not found above the tests.");
        Assert.Skip("The shared reference cases are not on this machine.");
        throw new InvalidOperationException();
    }

    public double Number(string name) => Inputs.GetProperty(name).GetDouble();

    public int Count(string name) => Inputs.GetProperty(name).GetInt32();

    public string Text(string name) => Inputs.GetProperty(name).GetString()!;

    public bool Has(string name) => Inputs.TryGetProperty(name, out _);

    public double[] Numbers(string name) => [.. Inputs.GetProperty(name).EnumerateArray().Select(item => item.GetDouble())];

    /// <summary>Absolute tolerance of a figure: relative to its value, absolute below 1e-6, or stated for the figure itself.</summary>
    public double ToleranceOf(string metric, double expected)
    {
        var tolerance = json.GetProperty("tolerance");
        if (tolerance.ValueKind == JsonValueKind.Object) return tolerance.GetProperty(metric).GetDouble();
        return tolerance.GetDouble() * (Math.Abs(expected) < 1e-6 ? 1.0 : Math.Abs(expected));
    }

    /// <summary>Checks every figure the case expects; a figure the method does not give is a failure.</summary>
    public void Check(Dictionary<string, double> actual)
    {
        foreach (var metric in Expected.EnumerateObject())
        {
            actual.ShouldContainKey(metric.Name, $"case {Id}");
            var expected = metric.Value.GetDouble();
            actual[metric.Name].ShouldBe(expected, ToleranceOf(metric.Name, expected), $"case {Id}, {metric.Name}");
        }
    }

    static Dictionary<string, ReferenceCase>? Load()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "..", "shared", "data", "reference_cases.json");
            if (!System.IO.File.Exists(path)) continue;
            using var document = JsonDocument.Parse(System.IO.File.ReadAllText(path));
            return document.RootElement.GetProperty("cases").EnumerateArray()
                .Select(item => new ReferenceCase(item.Clone())).ToDictionary(item => item.Id);
        }

        return null;
    }
}
