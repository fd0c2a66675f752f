using Capacity.Contracts;
using Capacity.Contracts.Queues;

namespace Capacity.Grains.Tests.Product;

public sealed class NowcastTests(ForecastCluster cluster) : IClassFixture<ForecastCluster>
{
    private static readonly DateOnly Today = new(2020, 5, 5);

    [Fact]
    public async Task Without_a_plan_the_rest_of_the_day_is_the_forecast_s_by_what_has_come()
    {
        await cluster.ImportAsync("refund-voice", new DateOnly(2020, 5, 1));
        await cluster.FittedAsync("refund-voice", status => status.NextAt is not null);
        await cluster.SendAsync("refund-voice", Today, perHalfHour: 44, halfHours: 8);
        var nowcast = (await Queue("refund-voice").Today()).Nowcast.ShouldNotBeNull();
        nowcast.FromForecast.ShouldBeTrue();
        nowcast.Expected.ShouldBe(20 * 22, 10);
        (nowcast.Observed, nowcast.HandleSeconds).ShouldBe((8 * 44, 240));
        nowcast.ExpectedSoFar.ShouldBe(8 * 22, 5);
        nowcast.Factor.Mean.ShouldBeInRange(1.1, 2);
        nowcast.Total.P10.ShouldBeLessThan(nowcast.Total.Mean);
        nowcast.Ahead.Sum(step => step.Contacts.Mean).ShouldBeLessThan(nowcast.Remaining.Mean, "two hours before the first interval never came");
        nowcast.Staff.ShouldNotBeNull().Needed.ShouldBeGreaterThan(nowcast.Staff.Expected);
    }

    [Fact]
    public async Task A_watcher_gets_a_new_nowcast_with_each_interval()
    {
        await cluster.ImportAsync("booking-voice", new DateOnly(2020, 5, 1));
        await cluster.FittedAsync("booking-voice", status => status.NextAt is not null);
        await cluster.SendAsync("booking-voice", Today, 22, 1);
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        await using var days = Queue("booking-voice").Watch(limit.Token).GetAsyncEnumerator(limit.Token);
        (await days.MoveNextAsync()).ShouldBeTrue();
        var first = days.Current.Nowcast.ShouldNotBeNull();
        await cluster.SendAsync("booking-voice", Today, 44, 6, first: 17);
        (await days.MoveNextAsync()).ShouldBeTrue();
        days.Current.Nowcast.ShouldNotBeNull().Factor.Mean.ShouldBeGreaterThan(first.Factor.Mean);
    }

    [Fact]
    public async Task A_queue_of_which_nothing_is_expected_has_no_nowcast()
    {
        await cluster.ImportAsync("care-voice", new DateOnly(2020, 2, 5));
        await cluster.SendAsync("groups-voice", Today, 10, 2);
        var day = await Queue("groups-voice").Today();
        (day.Intervals.Length, day.Nowcast).ShouldBe((2, null));
    }

    private IQueueGrain Queue(string id) => cluster.Grains.GetGrain<IQueueGrain>(GrainKey.Queue(id).ToString());
}
