using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>One change that cleaning makes to a history before a baseline is made of it. Each can be refused by its name.</summary>
/// <param name="Id">Name of the correction, the same whenever the file is read: <c>outlierDay:2020-03-18T00:00</c>.</param>
/// <param name="Kind">Why it is made.</param>
/// <param name="From">First moment concerned, local.</param>
/// <param name="Until">End of what is concerned, excluded.</param>
/// <param name="Problem">What was seen.</param>
/// <param name="Effect">What the correction does with it.</param>
/// <param name="ProblemFr">What was seen, in French.</param>
/// <param name="EffectFr">What the correction does, in French.</param>
/// <param name="Refused">The correction was refused: what was read stays as it came.</param>
public sealed record HistoryCorrection(
    string Id, IssueKind Kind, LocalDateTime From, LocalDateTime Until, string Problem, string Effect,
    string ProblemFr, string EffectFr, bool Refused)
{
    internal static string IdOf(IssueKind kind, LocalDateTime from) =>
        $"{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}:{from:uuuu-MM-dd'T'HH:mm}";
}
