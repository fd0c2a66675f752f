namespace Capacity.Domain.Json;

/// <summary>What is wrong with an input: where, what, and how to mend it.</summary>
/// <param name="Path">JSON Pointer or column name; empty for the whole document.</param>
/// <param name="Line">Line from 1; 0 where it is not known.</param>
/// <param name="Column">Column from 1; 0 where it is not known.</param>
/// <param name="Problem">What is wrong and why.</param>
/// <param name="Mend">How to mend it.</param>
public sealed record InputError(string Path, int Line, int Column, string Problem, string Mend)
{
    /// <summary>The same in French.</summary>
    public required string ProblemFr { get; init; }

    /// <inheritdoc cref="ProblemFr"/>
    public required string MendFr { get; init; }

    public override string ToString()
    {
        var where = Line > 0 ? $"line {Line}, column {Column}" : "";
        if (Path.Length > 0)
            where = where.Length > 0 ? $"{where} ({Path})" : Path;
        return where.Length > 0 ? $"{where}: {Problem} {Mend}" : $"{Problem} {Mend}";
    }
}
