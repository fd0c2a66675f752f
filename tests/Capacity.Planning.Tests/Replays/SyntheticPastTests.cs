using Capacity.Domain.Samples;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.History;
using Capacity.Forecasting.Surges;
using Capacity.Planning.Replays;

namespace Capacity.Planning.Tests.Replays;

public class SyntheticPastTests
{
    private const int Weeks = 12;

    private static readonly IReadOnlyDictionary<string, HistorySeries> Past = SyntheticPast.Histories(Horizons.Past(Weeks), Horizons.AsOf, 2020);

    [Fact]
    public void Every_queue_of_the_worked_example_has_one_that_ends_the_day_before_it_is_looked_at()
    {
        Past.Keys.ShouldBe(Horizons.Network().Queues.Select(queue => queue.Id), ignoreOrder: true);
        Past.Values.ShouldAllBe(series => series.Starts.Max().Date < Horizons.AsOf && series.Starts.Min() >= Horizons.Start.PlusWeeks(-Weeks).AtMidnight());
        Past["refund-voice"].Starts[^1].Date.ShouldBe(Horizons.AsOf.PlusDays(-1));
    }

    [Fact]
    public void Is_the_same_each_time() =>
        SyntheticPast.Histories(Horizons.Past(Weeks), Horizons.AsOf, 2020)["social"].Counts.ShouldBe(Past["social"].Counts);

    [Fact]
    public void Has_the_ordinary_weeks_offered_contacts_and_every_contact_has_an_outcome()
    {
        var ordinary = Past["booking-voice"].Before(Horizons.Start);
        (ordinary.Counts.Sum() / Weeks).ShouldBeInRange(2_700, 3_700, "3,300 in an ordinary week, fewer around New Year");
        ordinary.Counts.Zip(ordinary.Outcomes).ShouldAllBe(pair => pair.First >= pair.Second.Answered + pair.Second.Abandoned);
        ordinary.Outcomes.Sum(outcome => outcome.Answered + outcome.Abandoned).ShouldBe(ordinary.Counts.Sum(), 0.01 * ordinary.Counts.Sum());
    }

    [Fact]
    public void Open_intervals_in_which_nobody_came_are_there()
    {
        var callbacks = Past["refund-callback"];
        callbacks.Counts.ShouldContain(0);
        callbacks.Starts.ShouldAllBe(start => start.Hour >= 9 && start.Hour < 19);
    }

    [Fact]
    public void Is_long_enough_to_measure_its_forecasts_and_shows_the_first_days_of_the_wave()
    {
        SeriesAccuracy.Plan(Past["refund-voice"]).IsValid.ShouldBeTrue();
        SurgeFit.Of(DailyCounts.Of(Past["refund-voice"]), []).Value.ShouldNotBeNull().WaveStart.ShouldBe(Horizons.Start);
    }
}
