using System.Text;
using Capacity.Forecasting.History;

namespace Capacity.Forecasting.Tests.History;

public class HistoryColumnsTests
{
    private static HistoryReport Read(string text, HistoryMapping? mapping = null, IProgress<long>? progress = null,
        CancellationToken cancellationToken = default) =>
        HistoryReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), mapping, progress, cancellationToken);

    [Theory]
    [InlineData("Interval Start,Offer,Answer,Abandon\n2020-03-16 08:00,9,6,3\n2020-03-16 08:30,7,7,0\n")]
    [InlineData("StartInterval;Contacts queued;Contacts handled;Contacts abandoned\n2020-03-16 08:00;9;6;3\n2020-03-16 08:30;7;7;0\n")]
    [InlineData("Début;Appels présentés;Appels traités;Appels abandonnés\n16/03/2020 08:00;9;6;3\n16/03/2020 08:30;7;7;0\n")]
    public void Outcomes_are_found_by_the_names_of_telephony_systems(string text)
    {
        var outcome = Read(text).Series!.Outcomes[0];
        (outcome.Answered, outcome.Abandoned).ShouldBe((6, 3));
        double.IsNaN(outcome.Blocked).ShouldBeTrue();
    }

    [Fact]
    public void Blocked_attempts_and_unique_callers_are_read_and_added_up_over_longer_intervals()
    {
        var series = Read("start,calls,blocked,unique callers\n2020-03-16 08:00,9,40,12\n2020-03-16 08:15,7,30,9\n").Series!;
        series.Resample(30).Outcomes.ShouldHaveSingleItem().ShouldBe(new HistoryOutcome(double.NaN, double.NaN, 70, 21));
    }

    [Fact]
    public void Handle_times_of_longer_intervals_are_weighted_by_contacts() =>
        Read("start,calls,aht\n2020-03-16 08:00,10,300\n2020-03-16 08:15,30,100\n").Series!.Resample(30).HandleSeconds.ShouldBe([150]);

    [Fact]
    public void A_condensed_history_reads_as_the_history_it_was_made_of()
    {
        var series = Read("start,calls,aht,blocked\n2020-03-16 08:00,10,300,1\n2020-03-16 08:15,30,,2\n2020-03-16 08:30,0.5,,\n").Series!;
        var again = HistoryReader.Read(new MemoryStream(PlainHistory.Write(series))).Series!;
        again.Starts.ShouldBe(series.Starts);
        again.Counts.ShouldBe(series.Counts);
        again.HandleSeconds.ShouldBe(series.HandleSeconds);
        again.Outcomes.ShouldBe(series.Outcomes);
    }

    [Fact]
    public void Of_two_rows_with_one_start_the_later_is_used_where_the_correction_is_refused()
    {
        const string Text = "start,count\n2020-03-16 08:00,5\n2020-03-16 08:30,7\n2020-03-16 08:30,9\n";
        var correction = Read(Text).Corrections.ShouldHaveSingleItem();
        Read(Text).Series!.Counts.ShouldBe([5, 7]);
        Read(Text, new HistoryMapping { Refused = [correction.Id] }).Series!.Counts.ShouldBe([5, 9]);
    }

    private static string Long { get; } = "start,count\n" + string.Concat(
        Enumerable.Range(0, 2 * HistoryReader.RowsBetweenReports + 5).Select(i => $"{new DateTime(2003, 1, 1).AddMinutes(30 * i):yyyy-MM-dd HH:mm},5\n"));

    [Fact]
    public void Progress_tells_the_bytes_that_were_read()
    {
        var told = new List<long>();
        Read(Long, progress: new Told(told.Add)).Rows.ShouldBe(2 * HistoryReader.RowsBetweenReports + 5);
        told.Count.ShouldBe(2);
        told[0].ShouldBeInRange(1, told[1]);
        told[1].ShouldBeLessThanOrEqualTo(Long.Length);
    }

    [Fact]
    public void Reading_can_be_cancelled() => Should.Throw<OperationCanceledException>(
        () => Read(Long, cancellationToken: new CancellationToken(canceled: true)));

    private sealed class Told(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
