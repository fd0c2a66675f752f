namespace Capacity.Forecasting.Nowcasts;

/// <summary>The rest of a day under way: what still comes by step, and the day's total, with bands.</summary>
/// <param name="Day">Factor, what is still to come, and the total.</param>
/// <param name="ExpectedSoFar">Contacts that were expected in the intervals that came.</param>
/// <param name="Observed">Contacts that came.</param>
/// <param name="Ahead">Steps after now.</param>
public sealed record DayOutlook(DayNowcast Day, double ExpectedSoFar, double Observed, IReadOnlyList<StepOutlook> Ahead)
{
    /// <summary>Nowcasts a day.</summary>
    /// <param name="model">How far days and intervals scatter around what is expected.</param>
    /// <param name="steps">What is expected of the whole day, in order, without overlap.</param>
    /// <param name="came">Intervals that came: minutes after midnight at which each starts and ends, and its contacts. Gaps count as still to come.</param>
    public static DayOutlook Of(Nowcast model, IReadOnlyList<ExpectedStep> steps, IReadOnlyList<(double From, double Until, double Contacts)> came)
    {
        var total = steps.Sum(step => step.Contacts);
        var observed = came.Sum(interval => interval.Contacts);
        var soFar = came.Select(interval => (interval.From, interval.Until)).Distinct().Sum(interval => steps.Sum(step => step.Within(interval.From, interval.Until)));
        var now = came.Count == 0 ? 0 : came.Max(interval => interval.Until);
        var passed = came.Select(interval => interval.From).Distinct().Count();
        var ahead = steps.Where(step => step.Start >= now && step.Contacts > 0).ToList();
        var today = new PartialDay(soFar, passed, observed, Math.Max(0, total - soFar), ahead.Count);
        var counts = model.Steps(today, ahead.ConvertAll(step => step.Contacts));
        return new DayOutlook(model.Today(today), soFar, observed, [.. ahead.Zip(counts, (step, count) => new StepOutlook(step, count))]);
    }
}

/// <summary>Contacts expected in a step of a day.</summary>
/// <param name="Start">Minutes after local midnight.</param>
/// <param name="Minutes">Length, above 0.</param>
/// <param name="Contacts">Mean.</param>
public sealed record ExpectedStep(double Start, double Minutes, double Contacts)
{
    /// <summary>Contacts expected in the part of the step that lies in a stretch of minutes.</summary>
    public double Within(double from, double until) => Contacts * Math.Max(0, Math.Min(until, Start + Minutes) - Math.Max(from, Start)) / Minutes;
}

/// <summary>A step to come: what was expected, and what is expected now.</summary>
public sealed record StepOutlook(ExpectedStep Step, CountForecast Contacts);
