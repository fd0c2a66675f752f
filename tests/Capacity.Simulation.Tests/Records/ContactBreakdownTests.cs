using Capacity.Domain.Kpis;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Tests.Records;

/// <summary>Records of contacts and their sums, on networks drawn at random with every flow on.</summary>
public sealed class ContactBreakdownTests
{
    static readonly List<Kpi> s_kpis = [.. ContactBreakdown.Kpis];

    static (SimulationModel Model, List<ContactRecord> Records) Record(int number, RecordingOptions? options = null)
    {
        var model = SimulationModel.Compile(RandomCenter.Of(number));
        var records = new List<ContactRecord>();
        ContactRecording.Run(model, 3, number, options ?? new(), records.Add);
        return (model, records);
    }

    static BreakdownRow[] Rows(ContactBreakdown breakdown, List<ContactRecord> records)
    {
        records.ForEach(breakdown.Add);
        return [.. breakdown.Rows(1)];
    }

    static double Sum(IEnumerable<BreakdownRow> rows, Kpi kpi) => rows.Sum(row => row.Values[s_kpis.IndexOf(kpi)]);

    /// <summary>Handle time of callbacks apart: calls in vain are no contacts.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(9)]
    public void Every_KPI_of_a_queue_is_that_of_the_tallies(int number)
    {
        var (model, records) = Record(number);
        var run = new Replication(model);
        run.Run(3, number, CancellationToken.None);

        foreach (var row in Rows(new ContactBreakdown(model, record => (record.Queue, 0)), records))
        {
            var sums = new long[(int)ContactField.Count];
            for (var day = 0; day < model.Timeline.Days; day++)
                for (var field = 0; field < sums.Length; field++)
                    sums[field] += run.ContactSums.Of(row.Subject, day)[field];
            var tally = ContactDaySums.ToTally(sums);
            foreach (var kpi in s_kpis.Where(kpi => kpi != ContactKpis.AverageHandleTime || tally.FailedCalls == 0))
            {
                var (value, expected) = (row.Values[s_kpis.IndexOf(kpi)], kpi.Of(tally));
                (value.Equals(expected) || Math.Abs(value - expected) < 1e-9)
                    .ShouldBeTrue($"{model.Network.Queues[row.Subject].Definition.Id}, {kpi.Name}: {value}, tally {expected}");
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(10)]
    public void Origins_sum_to_offered_in_every_interval_and_intervals_to_the_whole(int number)
    {
        Kpi[] origins =
        [
            ContactKpis.Fresh, ContactKpis.Redials, ContactKpis.Recontacts, ContactKpis.Chasers, ContactKpis.SelfServiceReturns,
            ContactKpis.ChannelChanges, ContactKpis.Transfers, ContactKpis.Escalations,
        ];
        var (model, records) = Record(number);
        var rows = Rows(ContactBreakdown.ByInterval(model), records);

        rows.Length.ShouldBeGreaterThan(100);
        rows.ShouldAllBe(row => Sum(new[] { row }, ContactKpis.Offered) == origins.Sum(origin => Sum(new[] { row }, origin)));
        origins.Append(ContactKpis.Released).Append(ContactKpis.Obligations).ShouldAllBe(origin => Sum(rows, origin) > 0);
        Sum(rows, ContactKpis.Fresh).ShouldBeGreaterThan(Sum(rows, ContactKpis.Released) + Sum(rows, ContactKpis.Obligations));
        Sum(rows, ContactKpis.Offered).ShouldBe(records.Count);
        foreach (var record in records)
            record.Offered.ShouldBeInRange(
                model.Timeline.StartOf(model.Timeline.IntervalAt(record.Offered)), model.Timeline.StartOf(model.Timeline.IntervalAt(record.Offered) + 1));
    }

    [Fact]
    public void Teams_and_reasons_share_the_same_contacts_out()
    {
        var (model, records) = Record(2);
        var (teams, reasons) = (Rows(ContactBreakdown.ByTeam(model), records), Rows(ContactBreakdown.ByReason(model), records));

        Sum(reasons, ContactKpis.Offered).ShouldBe(records.Count);
        Sum(reasons, ContactKpis.Answered).ShouldBe(Sum(teams, ContactKpis.Answered));
        Sum(teams, ContactKpis.Offered).ShouldBe(Sum(teams, ContactKpis.Answered), "who was not answered has no team");
        reasons.Select(row => row.Subject).Distinct().Count().ShouldBeGreaterThan(1);
        teams.Select(row => row.Subject).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void A_sample_has_all_contacts_of_its_persons_and_a_limit_the_first_ones()
    {
        var (_, all) = Record(5);
        var (_, sample) = Record(5, new() { Sample = 0.3 });
        var (_, first) = Record(5, new() { Limit = 100 });

        sample.ShouldBe(all.Where(record => sample.Any(chosen => chosen.Person == record.Person)));
        (sample.DistinctBy(record => record.Person).Count() / (double)all.DistinctBy(record => record.Person).Count()).ShouldBeInRange(0.25, 0.35);
        first.ShouldBe(all.Take(100));
    }
}
