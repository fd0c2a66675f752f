using System.Collections.Immutable;

namespace Capacity.Contracts;

/// <summary>What became of a command: accepted with the new version, or refused with reasons that a person can act on.</summary>
[GenerateSerializer, Immutable, Alias("capacity.command-result")]
public sealed record CommandResult
{
    [Id(0)] public bool Accepted { get; init; }

    /// <summary>The version after the command; where it was refused, the current one.</summary>
    [Id(1)] public long Version { get; init; }

    [Id(2)] public Refusal Refusal { get; init; }

    [Id(3)] public ImmutableArray<Problem> Problems { get; init; } = [];

    public static CommandResult Done(long version) => new() { Accepted = true, Version = version };

    public static CommandResult Refused(Refusal refusal, long version, params ReadOnlySpan<Problem> problems) =>
        new() { Refusal = refusal, Version = version, Problems = [.. problems] };
}

/// <summary>Why a command was refused.</summary>
[GenerateSerializer, Alias("capacity.refusal")]
public enum Refusal
{
    None,
    Invalid,
    VersionConflict,
    NotFound,
    NotAllowedNow,
}

/// <summary>One thing that is wrong: where, what, and how to mend it; in English, and in French where pages show it.</summary>
[GenerateSerializer, Immutable, Alias("capacity.problem")]
public sealed record Problem
{
    [Id(0)] public string Path { get; init; } = "";
    [Id(1)] public int Line { get; init; }
    [Id(2)] public int Column { get; init; }
    [Id(3)] public string What { get; init; } = "";
    [Id(4)] public string Mend { get; init; } = "";
    [Id(5)] public string WhatFr { get; init; } = "";
    [Id(6)] public string MendFr { get; init; } = "";

    /// <summary>A problem of the whole command, in both languages.</summary>
    public static Problem Of((string En, string Fr) what, (string En, string Fr) mend, string path = "") =>
        new() { Path = path, What = what.En, WhatFr = what.Fr, Mend = mend.En, MendFr = mend.Fr };

    /// <summary>What is wrong and how to mend it, in a language (two letters); English where nobody wrote it in that language.</summary>
    public string In(string language)
    {
        var french = language.StartsWith("fr", StringComparison.OrdinalIgnoreCase);
        var (what, mend) = (french && WhatFr.Length > 0 ? WhatFr : What, french && MendFr.Length > 0 ? MendFr : Mend);
        return $"{Path} {what} {mend}".Trim();
    }
}

/// <summary>A published document with its version.</summary>
[GenerateSerializer, Immutable, Alias("capacity.versioned-json")]
public sealed record VersionedJson
{
    [Id(0)] public long Version { get; init; }
    [Id(1)] public string Json { get; init; } = "";
}
