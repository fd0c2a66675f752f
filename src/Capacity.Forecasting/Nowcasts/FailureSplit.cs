using Capacity.Numerics;

namespace Capacity.Forecasting.Nowcasts;

/// <summary>How much of what arrives is value and how much is failure demand: contacts that exist because an earlier one failed.</summary>
/// <param name="Share">Mean share (0–1) of failure demand.</param>
/// <param name="P10">P10 of the share.</param>
/// <param name="P90">P90 of the share.</param>
/// <param name="Value">Contacts of value expected among those offered.</param>
/// <param name="Failure">Failure demand expected among those offered.</param>
public sealed record FailureSplit(double Share, double P10, double P90, double Value, double Failure)
{
    /// <summary>Beta-binomial: the share after so many contacts of known origin, applied to all that were offered.</summary>
    /// <param name="failures">Redials, recontacts, chasers, self-service returns and channel hops among the known.</param>
    /// <param name="known">Contacts whose origin is known.</param>
    /// <param name="offered">Contacts offered in the same time, known or not.</param>
    /// <param name="priorShare">Believed before; default 30 % (FIELD.md, 20 to 60 %).</param>
    /// <param name="priorContacts">Known contacts that the belief is worth; default 20.</param>
    public static FailureSplit Of(double failures, double known, double offered, double priorShare = 0.3, double priorContacts = 20)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(failures, known);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(known, offered);
        ArgumentOutOfRangeException.ThrowIfNegative(failures);
        var (alpha, beta) = (priorShare * priorContacts + failures, (1 - priorShare) * priorContacts + known - failures);
        var share = alpha / (alpha + beta);
        var failure = failures + share * (offered - known);
        return new FailureSplit(share, CountLaws.BetaQuantile(alpha, beta, 0.1), CountLaws.BetaQuantile(alpha, beta, 0.9), offered - failure, failure);
    }
}
