using Capacity.Dashboard.Charts;
using Capacity.Dashboard.Views;

namespace Capacity.Dashboard.Tests;

public class PromiseRowsTests
{
    private static readonly PromiseRows Ledger = new(Sample.Scenario, new KeyLocalizer());

    [Fact]
    public void Says_to_how_many_for_when_and_what_comes_of_it()
    {
        using InCulture reader = new("en-GB");
        PromiseRow voucher = Ledger.Rows().Single(row => row.Id == "voucher");
        voucher.ToWhom.ShouldStartWith("ToWhom(33,600;");
        voucher.Due.ShouldBe("16 September 2021");
        voucher.Kept.ShouldStartWith("KeptContacts(15,120;");
        voucher.IsBeyond.ShouldBeTrue();
    }

    [Fact]
    public void Says_what_lateness_makes_where_cases_keep_the_promise()
    {
        Ledger.Rows().Single(row => row.Id == "refund").Late.ShouldStartWith("LateChasers(");
        Ledger.Rows().Single(row => row.Id == "voucher").Late.ShouldBe("LateNone");
    }

    [Fact]
    public void Draws_the_second_peak_beyond_the_horizon()
    {
        ChartSeries echo = Ledger.Echo().Series[1];
        echo.Values.Index().MaxBy(point => point.Item).Index.ShouldBeInRange(78, 79);
        Ledger.Peak().ShouldContain("2021");
    }
}
