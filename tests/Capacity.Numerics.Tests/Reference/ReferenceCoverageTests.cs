using System.Reflection;
using System.Text.RegularExpressions;

namespace Capacity.Numerics.Tests.Reference;

/// <summary>No reference case is left out silently.</summary>
public class ReferenceCoverageTests
{
    /// <summary>Cases that other test projects assert: contact-level simulation and the analysis of imported history.</summary>
    static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["CC01"] = "Capacity.Simulation.Tests", ["CC02"] = "Capacity.Simulation.Tests", ["SJ01"] = "Capacity.Simulation.Tests",
        ["TR00"] = "Capacity.Simulation.Tests", ["TR03"] = "Capacity.Simulation.Tests", ["TR10"] = "Capacity.Simulation.Tests",
        ["GG_det_service"] = "Capacity.Simulation.Tests", ["GG_erlang2_service_no_overload"] = "Capacity.Simulation.Tests",
        ["GG_ln_service_cv1.0"] = "Capacity.Simulation.Tests", ["GG_ln_service_cv1.5"] = "Capacity.Simulation.Tests",
        ["FC01"] = "Capacity.Forecasting.Tests",
    };

    static IEnumerable<CasesOfAttribute> Covered => typeof(ReferenceCoverageTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes<CasesOfAttribute>());

    public static TheoryData<string> ElsewhereNames => [.. Elsewhere.Keys];

    [Fact]
    public void Every_case_is_tested_here_or_named_as_belonging_elsewhere()
    {
        ReferenceCase.Find("EA01");
        Covered.SelectMany(cases => cases.Ids).Concat(Elsewhere.Keys).Order(StringComparer.Ordinal)
            .ShouldBe(ReferenceCase.All!.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>The case is named by a test: as its data, or as the end of the name of a test method.</summary>
    [Theory]
    [MemberData(nameof(ElsewhereNames))]
    public void A_case_that_belongs_elsewhere_is_named_by_a_test_there(string id)
    {
        var data = new Regex($@"\[InlineData\(""{Regex.Escape(id)}""[,)]");
        var method = new Regex($@"\[Fact[^\]]*\]\s*public (async Task|void) \w+_{Regex.Escape(id)}\(");
        Directory.EnumerateFiles(RepositoryFiles.Path("tests", Elsewhere[id]), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
            .Select(File.ReadAllText).Any(source => data.IsMatch(source) || method.IsMatch(source))
            .ShouldBeTrue($"No test in {Elsewhere[id]} names the reference case {id}.");
    }

    [Fact]
    public void Each_case_stands_under_its_own_method()
    {
        foreach (var cases in Covered)
            foreach (var id in cases.Ids) ReferenceCase.Find(id).Method.ShouldBe(cases.Method);
    }
}
