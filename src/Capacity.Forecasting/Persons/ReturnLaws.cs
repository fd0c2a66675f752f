using Capacity.Domain.Networks;

namespace Capacity.Forecasting.Persons;

/// <summary>How contacts of a queue come again: those that were not answered, and those whose case was not settled.</summary>
/// <param name="Redial">After a wait that was given up, or a busy line.</param>
/// <param name="Recontact">After service; null: nobody, or on another queue.</param>
/// <param name="Unresolved">Share (0–1) of answered contacts whose case is not settled.</param>
public sealed record ReturnLaws(RedialLaw Redial, Recontact? Recontact = null, double Unresolved = 0)
{
    /// <summary>The laws of a queue, with the resolution of its reasons.</summary>
    public static ReturnLaws Of(Queue queue, IReadOnlyList<Reason> reasons) => new(
        RedialLaw.Of(queue.Redial), queue.Recontact?.Queue is { Length: > 0 } other && other != queue.Id ? null : queue.Recontact,
        queue.Reasons.Count == 0 ? 0 : queue.Reasons.Sum(share => share.Share * (1 - queue.ResolutionFactor
            * (reasons.FirstOrDefault(reason => reason.Id == share.Reason)?.FirstContactResolution ?? 1))) / queue.Reasons.Sum(share => share.Share));
}
