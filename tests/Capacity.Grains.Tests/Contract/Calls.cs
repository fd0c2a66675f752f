namespace Capacity.Grains.Tests.Contract;

public class Calls(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private ICallProbe Probe(string name) => cluster.Grains.GetGrain<ICallProbe>($"call:{name}");

    [Fact(Timeout = 180_000)]
    public async Task Arguments_and_answers_arrive_as_they_were_sent()
    {
        var message = new ProbeMessage { Text = "é", Figure = 0.1, Numbers = [1, 2, 3], At = new DateTimeOffset(2020, 3, 20, 8, 0, 0, TimeSpan.FromHours(1)) };

        var echo = await Probe("echo").Echo(message);

        (echo.Text, echo.Figure, echo.At).ShouldBe((message.Text, message.Figure, message.At));
        echo.Numbers.ShouldBe(message.Numbers);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_fault_keeps_its_type_its_message_and_its_members()
    {
        var fault = await Should.ThrowAsync<ProbeException>(Probe("fault").Fail("out of seats", 17));

        fault.Message.ShouldBe("out of seats");
        fault.Figure.ShouldBe(17);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_fault_after_an_await_crosses_too()
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(Probe("later").FailLater("too late"));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_fault_does_not_end_the_grain()
    {
        await Should.ThrowAsync<ProbeException>(Probe("survivor").Fail("once", 1));

        (await Probe("survivor").Echo(new ProbeMessage { Text = "alive" })).Text.ShouldBe("alive");
    }

    [Fact(Timeout = 180_000)]
    public async Task Cancellation_reaches_the_caller_and_the_grain()
    {
        using var source = new CancellationTokenSource();
        var waiting = Probe("cancelled").WaitForCancellation(source.Token);

        // Another call has gone through, so the first is inside.
        await Probe("cancelled").Echo(new ProbeMessage());
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await Probe("cancelled").Cancelled();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_token_that_is_cancelled_already_calls_nobody()
    {
        await Should.ThrowAsync<OperationCanceledException>(async () => await Probe("never-called").WaitForCancellation(new CancellationToken(true)));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_call_that_takes_longer_than_its_own_time_out_fails()
    {
        var started = TimeProvider.System.GetTimestamp();

        await Should.ThrowAsync<TimeoutException>(Probe("too-late").TooLate());

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(ContractCluster.ResponseTimeout);
    }

    [Fact(Timeout = 180_000)]
    public async Task The_request_context_travels_down_the_chain_of_calls()
    {
        RequestContext.Set("trace", "t-1");

        (await Probe("context").Context(2)).ShouldBe("t-1");
    }

    [Fact(Timeout = 180_000)]
    public async Task The_request_context_does_not_travel_back()
    {
        RequestContext.Clear();

        await Probe("context-back").SetContext("t-2");

        RequestContext.Get("trace").ShouldBeNull();
        (await Probe("context-back").Context(0)).ShouldBe("nothing");
    }
}
