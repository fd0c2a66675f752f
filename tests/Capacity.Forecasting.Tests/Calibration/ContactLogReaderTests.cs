using System.Text;
using Capacity.Forecasting.Calibration;
using NodaTime;

namespace Capacity.Forecasting.Tests.Calibration;

public class ContactLogReaderTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    private static ContactLogReport Read(string text) =>
        ContactLogReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Paris, "line", TestContext.Current.CancellationToken);

    [Fact]
    public void Reads_a_french_export_with_semicolons_and_local_times()
    {
        var log = Read("Début;Résultat;Attente;Appelant\n2020-03-16 09:00:30;Abandonné;12,5;a\n2020-03-16 09:02:00;Traité;0;a\n").Log.ShouldNotBeNull();
        log.Contacts[0].Offered.ShouldBe(Instant.FromUtc(2020, 3, 16, 8, 0, 30));
        log.Contacts[0].Wait.ShouldBe(12.5);
        log.Contacts[0].Queue.ShouldBe("line");
        log.NextOf(0)!.Value.Why.ShouldBe(LoggedOrigin.Redial);
        log.AttemptOf(1).ShouldBe(2);
    }

    [Fact]
    public void Leaves_a_broken_row_out_and_tells_where_it_stands()
    {
        var report = Read("offered,outcome,wait\n2020-03-16T09:00:00,answered,3\nyesterday,answered,3\n2020-03-16T09:00:00,lost in space,3\n2020-03-16T09:00:00,answered,-1\n");
        report.Log.ShouldNotBeNull().Contacts.Count.ShouldBe(1);
        report.Problems.Select(problem => problem.Line).ShouldBe([3, 4, 5]);
        report.Problems.ShouldAllBe(problem => problem.ProblemFr.Length > 0 && problem.MendFr.Length > 0);
    }

    [Fact]
    public void Names_the_columns_that_are_missing()
    {
        var report = Read("start,calls\n2020-03-16,3\n");
        report.Log.ShouldBeNull();
        report.Problems.Select(problem => problem.Problem).ShouldBe(["The header has no column 'outcome'.", "The header has no column 'wait'."]);
    }

    [Fact]
    public void Does_not_mix_two_replications() =>
        Read("replication,offered,outcome,wait\n0,2020-03-16T09:00:00,answered,3\n1,2020-03-16T09:00:00,answered,3\n").LeftOut.ShouldBe(1);

    [Theory]
    [InlineData("offered,outcome,wait", true)]
    [InlineData("start;calls", false)]
    public void Tells_a_log_from_a_history(string header, bool isLog) => ContactLogReader.IsLog(header).ShouldBe(isLog);
}
