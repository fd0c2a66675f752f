using Capacity.Hosting.Identity;

namespace Capacity.Dashboard.Tests;

public class FirstStartLinkTests
{
    private readonly ManualTime _time = new();
    private readonly FirstStartLink _link;

    public FirstStartLinkTests()
    {
        _link = new FirstStartLink(_time);
    }

    [Fact]
    public void Works_once()
    {
        string token = _link.Open();
        _link.Use(token).ShouldBeTrue();
        _link.Use(token).ShouldBeFalse();
    }

    [Fact]
    public void Expires_after_thirty_minutes()
    {
        string token = _link.Open();
        _time.Advance(TimeSpan.FromMinutes(30));
        _link.Use(token).ShouldBeFalse();
    }

    [Fact]
    public void A_wrong_token_does_not_spend_it()
    {
        string token = _link.Open();
        _link.Use("0000").ShouldBeFalse();
        _link.Use(token).ShouldBeTrue();
    }

    [Fact]
    public void Opens_for_nobody_before_it_was_printed() => _link.Use("").ShouldBeFalse();

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", false)]
    public void Knows_whether_only_this_machine_can_reach_the_listener(string address, bool expected) =>
        ListenerAddress.IsLoopbackOnly([address]).ShouldBe(expected);
}
