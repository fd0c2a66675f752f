using Capacity.Domain.Networks;

namespace Capacity.Simulation.Models;

/// <summary>Why a contact was offered; every offered contact has exactly one origin.</summary>
public enum ContactOrigin : byte
{
    Fresh,
    Released,
    Obligation,
    Redial,
    Recontact,
    Chaser,
    SelfServiceReturn,
    ChannelChange,
    Transfer,
    Escalation,
}

/// <summary>Exogenous contacts of one queue that share their origin, reasons and cohort: expected numbers by interval.</summary>
internal sealed class DemandFlow
{
    public required ContactOrigin Origin { get; init; }

    /// <summary>Reasons with cumulative shares, the last of which is 1.</summary>
    public required int[] Reasons { get; init; }
    public required double[] CumulativeShares { get; init; }
    public required float HandleTimeFactor { get; init; }

    /// <summary>Share (0–1) that is emotionally hard; NaN: the reason's.</summary>
    public required double Emotion { get; init; }

    /// <summary>The cohort whose drawn size multiplies the flow; −1 for none.</summary>
    public required int Cohort { get; init; }

    /// <summary>Expected contacts by interval, before busyness and cohort size are drawn.</summary>
    public required ExpectedContacts Means { get; init; }

    /// <summary>The uncertain figure by whose factor the flow is multiplied.</summary>
    public Domain.Demand.UncertainFigure UncertainFigure =>
        Cohort >= 0 ? Domain.Demand.UncertainFigure.CohortContacts
        : Origin == ContactOrigin.Released ? Domain.Demand.UncertainFigure.ReleasedContacts
        : Domain.Demand.UncertainFigure.BaselineContacts;

    /// <summary>The reason that a uniform number stands for.</summary>
    public int ReasonAt(double uniform)
    {
        // Counting all bounds that are passed has no branch to guess wrong, and they rise.
        var place = 0;
        foreach (var bound in CumulativeShares.AsSpan(0, CumulativeShares.Length - 1))
            place += uniform >= bound ? 1 : 0;
        return Reasons[place];
    }

    /// <summary>Mean handle-time multiplier over the reasons.</summary>
    public double MeanHandleFactor(ReasonModel[] reasons)
    {
        double mean = 0, before = 0;
        for (var place = 0; place < Reasons.Length; place++)
        {
            var reason = reasons[Reasons[place]];
            var hard = double.IsNaN(Emotion) ? reason.Emotion : Emotion;
            mean += (CumulativeShares[place] - before) * reason.HandleTimeFactor * (1 + hard * (reason.HardFactor - 1));
            before = CumulativeShares[place];
        }

        return mean * HandleTimeFactor;
    }

    public static (int[] Reasons, double[] Cumulative) Mixture(IReadOnlyList<ReasonShare> shares, NetworkModel network)
    {
        if (shares.Count == 0)
            return ([0], [1]);
        var total = shares.Sum(share => share.Share);
        var cumulative = new double[shares.Count];
        var sum = 0.0;
        for (var i = 0; i < shares.Count; i++)
            cumulative[i] = (sum += shares[i].Share) / total;
        cumulative[^1] = 1;
        return ([.. shares.Select(share => network.ReasonOf(share.Reason))], cumulative);
    }
}
