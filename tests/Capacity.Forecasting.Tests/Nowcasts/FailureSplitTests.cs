using Capacity.Forecasting.Nowcasts;

namespace Capacity.Forecasting.Tests.Nowcasts;

public class FailureSplitTests
{
    [Fact]
    public void Without_known_origins_the_published_share_stands()
    {
        var split = FailureSplit.Of(0, 0, 1000);
        split.Share.ShouldBe(0.3, 1e-12);
        split.Failure.ShouldBe(300, 1e-9);
    }

    [Fact]
    public void Many_known_origins_leave_little_of_the_prior()
    {
        var split = FailureSplit.Of(600, 1000, 1000);
        split.Failure.ShouldBe(600, 1e-9);
        split.Share.ShouldBe(0.6, 0.01);
        0.6.ShouldBeInRange(split.P10, split.P90);
    }

    [Fact]
    public void Value_and_failure_add_up_to_what_was_offered()
    {
        var split = FailureSplit.Of(30, 50, 200);
        (split.Value + split.Failure).ShouldBe(200, 1e-9);
    }

    [Fact]
    public void Refuses_more_failures_than_known_contacts() => Should.Throw<ArgumentOutOfRangeException>(() => FailureSplit.Of(3, 2, 10));
}
