using Capacity.Contracts.Calculator;
using Capacity.Numerics.Queueing;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>A simulated figure beside the formula's.</summary>
/// <param name="Key">The figure's name, as on the command line.</param>
/// <param name="Label">The figure in words.</param>
/// <param name="Value">What the simulation says, with its interval.</param>
/// <param name="Formula">What the formula says; a dash where it has no answer.</param>
public sealed record SimulatedLine(string Key, string Label, string Value, string Formula);

/// <summary>Puts a simulation beside the formula of the same queue.</summary>
public static class SimulatedAnswer
{
    /// <summary>The figures, each with its 95 % interval.</summary>
    public static IReadOnlyList<SimulatedLine> Lines(SingleQueueReply reply, QueueKpis? formula, IStringLocalizer text) =>
    [
        Share("serviceLevel", text["Level"], reply.ServiceLevel, formula?.ServiceLevels.OfOffered),
        new("speedOfAnswer", text["Speed"], $"{Figures.Number(reply.SpeedOfAnswer.Value, 1)} ± {Figures.Number(reply.SpeedOfAnswer.HalfWidth, 2)}\u00a0s",
            formula is null ? "–" : $"{Figures.Number(formula.AverageSpeedOfAnswer, 1)}\u00a0s"),
        Share("abandonment", text["Abandonment"], reply.AbandonmentRate, formula?.AbandonmentRate),
        Share("waiting", text["Waiting"], reply.ProbabilityOfWaiting, formula?.ProbabilityOfWaiting),
        Share("occupancy", text["Occupancy"], reply.Occupancy, formula?.Occupancy),
        Share("levelIgnored", text["LevelIgnored"], reply.AbandonsIgnored, formula?.ServiceLevels.AbandonsIgnored),
        Share("levelAnswered", text["LevelAnswered"], reply.OfAnswered, formula?.ServiceLevels.OfAnswered),
        Share("levelMet", text["LevelMet"], reply.AbandonsCountedAsMet, formula?.ServiceLevels.AbandonsCountedAsMet),
    ];

    private static SimulatedLine Share(string key, string label, SimulatedFigure figure, double? formula) => new(
        key, label, $"{Figures.Number(figure.Value * 100, 2)} ± {Figures.Percent(figure.HalfWidth, 2)}", formula is { } value ? Figures.Percent(value, 2) : "–");
}
