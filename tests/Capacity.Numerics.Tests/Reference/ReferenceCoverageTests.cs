using System.Reflection;

namespace Capacity.Numerics.Tests.Reference;

/// <summary>No reference case is left out silently.</summary>
public class ReferenceCoverageTests
{
    /// <summary>Cases that belong to other projects: contact-level simulation and the analysis of imported history.</summary>
    static readonly string[] Elsewhere = ["CC01", "CC02", "FC01", "SJ01", "TR00", "TR03", "TR10",
        "GG_det_service", "GG_erlang2_service_no_overload", "GG_ln_service_cv1.0", "GG_ln_service_cv1.5"];

    static IEnumerable<CasesOfAttribute> Covered => typeof(ReferenceCoverageTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes<CasesOfAttribute>());

    [Fact]
    public void Every_case_is_tested_here_or_named_as_belonging_elsewhere()
    {
        ReferenceCase.Find("EA01");
        Covered.SelectMany(cases => cases.Ids).Concat(Elsewhere).Order(StringComparer.Ordinal)
            .ShouldBe(ReferenceCase.All!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_case_stands_under_its_own_method()
    {
        foreach (var cases in Covered)
            foreach (var id in cases.Ids) ReferenceCase.Find(id).Method.ShouldBe(cases.Method);
    }
}
