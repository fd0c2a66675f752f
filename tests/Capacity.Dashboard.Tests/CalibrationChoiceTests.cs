using Capacity.Dashboard.Views;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Tests;

/// <summary>A scenario of which a log told the first queue's patience and handle time and the first reason's resolution.</summary>
public class CalibrationChoiceTests
{
    private static readonly Scenario Before = Capacity.Domain.Samples.Horizons.Scenario(13);
    private static readonly Queue Queue = Before.Network.Queues[0];
    private static readonly Reason Reason = Before.Network.Reasons[0];

    private static readonly Scenario Calibrated = Before with
    {
        Calibrated = true,
        Network = Before.Network with
        {
            Queues = [Queue with { Patience = new Patience { MeanSeconds = 99 }, HandleTime = new HandleTime { MeanSeconds = 321, CoefficientOfVariation = 0.7 } }, .. Before.Network.Queues.Skip(1)],
            Reasons = [Reason with { FirstContactResolution = 0.5 }, .. Before.Network.Reasons.Skip(1)],
        },
        Calibration = new CalibrationNote
        {
            Source = "log.csv",
            Figures =
            [
                Figure($"queues/{Queue.Id}/handleTime/meanSeconds"), Figure($"queues/{Queue.Id}/handleTime/coefficientOfVariation"),
                Figure($"queues/{Queue.Id}/patience/meanSeconds"), Figure($"reasons/{Reason.Id}/firstContactResolution"),
            ],
        },
    };

    [Fact]
    public void Figures_of_one_law_are_one_group() =>
        CalibrationChoice.Groups(Calibrated).Select(group => (group.Owner, group.Part, group.Figures.Count))
            .ShouldBe([(Queue.Id, "handleTime", 2), (Queue.Id, "patience", 1), (Reason.Id, "resolution", 1)]);

    [Fact]
    public void What_is_refused_stays_as_it_was_and_the_rest_is_taken()
    {
        Scenario chosen = CalibrationChoice.Apply(Before, Calibrated, [$"queues/{Queue.Id}/patience"]);
        chosen.Network.Queues[0].Patience.ShouldBe(Queue.Patience);
        chosen.Network.Queues[0].HandleTime.MeanSeconds.ShouldBe(321);
        chosen.Network.Reasons[0].FirstContactResolution.ShouldBe(0.5);
        chosen.Calibration!.Figures.ShouldNotContain(figure => figure.Figure.Contains("patience"));
    }

    [Fact]
    public void Where_all_is_refused_the_scenario_is_not_calibrated() =>
        CalibrationChoice.Apply(Before, Calibrated, [.. CalibrationChoice.Groups(Calibrated).Select(group => group.Key)]).ShouldBe(Before);

    [Fact]
    public void Every_part_that_a_log_can_tell_can_be_refused()
    {
        Scenario all = Calibrated with { Calibration = Calibrated.Calibration! with { Figures = [.. Calibrated.Calibration!.Figures, Figure("queues/other/patience/balking")] } };
        Scenario chosen = CalibrationChoice.Apply(Before, all, [$"queues/{Queue.Id}/patience", $"queues/{Queue.Id}/handleTime", $"reasons/{Reason.Id}"]);
        ChangeWords.Between(Before, chosen).ShouldAllBe(change => change.Path.StartsWith("/calibrat", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_day_varies_in_all_stays_where_the_common_part_of_it_is_refused()
    {
        string queue = Before.Baselines[0].Queue;
        Scenario all = Calibrated with
        {
            CommonDailyVariation = 0.12,
            Baselines = [Before.Baselines[0] with { DailyVariation = 0.05 }, .. Before.Baselines.Skip(1)],
            Network = Calibrated.Network with { Teams = [Before.Network.Teams[0] with { Learning = new() { Months = 5 } }, .. Before.Network.Teams.Skip(1)] },
            Calibration = new CalibrationNote
            {
                Figures = [Figure("scenario/demand/commonDailyVariation"), Figure($"baselines/{queue}/dailyVariation"), Figure($"teams/{Before.Network.Teams[0].Id}/learning/months")],
            },
        };
        CalibrationChoice.Groups(all).Select(group => group.Part).ShouldBe(["common", "variation", "learning"]);

        Scenario chosen = CalibrationChoice.Apply(Before, all, ["scenario/demand", $"teams/{Before.Network.Teams[0].Id}/learning"]);
        chosen.CommonDailyVariation.ShouldBe(Before.CommonDailyVariation);
        chosen.Network.Teams[0].Learning.ShouldBe(Before.Network.Teams[0].Learning);
        double whole = (1 + 0.05 * 0.05) * (1 + 0.12 * 0.12);
        ((1 + Math.Pow(chosen.Baselines[0].DailyVariation, 2)) * (1 + Math.Pow(chosen.CommonDailyVariation, 2))).ShouldBe(whole, 1e-9);
        CalibrationChoice.Apply(Before, all, []).Baselines[0].DailyVariation.ShouldBe(0.05);
    }

    private static CalibratedFigure Figure(string at) => new() { Figure = at, Estimate = 1, LowEnd = 0.5, HighEnd = 2, Before = 3 };
}
