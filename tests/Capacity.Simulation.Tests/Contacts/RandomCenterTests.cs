using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>Identities on networks drawn at random, every flow on.</summary>
public sealed class RandomCenterTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, 12)];

    static (SimulationModel Model, Replication Run, List<ContactRecord> Records) Run(int number)
    {
        var model = SimulationModel.Compile(RandomCenter.Of(number));
        var sink = new ListSink();
        var run = new Replication(model) { Sink = sink, Trace = [] };
        run.Run(3, number, CancellationToken.None);
        return (model, run, sink.Records);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_slow_engine_tells_the_same_story(int number)
    {
        var (model, run, _) = Run(number);
        var slow = new ReferenceReplication(model, 3, number);
        slow.Run();

        run.Trace!.Count.ShouldBeGreaterThan(3000);
        for (var i = 0; i < Math.Min(run.Trace.Count, slow.Trace.Count); i++)
            run.Trace[i].ShouldBe(slow.Trace[i], $"contact {i} of {run.Trace.Count}");
        run.Trace.Count.ShouldBe(slow.Trace.Count);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Origins_sum_to_offered_in_every_interval(int number)
    {
        var (model, run, records) = Run(number);
        var byInterval = records.GroupBy(record => (record.Queue, model.Timeline.IntervalAt(record.Offered))).ToList();
        foreach (var queueDay in byInterval.GroupBy(interval => (interval.Key.Queue, Day: model.Timeline.DayOf(interval.Key.Item2))))
        {
            var sums = run.ContactSums.Of(queueDay.Key.Queue, queueDay.Key.Day);
            sums[(int)Offered].ShouldBe(queueDay.Sum(interval => interval.Count()));
            for (var origin = Fresh; origin <= Escalations; origin++)
                sums[(int)origin].ShouldBe(queueDay.Sum(interval => interval.Count(record => (int)record.Origin == (int)origin)), $"{queueDay.Key}, {origin}");
        }

        records.Select(record => record.Origin).Distinct().Count().ShouldBeGreaterThanOrEqualTo(7);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_offered_contact_ends_in_one_way_or_still_waits(int number)
    {
        var (model, run, records) = Run(number);
        records.Select(record => record.Contact).Distinct().Count().ShouldBe(records.Count);
        for (var queue = 0; queue < model.Network.Queues.Length; queue++)
        {
            long Sum(ContactField field) => Enumerable.Range(0, model.Timeline.Days).Sum(day => run.ContactSums.Of(queue, day)[(int)field]);
            int Count(params ContactFate[] fates) => records.Count(record => record.Queue == queue && fates.Contains(record.Fate));
            Sum(Answered).ShouldBe(Count(ContactFate.Answered, ContactFate.StillServed));
            Sum(Abandoned).ShouldBe(Count(ContactFate.Abandoned));
            Sum(Blocked).ShouldBe(Count(ContactFate.Blocked));
            Sum(TransferredOut).ShouldBe(Count(ContactFate.MovedOn));
            Sum(Offered).ShouldBe(Sum(Answered) + Sum(Abandoned) + Sum(Blocked) + Sum(TransferredOut) + Count(ContactFate.StillWaiting));
            Sum(Resolved).ShouldBe(records.Count(record => record.Queue == queue && record.IsResolved));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void No_more_contacts_hold_lines_than_there_are(int number)
    {
        var (model, _, records) = Run(number);
        var changes = new List<(double Time, int Change)>();
        foreach (var record in records.Where(record => model.Network.Queues[record.Queue].LineGroup == 0 && record.Fate != ContactFate.Blocked))
        {
            var talk = record.Fate == ContactFate.Answered ? record.Handle * model.Network.Queues[record.Queue].TalkShare : 0;
            changes.Add((record.Offered, 1));
            changes.Add((record.Offered + record.Wait + talk - 1e-6, -1));
        }

        int taken = 0, most = 0;
        foreach (var (_, change) in changes.OrderBy(change => change.Time))
            most = Math.Max(most, taken += change);
        most.ShouldBe(model.Network.LineGroups[0]);
        records.Count(record => record.Fate == ContactFate.Blocked).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Whoever_follows_leads_back_to_the_person_who_came_first()
    {
        var (model, _, records) = Run(1);
        var first = records.Where(record => record.Contact == record.Person).Select(record => record.Person).ToHashSet();
        var followers = records.Where(record => record.Origin > ContactOrigin.Obligation && record.Origin is not (ContactOrigin.Chaser or ContactOrigin.SelfServiceReturn)).ToList();

        followers.Count.ShouldBeGreaterThan(500);
        followers.Count(record => first.Contains(record.Person)).ShouldBeGreaterThan(followers.Count * 3 / 4, "others follow old cases or self-service");
        records.Where(record => record.Origin == ContactOrigin.Redial).ShouldAllBe(record => record.Attempt > 1 && record.Attempt <= 5);
        model.Scenario.Network.Queues.Count.ShouldBe(5);
    }

    sealed class ListSink : IContactSink
    {
        public List<ContactRecord> Records { get; } = [];

        public void Add(in ContactRecord record) => Records.Add(record);
    }
}
