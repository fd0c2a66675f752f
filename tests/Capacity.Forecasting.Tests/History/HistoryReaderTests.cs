using System.Text;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Tests.History;

public class HistoryReaderTests
{
    private static HistoryReport Read(string text, HistoryMapping? mapping = null, Encoding? encoding = null) =>
        HistoryReader.Read(new MemoryStream((encoding ?? new UTF8Encoding(false)).GetBytes(text)), mapping);

    [Theory]
    [InlineData("start,count\n2020-03-16 08:00,5\n2020-03-16 08:30,7\n")]
    [InlineData("2020-03-16T08:00:00,5\n2020-03-16T08:30:00,7")]
    [InlineData("\uFEFFstart;count\r\n2020-03-16 08:00;5,0\r\n2020-03-16 08:30;7\r\n")]
    [InlineData("sep=;\nDébut;Appels\n16/03/2020 08:00;5\n16/03/2020 08:30;7\n")]
    [InlineData("start\tcount\n2020-03-16T08:00+01:00\t5\n2020-03-16T08:30+01:00\t7\n")]
    [InlineData("\"start\",\"count\"\n\"3/16/2020 8:00 AM\",\"5\"\n\"3/16/2020 8:30 AM\",\"7\"\n")]
    [InlineData("count,start\n5,2020-03-16 08:00\n7,2020-03-16 08:30\n")]
    [InlineData("Date;Heure;Appels\n16/03/2020;8h00;5\n16/03/2020;8h30;7\n")]
    public void Finds_start_and_count_by_itself(string text)
    {
        var report = Read(text);
        report.Counts.Keys.ShouldAllBe(kind => kind == IssueKind.ClosedHours);
        report.IntervalMinutes.ShouldBe(30);
        report.Series!.Starts.ShouldBe([new LocalDateTime(2020, 3, 16, 8, 0), new LocalDateTime(2020, 3, 16, 8, 30)]);
        report.Series.Counts.ShouldBe([5, 7]);
    }

    [Fact]
    public void Reads_an_export_of_Genesys_with_milliseconds()
    {
        var report = Read("Interval Start,Queue Name,nOffered,tHandle\n2020-03-16T08:00:00.000Z/2020-03-16T08:30:00.000Z,Refunds,5,300000\n2020-03-16T08:30:00.000Z/2020-03-16T09:00:00.000Z,Refunds,7,240000\n",
            new HistoryMapping { TimeZone = "Europe/Paris" });
        report.Series!.Starts[0].ShouldBe(new LocalDateTime(2020, 3, 16, 9, 0));
        report.Series.HandleSeconds.ShouldBe([300, 240]);
    }

    [Fact]
    public void Reads_an_export_of_Connect() =>
        Read("Queue,StartInterval,EndInterval,Contacts queued,Average handle time\nRefunds,2020-03-16T08:00:00Z,2020-03-16T08:30:00Z,5,300\nRefunds,2020-03-16T08:30:00Z,2020-03-16T09:00:00Z,7,240\n")
            .Total.ShouldBe(12);

    [Fact]
    public void Reads_an_export_of_Dynamics_in_whole_minutes() =>
        Read("Interval start time,Queue name,Incoming conversations,Avg. handle time (minutes)\n2020-03-16 08:00,Refunds,5,6\n2020-03-16 08:30,Refunds,7,4\n")
            .Series!.HandleSeconds.ShouldBe([360, 240]);

    [Fact]
    public void Reads_Windows_1252_where_it_is_not_UTF_8()
    {
        CodePagesEncodingProvider.Instance.ShouldNotBeNull();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var report = Read("Début;Appels reçus\n2020-03-16 08:00;5\n2020-03-16 08:30;7\n", encoding: Encoding.GetEncoding(1252));
        report.Encoding.ShouldBe("windows-1252");
        report.Columns["count"].ShouldBe("Appels reçus");
    }

    [Fact]
    public void Follows_the_mapping_that_it_is_given()
    {
        var mapping = HistoryMapping.Parse("start=When, count=3").Value!;
        Read("When,Other,Mine\n2020-03-16 08:00,5,50\n2020-03-16 08:30,7,70\n", mapping).Total.ShouldBe(120);
    }

    [Theory]
    [InlineData("start", "ROLE=COLUMN")]
    [InlineData("cuont=3", "count")]
    [InlineData("zone=Paris", "Europe/Paris")]
    [InlineData("unit=hours", "ms")]
    public void Refuses_a_mapping_it_does_not_understand(string text, string mend) =>
        HistoryMapping.Parse(text).Errors.ShouldHaveSingleItem().Mend.ShouldContain(mend);

    [Fact]
    public void Says_which_mapped_column_is_not_there() =>
        Read("start,calls\n2020-03-16 08:00,5\n", new HistoryMapping { Count = "call" }).Issues[0].ToString()
            .ShouldBe("line 1, column 1: There is no column 'call' for count. Did you mean 'calls'?");

