using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Rules;

/// <summary>What uncertain figures must satisfy.</summary>
internal static class UncertaintyRules
{
    private const double LargestFactor = 100;

    public static void Check(RuleBook book, Scenario scenario, NetworkNames names)
    {
        book.Identifiers("/uncertainties", "uncertainty", scenario.Uncertainties.Select(uncertainty => uncertainty.Id));
        var cohorts = scenario.Cohorts.Select(cohort => cohort.Id).ToHashSet(StringComparer.Ordinal);
        NetworkRules.Each("/uncertainties", scenario.Uncertainties, (at, uncertainty) =>
        {
            if (uncertainty.Of is { } owner)
            {
                var (noun, known) = uncertainty.Figure switch
                {
                    UncertainFigure.CohortContacts => ("cohort", cohorts),
                    UncertainFigure.FirstContactResolution => ("reason", names.Reasons),
                    _ => ("queue", names.Queues),
                };
                book.Reference($"{at}/of", noun, owner, known);
            }
            Law(book, at, uncertainty);
        });
    }

    private static void Law(RuleBook book, string path, Uncertainty uncertainty)
    {
        if (uncertainty.Law is UncertaintyLaw.Lognormal or UncertaintyLaw.Gamma)
        {
            book.Positive($"{path}/mean", uncertainty.Mean, LargestFactor);
            book.Between($"{path}/coefficientOfVariation", uncertainty.CoefficientOfVariation, 0, 3);
            return;
        }
        book.Between($"{path}/low", uncertainty.Low, 0, LargestFactor);
        book.Between($"{path}/mode", uncertainty.Mode, 0, LargestFactor);
        book.Between($"{path}/high", uncertainty.High, 0, LargestFactor);
        book.Require(!(uncertainty.Low > uncertainty.Mode), $"{path}/mode", "The most likely factor lies below the smallest.",
            "Order them: low, mode, high.",
            "Le facteur le plus probable est en dessous du plus petit.", "Rangez-les : low, mode, high.");
        book.Require(!(uncertainty.Mode > uncertainty.High), $"{path}/high", "The largest factor lies below the most likely.",
            "Order them: low, mode, high.",
            "Le plus grand facteur est en dessous du plus probable.", "Rangez-les : low, mode, high.");
    }
}
