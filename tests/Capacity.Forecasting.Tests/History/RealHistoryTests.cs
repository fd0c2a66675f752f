using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Tests.History;

public class RealHistoryTests
{
    [Fact]
    public void Reads_the_bank_history_whole()
    {
        var report = SharedData.Read(SharedData.Bank);
        (report.Rows, report.Used, report.IntervalMinutes).ShouldBe((24_505, 24_505, 5));
        report.Issues.ShouldAllBe(issue => !issue.IsError);
        report.Counts[IssueKind.MissingDay].ShouldBe(5);
        report.Issues.Single(issue => issue.Kind == IssueKind.ClosedHours).Problem.ShouldContain("Friday 07:00–21:05");
    }

    [Fact]
    public void Names_the_days_that_the_bank_history_lacks() =>
        SharedData.Read(SharedData.Bank).Issues.Where(issue => issue.Kind == IssueKind.MissingDay).Select(issue => issue.Problem[..10])
            .ShouldBe(["2003-04-04", "2003-04-07", "2003-05-26", "2003-07-04", "2003-09-01"]);

    [Fact]
    public void Reads_the_Technion_history_with_date_and_time_apart()
    {
        var report = SharedData.Read("technion_bank_6min_1999_until_1031.csv");
        report.IntervalMinutes.ShouldBe(6);
        report.First.ShouldBe(new LocalDateTime(1999, 1, 1, 0, 0));
        report.Counts.Keys.ShouldContain(IssueKind.Fractional);
        report.Issues.ShouldAllBe(issue => !issue.IsError);
    }

    [Theory]
    [InlineData("osaka_covid_call_centre_daily_2020_until_0731.csv", 185)]
    [InlineData("nhs_covid_contacts_daily_england_2020_until_0630.csv", 105)]
    [InlineData("scotland_nhs24_calls_daily_2020.csv", 126)]
    public void Reads_daily_counts(string file, int days)
    {
        var report = SharedData.Read(file);
        (report.IntervalMinutes, report.Used).ShouldBe((1440, days));
    }
}