    [Theory]
    [InlineData("2020-03-16 09:00,abc", IssueKind.Unparsable, 18)]
    [InlineData("2020-03-16 09:00,", IssueKind.Unparsable, 18)]
    [InlineData("2020-03-16 09:00", IssueKind.Unparsable, 1)]
    [InlineData("yesterday,5", IssueKind.Unparsable, 1)]
    [InlineData("2020-02-30 09:00,5", IssueKind.Unparsable, 1)]
    [InlineData("2020-03-16 25:00,5", IssueKind.Unparsable, 1)]
    [InlineData("\"2020-03-16 09:00,5", IssueKind.Unparsable, 1)]
    [InlineData("2020-03-16 09:00,-5", IssueKind.Negative, 18)]
    [InlineData("2020-03-16 09:00,1e300", IssueKind.Unparsable, 18)]
    [InlineData("2020-03-16 09:07,5", IssueKind.NotOnGrid, 1)]
    [InlineData("2020-03-16 08:30,5", IssueKind.Duplicate, 1)]
    [InlineData("2020-03-16 07:30,5", IssueKind.OutOfOrder, 1)]
    [InlineData("2020-03-16 09:00,5.5", IssueKind.Fractional, 18)]
    public void Reports_an_odd_row_and_keeps_the_others(string row, IssueKind kind, int column)
    {
        var report = Read($"start,count\n2020-03-16 08:00,5\n2020-03-16 08:30,7\n{row}\n2020-03-16 09:30,4\n2020-03-16 10:00,4\n");
        var issue = report.Issues.Single(one => one.Kind == kind);
        (issue.Line, issue.Column).ShouldBe((4, column));
        issue.Mend.ShouldNotBeNullOrWhiteSpace();
        report.Used.ShouldBe(issue.IsError ? 4 : 5);
    }

    [Fact]
    public void Reports_a_file_without_dates_or_numbers() => Read("hello\nworld\n").Issues.ShouldHaveSingleItem().Kind.ShouldBe(IssueKind.NoColumns);

    [Fact]
    public void Reports_an_empty_file() => Read("").Series.ShouldBeNull();

    [Fact]
    public void Passes_over_a_preamble_before_the_header() =>
        Read("Report of Monday\n\nstart,count\n2020-03-16 08:00,5\n2020-03-16 08:30,7\n").Total.ShouldBe(12);

    [Fact]
    public void Uses_the_mean_of_the_hour_that_is_there_twice()
    {
        var report = Read("start,count\n2020-10-25 01:00,4\n2020-10-25 02:00,6\n2020-10-25 02:00,8\n2020-10-25 03:00,4\n", new HistoryMapping { TimeZone = "Europe/Paris" });
        report.Counts.Keys.ShouldContain(IssueKind.RepeatedHour);
        report.Series!.Counts.ShouldBe([4, 7, 4]);
    }

    [Fact]
    public void Leaves_out_an_hour_that_does_not_exist()
    {
        var report = Read("start,count\n2020-03-29 01:00,4\n2020-03-29 02:00,6\n2020-03-29 03:00,4\n", new HistoryMapping { TimeZone = "Europe/Paris" });
        report.Counts.Keys.ShouldContain(IssueKind.SkippedHour);
        report.Counts.Keys.ShouldNotContain(IssueKind.Gap);
        report.Series!.Counts.ShouldBe([4, 4]);
    }

    [Fact]
    public void Adds_the_queues_of_a_file_up_unless_one_is_chosen()
    {
        const string text = "start,queue,count\n2020-03-16 08:00,a,5\n2020-03-16 08:00,b,6\n2020-03-16 08:30,a,7\n2020-03-16 08:30,b,8\n";
        var both = Read(text);
        both.Series!.Counts.ShouldBe([11, 15]);
        both.Counts.Keys.ShouldContain(IssueKind.SeveralQueues);
        Read(text, new HistoryMapping { OnlyQueue = "b" }).Series!.Counts.ShouldBe([6, 8]);
    }

    [Fact]
    public void Bounds_what_it_remembers_of_a_broken_file()
    {
        var text = new StringBuilder("start,count\n2020-03-16 08:00,5\n2020-03-16 08:30,7\n");
        for (var i = 0; i < 5_000; i++)
            text.Append("nonsense,").Append(new string('x', 50)).Append('\n');
        var report = Read(text.ToString());
        report.Counts[IssueKind.Unparsable].ShouldBe(5_000);
        report.Issues.Count.ShouldBeLessThan(150);
    }

    [Fact]
    public void Survives_any_bytes()
    {
        var bytes = new byte[200_000];
        var state = 12345u;
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)((state = state * 1664525 + 1013904223) >> 24);
        Should.NotThrow(() => HistoryReader.Read(new MemoryStream(bytes)));
    }
}
