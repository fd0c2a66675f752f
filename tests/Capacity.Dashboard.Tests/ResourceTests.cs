using System.Text.RegularExpressions;
using System.Xml.Linq;
using Capacity.Domain.Scores;

namespace Capacity.Dashboard.Tests;

/// <summary>Every text exists in French and in English, with the same places for figures.</summary>
public class ResourceTests
{
    internal static readonly string Dashboard = Path.Combine(Root(), "dashboard");

    public static TheoryData<string> Files =>
        [.. Sheets().Select(path => Path.GetRelativePath(Dashboard, path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_say_the_same_things(string file)
    {
        Dictionary<string, string> english = Read(Path.Combine(Dashboard, file));
        Dictionary<string, string> french = Read(Path.Combine(Dashboard, Path.ChangeExtension(file, ".fr.resx")));
        french.Keys.ShouldBe(english.Keys, ignoreOrder: true);
        foreach ((string key, string text) in english) Places(french[key]).ShouldBe(Places(text), $"{file}: {key}");
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_by_a_fixed_key_exists()
    {
        List<string> missing = [];
        foreach (string sheet in Sheets())
        {
            string name = Path.ChangeExtension(sheet, null);
            HashSet<string> known = [.. Read(sheet).Keys];
            foreach (string source in (string[])[name + ".razor", name + ".razor.cs"])
            {
                if (!File.Exists(source)) continue;
                missing.AddRange(Regex.Matches(File.ReadAllText(source), "Text\\[\"([^\"]+)\"[\\],]")
                    .Select(match => match.Groups[1].Value).Where(key => !known.Contains(key)).Select(key => $"{Path.GetFileName(source)}: {key}"));
            }
        }

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_component_of_the_two_sides_has_its_name()
    {
        Dictionary<string, string> known = Read(Path.Combine(Dashboard, "Scenarios", "SidesCard.resx"));
        typeof(ScoreScales).GetProperties().Select(property => property.GetValue(ScoreScales.Default)).OfType<ScoreScale>()
            .Select(scale => "Component." + scale.Name).Where(key => !known.ContainsKey(key)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Sheets() => Directory.EnumerateFiles(Dashboard, "*.resx", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith(".fr.resx", StringComparison.Ordinal) && !path.Contains("/obj/") && !path.Contains("/bin/"));

    private static Dictionary<string, string> Read(string path) =>
        XDocument.Load(path).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string[] Places(string text) => [.. Regex.Matches(text, @"\{\d+\}").Select(match => match.Value).Order(StringComparer.Ordinal)];

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Capacity.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
