using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>What lies open at the end of each day, against the slow engine's list of cases: how much, how old, past due.</summary>
public sealed class OpenCasesTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, 6)];

    /// <summary>Number 0: files that pile up, and callbacks that are called again the next morning; then networks drawn at random.</summary>
    static Scenario Center(int number)
    {
        if (number > 0)
            return RandomCenter.Of(number);
        var calls = Voice("calls", 240, 120) with { OpeningHours = Daily(9, 19), Callback = new CallbackOffer { ThresholdSeconds = 60, Queue = "callbacks" } };
        var callbacks = Voice("callbacks", 240, null, 3600) with
        {
            Channel = Channel.Callback, OpeningHours = Daily(9, 19),
            CallbackTries = new CallbackTries { NotReached = 0.6, RetryAfterSeconds = 36_000, MaximumTries = 3 },
        };
        var files = Voice("files", 600, null, 7200) with { Channel = Channel.BackOffice, Priority = 3 };
        return Scenario(
            1, [calls, callbacks, files], [Team("all", 6, Skill("calls"), Skill("callbacks"), Skill("files")) with { WorkingHours = Daily(8, 20), ContractHours = 84 }],
            Baseline("calls", 900), Baseline("files", 150)) with { OpeningBacklogs = [new() { Queue = "files", Cases = 200, OldestDays = 6 }] };
    }

    static (SimulationModel Model, ReferenceReplication Slow) Simulate(int number)
    {
        var model = SimulationModel.Compile(Center(number));
        var slow = new ReferenceReplication(model, 3, number);
        slow.Run();
        return (model, slow);
    }

    static IEnumerable<(ContactTally Fast, long[] Row, List<(double Age, bool IsDue)> Slow)> EndsOfDays(int number)
    {
        var (model, slow) = Simulate(number);
        var sums = new ContactDaySums(model.Timeline.Days, EngineKind.Contact);
        var block = ContactEngine.Run(model, 3, number, 1, TestContext.Current.CancellationToken);
        for (var queue = 0; queue < model.Network.Queues.Length; queue++)
        {
            sums.Read(block.Replications[0].Queues[queue]);
            for (var day = 0; day < model.Timeline.Days; day++)
                yield return (sums.Tally(day, 1), sums.Day(day).ToArray(), slow.OpenAtEnd[(queue, day)]);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Open_and_overdue_cases_and_their_ages_are_those_of_the_slow_engine(int number)
    {
        foreach (var (fast, row, slow) in EndsOfDays(number))
        {
            fast.BacklogAtEnd.ShouldBe(slow.Count);
            fast.OverdueAtEnd.ShouldBe(slow.Count(open => open.IsDue));
            fast.BacklogAgeSeconds.ShouldBe(slow.Sum(open => open.Age), 1);
            var bins = new long[BacklogAges.Bins];
            slow.ForEach(open => bins[BacklogAges.BinOf(open.Age)]++);
            row[ContactDaySums.FirstAge..ContactDaySums.FirstWait].ShouldBe(bins);
        }
    }

    [Fact]
    public void Quantiles_of_age_are_those_of_the_sorted_ages_within_a_bin()
    {
        var compared = 0;
        foreach (var (fast, _, slow) in EndsOfDays(0).Where(day => day.Slow.Count > 20))
        {
            var ages = slow.Select(open => open.Age).Order().ToList();
            foreach (var (share, quantile) in new[] { (0.1, fast.BacklogAgeP10), (0.5, fast.BacklogAgeP50), (0.9, fast.BacklogAgeP90) })
            {
                var exact = ages[(int)Math.Ceiling(share * ages.Count) - 1];
                quantile.ShouldBeInRange(exact * 8 / 9 - 60, exact * 9 / 8 + 60);
                compared++;
            }
        }

        compared.ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public void Callbacks_wait_past_due_between_two_calls_at_the_end_of_a_day() =>
        Simulate(0).Slow.DueBetweenCalls.ShouldBeGreaterThan(10, "otherwise the comparison above says nothing about them");
}
