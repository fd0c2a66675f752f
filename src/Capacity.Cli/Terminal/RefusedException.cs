using Capacity.Domain.Json;

namespace Capacity.Cli.Terminal;

/// <summary>The options do not go together; the message says which ones do.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The input cannot be used; each line says what, where, why and how to mend it.</summary>
internal sealed class RefusedException(params IReadOnlyList<string> lines) : Exception(string.Join(Environment.NewLine, lines))
{
    public static RefusedException In(string file, IEnumerable<InputError> errors) => new([.. errors.Select(error => $"{file}: {error}")]);
}
