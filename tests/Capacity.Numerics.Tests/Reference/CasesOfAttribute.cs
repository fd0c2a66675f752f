using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Capacity.Numerics.Tests.Reference;

/// <summary>The reference cases of one method, by id: what a test covers stands beside it, and a test adds them up.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CasesOfAttribute(string method, params string[] ids) : DataAttribute
{
    public string Method { get; } = method;

    public IReadOnlyList<string> Ids { get; } = ids;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Ids.Select(id => new TheoryDataRow(id))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
