using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.History;
using Capacity.Numerics.Estimation;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>The mean handle time of a queue's newest weeks, as its history of counts tells it.</summary>
/// <param name="MeanSeconds">Mean in seconds with its 95 % interval, days taken as independent of each other.</param>
/// <param name="Contacts">Contacts whose handle time is known.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <remarks>Counts tell a mean only: law and variation of the queue stay as they are.</remarks>
public sealed record HistoryHandleTime(IntervalEstimate MeanSeconds, double Contacts, LocalDate First, LocalDate Last)
{
    private const int Days = 56;
    private const int LeastDays = 5;

    /// <summary>Null where fewer than five days of the last eight weeks tell it.</summary>
    public static HistoryHandleTime? Of(HistorySeries history)
    {
        if (history.HandleSeconds.Count == 0)
            return null;
        var from = history.Starts[^1].Date.PlusDays(1 - Days);
        var days = Enumerable.Range(0, history.Starts.Count)
            .Where(i => history.Starts[i].Date >= from && history.HandleSeconds[i] > 0 && history.Counts[i] > 0)
            .GroupBy(i => history.Starts[i].Date)
            .Select(day => (Date: day.Key, Contacts: day.Sum(i => history.Counts[i]), Work: day.Sum(i => history.Counts[i] * history.HandleSeconds[i])))
            .OrderBy(day => day.Date).ToList();
        if (days.Count < LeastDays)
            return null;
        var ratio = new RatioEstimator();
        foreach (var (_, contacts, work) in days)
            ratio.Add(work, contacts);
        var mean = ratio.ToEstimate(0.95);
        return new HistoryHandleTime(new IntervalEstimate(mean.Value, mean.Low, mean.High), days.Sum(day => day.Contacts), days[0].Date, days[^1].Date);
    }

    /// <summary>The scenario whose queue has the mean, without what its mix of reasons multiplies.</summary>
    public Scenario In(Scenario scenario, string queue)
    {
        var queues = scenario.Network.Queues.Select(one => one.Id != queue ? one : one with
        {
            HandleTime = one.HandleTime with { MeanSeconds = Math.Round(MeanSeconds.Value / Factor(one, scenario.Network), 2) },
        }).ToList();
        return scenario with { Network = scenario.Network with { Queues = queues } };
    }

    private static double Factor(Queue queue, Network network)
    {
        var shares = queue.Reasons.Sum(reason => reason.Share);
        return shares <= 0 ? 1 : queue.Reasons.Sum(
            reason => reason.Share * (network.Reasons.FirstOrDefault(one => one.Id == reason.Reason)?.HandleTimeFactor ?? 1)) / shares;
    }
}
