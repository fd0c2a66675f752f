using Capacity.Domain.Samples;
using Capacity.Forecasting.Calibration;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Tests.Calibration;

public class HistoryHandleTimeTests
{
    /// <summary>Hourly counts of ninety days; 200 s until the last eight weeks, then 300 s in the morning and 400 s with twice as many in the afternoon.</summary>
    private static readonly HistorySeries History = Of(90);

    private static HistorySeries Of(int days)
    {
        var starts = Enumerable.Range(0, days).SelectMany(day => new[] { 9, 15 }.Select(hour => new LocalDate(2020, 1, 6).PlusDays(day).At(new LocalTime(hour, 0)))).ToList();
        return new HistorySeries
        {
            IntervalMinutes = 60,
            Starts = starts,
            Counts = starts.ConvertAll(start => start.Hour == 9 ? 50.0 : 100),
            HandleSeconds = starts.ConvertAll(start => start.Date <= starts[^1].Date.PlusDays(-56) ? 200 : (start.Hour == 9 ? 300 : 400) + start.Date.DayOfYear % 3 - 1.0),
        };
    }

    [Fact]
    public void Is_the_mean_over_contacts_of_the_last_eight_weeks_with_an_interval()
    {
        var told = HistoryHandleTime.Of(History).ShouldNotBeNull();
        told.MeanSeconds.Value.ShouldBe(1100 / 3.0, 0.5);
        told.MeanSeconds.Low.ShouldBeLessThan(told.MeanSeconds.Value);
        told.MeanSeconds.Covers(1100 / 3.0).ShouldBeTrue();
        told.Contacts.ShouldBe(56 * 150);
    }

    [Fact]
    public void What_the_reasons_multiply_is_not_counted_twice()
    {
        var scenario = Horizons.Scenario();
        var taken = HistoryHandleTime.Of(History)!.In(scenario, "refund-voice");
        var queue = taken.Network.Queues.Single(one => one.Id == "refund-voice");
        var mix = queue.Reasons.Sum(reason => reason.Share * scenario.Network.Reasons.Single(one => one.Id == reason.Reason).HandleTimeFactor);
        (queue.HandleTime.MeanSeconds * mix).ShouldBe(1100 / 3.0, 1);
        taken.Network.Queues.Where(one => one.Id != "refund-voice").ShouldBe(scenario.Network.Queues.Where(one => one.Id != "refund-voice"));
    }

    [Fact]
    public void Nothing_is_said_of_four_days() => HistoryHandleTime.Of(Of(4)).ShouldBeNull();
}
