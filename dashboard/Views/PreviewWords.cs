using Capacity.Dashboard.Desk;
using Capacity.Domain.Results;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>Says of a first answer which figures it shows and how far they are from a simulation.</summary>
public static class PreviewWords
{
    /// <summary>A sentence on the figures, one on what was edited since they were calibrated where that is so, and one on their error.</summary>
    public static IEnumerable<string> Of(Preview preview, long version, IStringLocalizer text)
    {
        string seconds = Figures.Number(preview.Seconds, 1);
        EngineError? error = preview.Result.Error;
        bool isCalibrated = preview.CalibratedBy > 0 && error is not { Replications: 0 };
        yield return (isCalibrated, preview.CorrectedBy) switch
        {
            (true, _) => text["Calibrated", Figures.Number(error?.Replications ?? 0), preview.CalibratedBy],
            (_, > 0) => text["Corrected", preview.CorrectedBy, seconds],
            _ => text["Plain", seconds],
        };
        if (isCalibrated && preview.CalibratedBy != version) yield return text["EditedSince", preview.CalibratedBy];
        yield return error switch
        {
            null => text[preview.BetterFollows ? "ErrorFollows" : "ErrorUnknown"],
            { QueueDays: 0 } => text["NothingCompared"],
            _ => text[
                error.Calibrated ? "ErrorExpected" : "ErrorMeasured", Figures.Percent(error.ServiceLevelWithin3), Figures.Number(error.QueueDays),
                Figures.Percent(error.AbandonmentWithin1), Figures.Number(error.ServiceLevelMean, 1), Figures.Number(error.ServiceLevelP90, 1)],
        };
    }
}
