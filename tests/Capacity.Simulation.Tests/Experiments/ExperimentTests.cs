using System.Text.Json;
using Capacity.Domain.Json;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;
using NodaTime;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Experiments;

public sealed class ExperimentTests
{
    static readonly LocalDate s_start = new(2020, 6, 1);

    /// <summary>A small desk that overloads in its first weeks.</summary>
    static Scenario Desk()
    {
        var calls = Voice("calls", 300, 180) with
        {
            OpeningHours = Daily(9, 17), Redial = new Redial(), Recontact = new Recontact(),
            Reasons = [new ReasonShare { Reason = "half", Share = 1 }],
        };
        var callbacks = Voice("callbacks", 300, null, 14400) with { Channel = Channel.Callback, OpeningHours = Daily(9, 17), Priority = 2 };
        return Scenario(
            3, [calls, callbacks],
            [Team("team", 10, Skill("calls"), Skill("callbacks")) with { WorkingHours = Daily(9, 17), ContractHours = 56 }],
            Baseline("calls", 700)) with { CommonDailyVariation = 0.1 };
    }

    static string Json(ScenarioResult result) =>
        JsonSerializer.Serialize(result with { ElapsedSeconds = 0, ContactsPerSecond = 0 }, CapacityJson.Options);

    [Fact]
    public void The_result_is_the_same_bytes_with_any_number_of_threads()
    {
        var results = new[] { 1, 2, 7 }.Select(threads =>
            Json(Experiment.Run(Desk(), new() { Replications = 10, Seed = 3, Threads = threads, BlockSize = 2 }))).ToList();

        results[1].ShouldBe(results[0]);
        results[2].ShouldBe(results[0]);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_size_of_blocks_or_the_order_of_their_computation()
    {
        var model = SimulationModel.Compile(Desk());
        var blocks = new[] { 6, 0, 3 }.ToDictionary(first => first, first => ContactEngine.Run(model, 3, first, 3));
        var fold = new ResultFold(model);
        foreach (var first in new[] { 0, 3, 6 })
            fold.Add(ReplicationBlock.FromBytes(blocks[first].ToBytes()));
        var whole = new ResultFold(SimulationModel.Compile(Desk()));
        whole.Add(ContactEngine.Run(model, 3, 0, 9));

        Json(fold.Build()).ShouldBe(Json(whole.Build()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(140)]
    public void The_result_does_not_depend_on_whether_the_number_of_replications_is_known_beforehand(int replications)
    {
        var model = SimulationModel.Compile(Desk());
        var block = ContactEngine.Run(model, 3, 0, replications);
        ResultFold known = new(model, most: replications), unknown = new(model);
        known.Add(block);
        unknown.Add(block);

        Json(known.Build()).ShouldBe(Json(unknown.Build()));
    }

    [Fact]
    public void A_block_survives_its_bytes_and_out_of_order_blocks_are_refused()
    {
        var model = SimulationModel.Compile(Desk());
        var block = ContactEngine.Run(model, 3, 2, 2);

        ReplicationBlock.FromBytes(block.ToBytes()).ToBytes().ShouldBe(block.ToBytes());
        Should.Throw<InvalidOperationException>(() => new ResultFold(model).Add(block)).Message.ShouldContain("order");
    }

    [Fact]
    public void A_cancelled_experiment_stops_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Reports(report => stop.Cancel());

        Should.Throw<OperationCanceledException>(
            () => Experiment.Run(Desk(), new() { Replications = 100_000, BlockSize = 1, Threads = 2 }, progress, stop.Token));
    }

    [Fact]
    public void Progress_counts_replications_and_tightens()
    {
        var reports = new List<ExperimentProgress>();
        Experiment.Run(Desk(), new() { Replications = 32, BlockSize = 8, Threads = 2 }, new Reports(reports.Add));

        reports.Select(report => report.Replications).ShouldBe([8, 16, 24, 32]);
        reports[^1].HalfWidth.ShouldBeLessThan(reports[0].HalfWidth);
        reports[^1].ServiceLevel.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Estimates_are_the_mean_of_ratios_with_deciles_around_it()
    {
        var result = Experiment.Run(Desk(), new() { Replications = 20 });
        var level = result.Queues[0].Total["serviceLevelOfOffered"]!;

        level.P10.ShouldBeLessThanOrEqualTo(level.P50);
        level.P50.ShouldBeLessThanOrEqualTo(level.P90);
        level.Mean.ShouldBeInRange(level.P10, level.P90);
        level.HalfWidth.ShouldBeInRange(1e-6, 0.2);
        result.Queues[0].Days.Count.ShouldBe(21);
        result.Queues[0].Weeks.Sum(week => week.Kpis["offered"]!.Mean).ShouldBe(result.Queues[0].Total["offered"]!.Mean, 1e-6);
        result.Total["offered"]!.Mean.ShouldBe(result.Queues.Sum(queue => queue.Total["offered"]!.Mean), 1e-6);
        result.Teams[0].Total["paidHours"]!.Mean.ShouldBe(10 * 56 * 3, 1e-3);
    }

    [Fact]
    public void Goals_and_recovery_follow_the_load()
    {
        var comfortable = Experiment.Run(Desk() with { Baselines = [Baseline("calls", 200)] }, new() { Replications = 20 });
        var drowning = Experiment.Run(Desk() with { Baselines = [Baseline("calls", 1500)] }, new() { Replications = 20 });

        comfortable.ProbabilityGoalMet.Horizon.Value.ShouldBe(1);
        comfortable.ProbabilityGoalMet.Horizon.Lower.ShouldBeInRange(0.7, 0.99);
        comfortable.RecoveryDate.P90.ShouldBe(s_start);
        drowning.ProbabilityGoalMet.Horizon.Value.ShouldBe(0);
        drowning.RecoveryDate.P10.ShouldBeNull();
        drowning.RecoveryDate.ShareNotRecovered.ShouldBe(1);
    }

    [Fact]
    public void Callback_moves_waiting_contacts_and_counts_their_true_wait()
    {
        var lever = new CallbackLever { Id = "offer", From = s_start, Queue = "calls", CallbackQueue = "callbacks", ThresholdSeconds = 60 };
        var result = Experiment.Run(Desk() with { Levers = [lever] }, new() { Replications = 4 });

        result.Queues[1].Total["transfers"]!.Mean.ShouldBeGreaterThan(100);
        result.Queues[1].Total["averageSpeedOfAnswer"]!.Mean.ShouldBeGreaterThan(120);
    }

    [Fact]
    public void A_lever_that_does_nothing_makes_no_difference_at_all()
    {
        var late = new Overtime { Id = "late", Team = "team", HoursPerWeek = 100, From = s_start.PlusDays(70) };
        var comparison = PairedExperiment.Compare(Desk(), Desk() with { Levers = [late] }, new() { Replications = 6 });

        comparison.Differences.ShouldAllBe(difference => difference.Mean == 0 && difference.HalfWidth == 0);
    }

    [Fact]
    public void Overtime_and_deflection_are_proven_to_help_on_common_random_numbers()
    {
        var overtime = new Overtime { Id = "more", Team = "team", HoursPerWeek = 56, From = s_start };
        var deflection = new Deflection { Id = "site", Reason = "half", Share = 0.3, From = s_start };
        var options = new ExperimentOptions { Replications = 12, Seed = PairedExperiment.FreshSeed(1) };
        var more = PairedExperiment.Compare(Desk(), Desk() with { Levers = [overtime] }, options);
        var fewer = PairedExperiment.Compare(Desk(), Desk() with { Levers = [deflection] }, options);

        var level = more.Of("serviceLevelOfOffered", "calls")!;
        level.Mean.ShouldBeGreaterThan(level.HalfWidth);
        more.Of("fresh", "calls")!.Mean.ShouldBe(0);
        more.Of("overtimeHours", "team")!.Mean.ShouldBe(3 * 56, 1e-3);
        fewer.Of("fresh", "calls")!.Mean.ShouldBeLessThan(-1000);
        fewer.Of("selfServiceReturns", "calls")!.Mean.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Common_random_numbers_tighten_a_difference()
    {
        var more = Desk() with { Levers = [new Overtime { Id = "more", Team = "team", HoursPerWeek = 28, From = s_start }] };
        var paired = PairedExperiment.Compare(Desk(), more, new() { Replications = 16 }).Of("abandonmentRate", "calls")!;
        var first = Experiment.Run(Desk(), new() { Replications = 16, Seed = 1 }).Queues[0].Total["abandonmentRate"]!;
        var second = Experiment.Run(more, new() { Replications = 16, Seed = 2 }).Queues[0].Total["abandonmentRate"]!;

        paired.HalfWidth.ShouldBeLessThan(0.5 * Math.Sqrt(first.HalfWidth * first.HalfWidth + second.HalfWidth * second.HalfWidth));
    }

    sealed class Reports(Action<ExperimentProgress> report) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => report(value);
    }
}
