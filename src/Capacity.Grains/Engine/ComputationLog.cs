using Microsoft.Extensions.Logging;

namespace Capacity.Grains.Engine;

/// <summary>What the program's log says of a computation that failed: whoever sees its failure on a page is told to look there.</summary>
internal static partial class ComputationLog
{
    /// <param name="log">The grain's log.</param>
    /// <param name="work">The grain's key: what it computed.</param>
    /// <param name="fault">Why it failed.</param>
    [LoggerMessage(Level = LogLevel.Warning, Message = "The computation of {Work} failed.")]
    public static partial void Failed(ILogger log, string work, Exception fault);
}
