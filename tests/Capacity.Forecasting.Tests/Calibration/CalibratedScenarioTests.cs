using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Calibration;
using Capacity.Simulation.Models;

namespace Capacity.Forecasting.Tests.Calibration;

public class CalibratedScenarioTests
{
    /// <summary>The known center as somebody would guess it who has only the defaults.</summary>
    private static Scenario Guessed()
    {
        var scenario = KnownCenter.Scenario();
        return scenario with
        {
            Network = scenario.Network with
            {
                Queues =
                [
                    KnownCenter.Line with { Patience = new Patience(), HandleTime = new HandleTime(), Redial = null, ChannelChange = new ChannelChange { Queue = "mail" }, Recontact = new Recontact() },
                    scenario.Network.Queues[1],
                ],
            },
        };
    }

    private static readonly Lazy<Scenario> Calibrated = new(() =>
    {
        var log = KnownCenter.Log(SimulationModel.Compile(KnownCenter.Scenario()), 0);
        return CalibratedScenario.Of(Guessed(), ModelCalibration.Of(log, Guessed().Network), "four weeks of June");
    });

    [Fact]
    public void Takes_the_place_of_what_was_guessed()
    {
        var line = Calibrated.Value.Network.Queues[0];
        line.Patience!.MeanSeconds.ShouldBe(150, 15);
        line.HandleTime.MeanSeconds.ShouldBe(280, 10);
        line.Redial!.Probability.ShouldBe(0.55, 0.05);
        line.ChannelChange!.Probability.ShouldBe(0.15, 0.03);
        line.Recontact!.Probability.ShouldBe(0.8, 0.08);
        Calibrated.Value.Network.Reasons[0].FirstContactResolution.ShouldBe(0.6, 0.05);
        Calibrated.Value.Baselines[0].DailyVariation.ShouldBe(0.15, 0.08);
    }

    [Fact]
    public void Says_where_each_figure_comes_from_and_what_stood_there()
    {
        var note = Calibrated.Value.Calibration.ShouldNotBeNull();
        note.Source.ShouldBe("four weeks of June");
        var patience = note.Figures.Single(figure => figure.Figure == "queues/line/patience/meanSeconds");
        patience.Before.ShouldBe(180);
        patience.LowEnd.ShouldBeLessThan(patience.Estimate);
        patience.Estimate.ShouldBe(Calibrated.Value.Network.Queues[0].Patience!.MeanSeconds);
        Calibrated.Value.Calibrated.ShouldBeTrue();
    }

    [Fact]
    public void Is_a_valid_scenario_that_reads_back_as_it_was_written()
    {
        var json = ScenarioJson.Write(Calibrated.Value);
        var parsed = ScenarioJson.Parse(json);
        parsed.Errors.ShouldBeEmpty();
        ScenarioJson.Write(parsed.Value!).ShouldBe(json);
    }

    [Fact]
    public void A_log_of_other_queues_calibrates_nothing()
    {
        var report = ModelCalibration.Of(new ContactLog([]), Guessed().Network);
        var same = CalibratedScenario.Of(Guessed(), report, "nothing");
        ScenarioJson.Write(same).ShouldBe(ScenarioJson.Write(Guessed()));
        same.Calibrated.ShouldBeFalse();
    }
}
