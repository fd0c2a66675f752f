using System.Text;
using Capacity.Forecasting.History;

namespace Capacity.Forecasting.Tests.History;

/// <summary>Whatever reading and cleaning a file finds is told in French as well.</summary>
public class FrenchIssueTests
{
    private static readonly HistoryMapping Paris = new() { TimeZone = "Europe/Paris" };

    public static TheoryData<string, IssueKind> Files => new()
    {
        { "a rose is\na rose is\n", IssueKind.NoColumns },
        { "start,count\n2020-03-16 08:00,5\nyesterday,5\n2020-03-16 09:00,many\n2020-03-16 09:30,\n2020-03-16 10:00\n2020-03-16 10:30,1e12\n", IssueKind.Unparsable },
        { "date,time,count\n2020-03-16,08:00,5\n2020-03-16,noon,5\n", IssueKind.Unparsable },
        { "start,count\n2020-03-16 08:00,5\n2020-03-16 08:30,-5\n", IssueKind.Negative },
        { "start,count\n2020-03-16 08:00,5\n2020-03-16 08:30,5\n2020-03-16 08:00,6\n", IssueKind.Duplicate },
        { "start,count\n2020-03-29 01:30,5\n2020-03-29 02:30,5\n2020-03-29 03:00,5\n", IssueKind.SkippedHour },
        { "start,count\n2020-10-25 02:00,5\n2020-10-25 02:30,5\n2020-10-25 02:00,7\n2020-10-25 02:30,7\n", IssueKind.RepeatedHour },
        { "start,count\n2020-03-16 08:00,5\n2020-03-16 08:30,5\n2020-03-16 09:00,5\n2020-03-16 09:10,5\n2020-03-16 09:30,5\n2020-03-16 10:00,5\n", IssueKind.NotOnGrid },
        { "start,count\n2020-03-16 08:00,5.5\n2020-03-16 08:30,5\n", IssueKind.Fractional },
        { "start,count\n2020-03-16 08:30,5\n2020-03-16 08:00,5\n", IssueKind.OutOfOrder },
        { "start,queue,count\n2020-03-16 08:00,a,5\n2020-03-16 08:00,b,5\n2020-03-16 08:30,a,5\n", IssueKind.SeveralQueues },
        { Weeks(start => start.DayOfYear == 50 ? null : 100), IssueKind.MissingDay },
        { Weeks(start => start is { DayOfYear: 50, Hour: 10 } ? null : 100), IssueKind.Gap },
        { Weeks(start => start.DayOfYear == 50 ? 900 : 100), IssueKind.OutlierDay },
        { Weeks(start => start is { DayOfYear: 50, Hour: >= 10 and < 13 } ? 0 : 100), IssueKind.SilentLine },
        { Weeks(start => start.DayOfYear > 70 ? 130 : 100), IssueKind.LevelShift },
        { Weeks(start => start.DayOfYear > 70 ? 400 : 100), IssueKind.LevelShift },
        { Weeks(_ => 100), IssueKind.Holiday },
        { Weeks(_ => 100), IssueKind.ClosedHours },
        { Weeks(_ => 100) + "2020-02-19 22:00,30\n", IssueKind.OutOfHours },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Tells_what_it_found_and_how_to_mend_it(string text, IssueKind kind)
    {
        var report = HistoryReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Paris);
        report.Issues.ShouldContain(issue => issue.Kind == kind);
        report.Issues.ShouldAllBe(issue => issue.ProblemFr.Length > 0 && issue.ProblemFr != issue.Problem && issue.MendFr.Length > 0 && issue.MendFr != issue.Mend);
        report.Corrections.ShouldAllBe(one => one.ProblemFr.Length > 0 && one.ProblemFr != one.Problem && one.EffectFr.Length > 0 && one.EffectFr != one.Effect);
    }

    [Fact]
    public void Every_kind_of_issue_is_among_these_files() =>
        Enum.GetValues<IssueKind>().Except(Files.Select(row => row.Data.Item2)).ShouldBeEmpty();

    /// <summary>Half hours of working days from 8:00 to 18:00, sixteen weeks from 6 January 2020; a count that is absent has no row.</summary>
    private static string Weeks(Func<DateTime, double?> count)
    {
        var rows = from day in Enumerable.Range(0, 7 * 16)
            let date = new DateTime(2020, 1, 6).AddDays(day)
            where date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            from half in Enumerable.Range(16, 20)
            let start = date.AddMinutes(30 * half)
            let contacts = count(start)
            where contacts is not null
            select $"{start:yyyy-MM-dd HH:mm},{(contacts == 0 ? 0 : contacts + (date.DayOfYear * 7 + half) % 5)}";
        return "start,count\n" + string.Join("\n", rows) + "\n";
    }
}
