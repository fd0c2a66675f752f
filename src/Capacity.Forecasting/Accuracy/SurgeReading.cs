using Capacity.Domain.Demand;
using Capacity.Domain.Json;
using Capacity.Forecasting.Surges;
using NodaTime;
using Period = NodaTime.Period;

namespace Capacity.Forecasting.Accuracy;

/// <summary>A wave as a planner looks at it: what came, its shape, the days to come, the simple methods beside, and the cohort it makes.</summary>
/// <param name="Came">Days fitted, in order.</param>
/// <param name="Shape">The wave in words.</param>
/// <param name="Ahead">Days to come.</param>
/// <param name="LastWeek">P10, P50, P90 of the same days by last week repeated.</param>
/// <param name="Decay">The same by exponential decay of the last 14 days.</param>
/// <param name="Errors">Forecasts made earlier in the wave, beside what came; absent where the wave is younger than 40 days.</param>
/// <param name="Cohort">The wave as a scenario's cohort.</param>
public sealed record SurgeReading(
    IReadOnlyList<CameDay> Came, SurgeShape Shape, IReadOnlyList<SurgePoint> Ahead, IReadOnlyList<IReadOnlyList<double>> LastWeek,
    IReadOnlyList<IReadOnlyList<double>> Decay, SurgeErrors? Errors, Cohort Cohort)
{
    private const ulong Seed = 1;
    private const int BacktestDays = 30;

    /// <summary>Fits the days until a last one; refuses what <see cref="SurgeFit.Of"/> refuses.</summary>
    /// <param name="counts">Daily counts of one line.</param>
    /// <param name="question">From where and how far it is looked.</param>
    public static Parsed<SurgeReading> Of(DailyCounts counts, SurgeQuestion question)
    {
        var past = question.Until is { } until ? counts.Until(until) : counts;
        var fitted = SurgeFit.Of(past, question.Announcements);
        if (fitted.Value is not { } fit)
            return new Parsed<SurgeReading>(null, fitted.Errors);
        var shape = SurgeShape.Of(fit, question.Announcements.Count > 0 ? question.Announcements.Min() : null, question.Days, Seed);
        var ahead = fit.Forecast(question.Days);
        var errors = SurgeBacktest.Run(past, BacktestDays);
        var steps = ahead.Select(point => Period.DaysBetween(fit.Until, point.Date)).ToList();
        return new Parsed<SurgeReading>(
            new SurgeReading(
                [.. fit.Counts.Dates.Zip(fit.Counts.Counts, (date, count) => new CameDay(date, count))], shape, ahead,
                steps.ConvertAll(step => SimpleWave.LastWeek(fit.Counts, step)), steps.ConvertAll(step => SimpleWave.Decay(fit.Counts, step)),
                errors.Days > 0 ? errors : null,
                SurgeCohort.From(fit, question.Days, shape.Ordinary ?? 0, question.Id, question.Queue, question.Reason)),
            []);
    }
}

/// <summary>From where a wave is looked at, and what its cohort is called.</summary>
/// <param name="Announcements">Days on which something was or will be announced.</param>
/// <param name="Until">The last day to use; absent: all.</param>
/// <param name="Days">Days to forecast, from 1.</param>
/// <param name="Id">Identifier of the cohort.</param>
/// <param name="Queue">The queue that is asked.</param>
/// <param name="Reason">Why customers come.</param>
public sealed record SurgeQuestion(IReadOnlyList<LocalDate> Announcements, LocalDate? Until, int Days, string Id, string Queue, string Reason);

/// <summary>A day and the contacts that came.</summary>
public sealed record CameDay(LocalDate Date, double Contacts);
