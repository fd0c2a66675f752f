using System.Globalization;
using System.Text.RegularExpressions;

namespace Capacity.Dashboard.Tests;

/// <summary>WCAG 2.2 AA contrast of the colors that meet on a page, in both themes.</summary>
public class TokenTests
{
    private static readonly string Sheet = File.ReadAllText(Path.Combine(RepositoryRoot(), "dashboard", "wwwroot", "tokens.css"));

    public static TheoryData<string, string, string, double> Pairs
    {
        get
        {
            TheoryData<string, string, string, double> pairs = [];
            foreach (string theme in (string[])[":root {", "[data-theme=\"dark\"] {"])
            {
                foreach (string ink in (string[])["ink", "ink-soft", "accent", "good", "warn", "bad", "announcement"])
                {
                    pairs.Add(theme, ink, "surface", 4.5);
                }

                foreach (string ink in (string[])["ink", "ink-soft"]) pairs.Add(theme, ink, "ground", 4.5);
                foreach (string tone in (string[])["good", "warn", "bad", "accent"]) pairs.Add(theme, tone, tone + "-soft", 4.5);
                pairs.Add(theme, "on-accent", "accent", 4.5);
                pairs.Add(theme, "control-line", "surface", 3);
                pairs.Add(theme, "focus", "surface", 3);
                foreach (string bar in (string[])["cohort", "absence", "furlough", "lever"]) pairs.Add(theme, "on-bar", bar, 4.5);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Colors_that_meet_have_enough_contrast(string theme, string ink, string paper, double least) =>
        Contrast(Color(theme, ink), Color(theme, paper)).ShouldBeGreaterThanOrEqualTo(least);

    private static double Contrast(double first, double second) =>
        (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);

    // A token that the dark theme leaves out keeps its light color.
    private static double Color(string theme, string token)
    {
        string block = Block(theme);
        Match found = Regex.Match(block, $@"--{token}:\s*(#[0-9a-f]{{6}})");
        return Luminance(found.Success ? found.Groups[1].Value : Regex.Match(Block(":root {"), $@"--{token}:\s*(#[0-9a-f]{{6}})").Groups[1].Value);
    }

    private static string Block(string theme)
    {
        int start = Sheet.IndexOf(theme, StringComparison.Ordinal);
        return Sheet[start..Sheet.IndexOf('}', start)];
    }

    private static double Luminance(string color)
    {
        double[] channels = [.. Enumerable.Range(0, 3).Select(i => int.Parse(color.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(share => share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4))];
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Capacity.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
