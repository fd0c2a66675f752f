using Capacity.Domain.Results;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>Says a paired difference in words: what changes, by how much, with its 95 % interval, and whether it is proven.</summary>
public static class EffectWords
{
    // KPIs that are shares of something are told in percentage points, times in seconds or more, the others as counts.
    private static readonly HashSet<string> Shares =
    [
        "serviceLevelOfOffered", "serviceLevelAbandonsIgnored", "serviceLevelOfAnswered", "serviceLevelAbandonsCountedAsMet",
        "abandonmentRate", "overdueShare", "resolution", "failureDemand", "occupancy", "utilization", "probabilityGoalMet", "goalProbability",
    ];

    private static readonly HashSet<string> Times = ["averageSpeedOfAnswer", "averageWait", "waitP95", "averageHandleTime", "backlogAge", "backlogAgeP10", "backlogAgeP50", "backlogAgeP90"];

    /// <summary>The difference with the name of its KPI.</summary>
    public static string Of(PairedDifference difference, IStringLocalizer text)
    {
        LocalizedString name = text["Kpi." + difference.Kpi];
        return $"{(name.ResourceNotFound ? difference.Kpi : name.Value)} {Amount(difference)}" + (difference.ExcludesZero ? "" : $" ({text["NoDifference"]})");
    }

    /// <summary>The amount and its half-width with a unit.</summary>
    public static string Amount(PairedDifference difference)
    {
        if (Shares.Contains(difference.Kpi))
        {
            // A second digit where the first would say zero of something that is not.
            int digits = difference.HalfWidth < 0.0005 || Math.Abs(difference.Mean) < 0.0005 ? 2 : 1;
            return $"{Figures.Signed(difference.Mean * 100, digits)} ± {Figures.Number(difference.HalfWidth * 100, digits)} pt";
        }

        if (Times.Contains(difference.Kpi)) return $"{(difference.Mean < 0 ? "−\u00a0" : "+\u00a0")}{Figures.Duration(Math.Abs(difference.Mean))} ± {Figures.Duration(difference.HalfWidth)}";
        if (difference.Kpi == "cost") return $"{Figures.SignedEuros(difference.Mean)} ± {Figures.Euros(difference.HalfWidth)}";
        return $"{Figures.Signed(difference.Mean)} ± {Figures.Number(difference.HalfWidth)}";
    }
}
