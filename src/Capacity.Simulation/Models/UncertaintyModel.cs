using Capacity.Domain.Demand;
using Capacity.Numerics;

namespace Capacity.Simulation.Models;

/// <summary>An uncertain figure with the number of the queue, reason or cohort that it belongs to; −1: all of them.</summary>
internal sealed record UncertaintyModel(UncertainFigure Figure, int Owner, Uncertainty Definition)
{
    public static UncertaintyModel Of(Uncertainty uncertainty, NetworkModel network, IReadOnlyList<Cohort> cohorts) =>
        new(uncertainty.Figure, uncertainty.Of is not { Length: > 0 } owner ? -1 : uncertainty.Figure switch
        {
            UncertainFigure.CohortContacts => cohorts.ToList().FindIndex(cohort => cohort.Id == owner) is >= 0 and var found
                ? found
                : throw new ArgumentException($"The uncertainty '{uncertainty.Id}' names the cohort '{owner}', which is not there."),
            UncertainFigure.FirstContactResolution => network.ReasonOf(owner),
            _ => network.QueueOf(owner),
        }, uncertainty);

    /// <summary>Mean of the factor.</summary>
    public double Mean => Definition.Law switch
    {
        UncertaintyLaw.Triangular => (Definition.Low + Definition.Mode + Definition.High) / 3,
        UncertaintyLaw.Beta => (Definition.Low + 4 * Definition.Mode + Definition.High) / 6,
        _ => Definition.Mean,
    };

    /// <summary>The factor that a uniform number in (0, 1) stands for, by inversion.</summary>
    public double Draw(double uniform)
    {
        var (low, mode, high) = (Definition.Low, Definition.Mode, Definition.High);
        switch (Definition.Law)
        {
            case UncertaintyLaw.Lognormal:
                return TimeLaw.Lognormal(Definition.Mean, Definition.CoefficientOfVariation).Draw(uniform);
            case UncertaintyLaw.Gamma:
                var variation = Definition.CoefficientOfVariation;
                var shape = variation > 0 ? 1 / (variation * variation) : 0;
                return shape > 0 ? Definition.Mean * GammaFunctions.LowerGammaInverse(shape, uniform) / shape : Definition.Mean;
            case UncertaintyLaw.Triangular when high > low:
                var width = high - low;
                return uniform * width < mode - low
                    ? low + Math.Sqrt(uniform * width * (mode - low))
                    : high - Math.Sqrt((1 - uniform) * width * (high - mode));
            case UncertaintyLaw.Beta when high > low:
                var place = (mode - low) / (high - low);
                return low + (high - low) * CountLaws.BetaQuantile(1 + 4 * place, 5 - 4 * place, uniform);
            default:
                return mode;
        }
    }
}
