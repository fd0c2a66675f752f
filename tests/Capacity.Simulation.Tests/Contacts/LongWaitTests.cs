using Capacity.Domain.Kpis;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using Capacity.Simulation.Results;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>The wait that 95 % of contacts do not exceed, against theory, the slow engine, and every single wait of a replication.</summary>
public sealed class LongWaitTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, 6)];

    static ContactDaySums[] SumsOf(SimulationModel model, int number)
    {
        var block = ContactEngine.Run(model, 3, number, 1, TestContext.Current.CancellationToken);
        return [.. block.Replications[0].Queues.Select(packed =>
        {
            var sums = new ContactDaySums(model.Timeline.Days, EngineKind.Contact);
            sums.Read(packed);
            return sums;
        })];
    }

    static double LongWait(ContactDaySums sums, int firstDay, int days) => sums.Values(firstDay, days)[sums.Names.ToList().IndexOf(ContactKpis.WaitP95.Name)];

    /// <summary>Waits by queue and day of arrival of who was answered or gave up; without what lay open before the start.</summary>
    static ILookup<(int Queue, int Day), double> Waits(SimulationModel model, IEnumerable<ContactTrace> trace) => trace
        .Where(told => told.Outcome is ContactOutcome.Answered or ContactOutcome.Abandoned && told.Arrival >= 0)
        .ToLookup(told => (told.Queue, model.Timeline.DayOf(model.Timeline.IntervalAt(told.Arrival))), told => told.Moment - told.Arrival);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Waits_are_counted_by_queue_and_day_as_in_the_slow_engine(int number)
    {
        var model = SimulationModel.Compile(RandomCenter.Of(number));
        var slow = new ReferenceReplication(model, 3, number);
        slow.Run();
        var (fast, waits, counted) = (SumsOf(model, number), Waits(model, slow.Trace), 0L);
        for (var queue = 0; queue < fast.Length; queue++)
            for (var day = 0; day < model.Timeline.Days; day++)
            {
                var bins = new long[EndedWaits.Bins];
                foreach (var wait in waits[(queue, day)].Where(wait => wait > 0))
                    bins[EndedWaits.BinOf(wait)]++;
                fast[queue].Day(day)[ContactDaySums.FirstWait..].ToArray().ShouldBe(bins, $"queue {queue}, day {day}");
                counted += bins.Sum();
            }

        counted.ShouldBeGreaterThan(1000);
    }

    static void ShouldBeOfThese(double quantile, IReadOnlyCollection<double> waits, string where)
    {
        if (waits.Count == 0)
        {
            quantile.ShouldBe(double.NaN, where);
            return;
        }

        // Between the two waits around the rank, or within a bin of them.
        var sorted = waits.Order().ToList();
        var rank = 0.95 * sorted.Count;
        var (low, high) = (sorted[Math.Max(0, (int)Math.Ceiling(rank) - 1)], sorted[Math.Min(sorted.Count - 1, (int)rank)]);
        quantile.ShouldBeInRange(low - (1 + low) / 8 - 1e-9, high + (1 + high) / 8 + 1e-9, where);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Days_weeks_and_queues_together_have_the_quantile_of_all_their_waits(int number)
    {
        var model = SimulationModel.Compile(RandomCenter.Of(number));
        var records = new List<ContactRecord>();
        ContactRecording.Run(model, 3, number, new(), records.Add, TestContext.Current.CancellationToken);
        var ended = records.Where(record => record.Fate is ContactFate.Answered or ContactFate.StillServed or ContactFate.Abandoned).ToList();
        var (sums, all) = (SumsOf(model, number), new ContactDaySums(model.Timeline.Days, EngineKind.Contact));
        for (var queue = 0; queue < sums.Length; queue++)
        {
            var own = ended.Where(record => record.Queue == queue).ToList();
            for (var day = 0; day < model.Timeline.Days; day++)
                ShouldBeOfThese(LongWait(sums[queue], day, 1), [.. own.Where(record => record.Day == day).Select(record => record.Wait)], $"queue {queue}, day {day}");
            ShouldBeOfThese(LongWait(sums[queue], 0, 7), [.. own.Where(record => record.Day < 7).Select(record => record.Wait)], $"queue {queue}, week");
            all.Add(sums[queue]);
        }

        ShouldBeOfThese(LongWait(all, 0, model.Timeline.Days), [.. ended.Select(record => record.Wait)], "all");
        LongWait(all, 0, model.Timeline.Days).ShouldBeGreaterThan(0);
    }

    /// <summary>Erlang A says who has been answered or has given up within a time; the wait that 95 % do not exceed is where that is 95 %.</summary>
    [Theory]
    [InlineData(40)]
    [InlineData(50)]
    [InlineData(56)]
    public void Agrees_with_Erlang_A(int agents)
    {
        double Ended(double seconds) => ErlangA.Evaluate(new Numerics.Queueing.QueueModel
        {
            ArrivalRate = 600 / 3600.0, MeanServiceTime = 300, MeanPatience = 180, Agents = agents, Target = seconds,
        }).ServiceLevels.AbandonsCountedAsMet;
        var (low, high) = (0.0, 1000.0);
        while (high - low > 1e-6)
            (low, high) = Ended((low + high) / 2) < 0.95 ? ((low + high) / 2, high) : (low, (low + high) / 2);

        var run = Run(Scenario(2, [Voice("calls", 300, 180)], [Team("team", agents, Skill("calls"))], Baseline("calls", 600 * 24)), 6);

        run.Values(0, ContactKpis.WaitP95).ShouldAgreeWith(low, 0.02 * (1 + low));
    }
}
