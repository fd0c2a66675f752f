using System.CommandLine;

namespace Capacity.Cli.Terminal;

/// <summary>Options that say how to do what another option asks for.</summary>
internal static class BelongingOptions
{
    /// <summary>Refuses those that are given while the other one is not: they would be passed over in silence.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isAsked">Whether the other one is given.</param>
    /// <param name="other">The other one, as it would be added.</param>
    /// <param name="belonging">Options that mean nothing without it.</param>
    /// <exception cref="RefusedException">One of them is given.</exception>
    public static void RefuseUnless(ParseResult parsed, bool isAsked, string other, params ReadOnlySpan<Option> belonging)
    {
        foreach (var option in belonging)
            if (!isAsked && parsed.GetResult(option) is { Implicit: false })
                throw new RefusedException($"{option.Name} means nothing without {other}. Add {other}, or leave it out.");
    }
}
