using Capacity.Forecasting.Calibration;
using Capacity.Numerics.Estimation;
using Capacity.Simulation.Models;

namespace Capacity.Forecasting.Tests.Calibration;

/// <summary>What chats and days of several queues tell, on a hundred simulated logs.</summary>
public class ChatCalibrationTests
{
    private const int Trials = 100;

    private static readonly Lazy<CalibrationReport[]> Reports = new(() =>
    {
        var model = SimulationModel.Compile(KnownChats.Scenario());
        return [.. Enumerable.Range(0, Trials).Select(trial => ModelCalibration.Of(KnownCenter.Log(model, trial), model.Scenario.Network))];
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Ninety_percent_of_intervals_hold_the_stretch_with_so_many_in_hand(int inHand) =>
        CoveredPercent(chats => chats.Stretch[inHand - 2], KnownChats.Stretch[inHand - 1]).ShouldBeGreaterThanOrEqualTo(90);

    [Fact]
    public void And_the_work_of_a_chat_alone_in_hand()
    {
        CoveredPercent(chats => chats.MeanSeconds, 400).ShouldBeGreaterThanOrEqualTo(90);
        CoveredPercent(chats => chats.CoefficientOfVariation, 0.7).ShouldBeGreaterThanOrEqualTo(90);
    }

    [Fact]
    public void The_stretch_is_not_biased() =>
        Reports.Value.Average(report => report.Queues[0].Concurrency!.Stretch[0].Value).ShouldBe(KnownChats.Stretch[1], 0.03);

    [Fact]
    public void Ninety_of_a_hundred_intervals_hold_what_all_queues_share_of_a_day() =>
        Reports.Value.Count(report => report.CommonDailyVariation?.Covers(KnownChats.Common) == true).ShouldBeGreaterThanOrEqualTo(90);

    [Fact]
    public void The_scenario_takes_stretch_and_common_variation_and_what_is_left_to_the_queue()
    {
        var scenario = KnownChats.Scenario() with { CommonDailyVariation = 0 };
        var calibrated = CalibratedScenario.Of(scenario, Reports.Value[0], "four weeks");
        calibrated.Network.Queues[0].Concurrency!.Stretch[1].ShouldBe(Reports.Value[0].Queues[0].Concurrency!.Stretch[0].Value, 1e-4);
        calibrated.CommonDailyVariation.ShouldBeGreaterThan(0.05);
        calibrated.Baselines.Average(baseline => baseline.DailyVariation).ShouldBe(0.15, 0.05);
        Domain.Rules.ScenarioRules.Check(calibrated).ShouldBeEmpty();
    }

    /// <summary>Over the lines of all trials: of one line alone, chance may hide or make what is missing.</summary>
    private static double CoveredPercent(Func<ConcurrencyEstimate, IntervalEstimate> figure, double truth) =>
        100 * Reports.Value.SelectMany(report => report.Queues).Average(queue => queue.Concurrency is { } chats && figure(chats).Covers(truth) ? 1.0 : 0);
}
