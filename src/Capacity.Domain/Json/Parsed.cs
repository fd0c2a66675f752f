using System.Diagnostics.CodeAnalysis;

namespace Capacity.Domain.Json;

/// <summary>What became of an input: the value, or everything that is wrong with it.</summary>
public sealed record Parsed<T>(T? Value, IReadOnlyList<InputError> Errors)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Value is not null && Errors.Count == 0;
}
