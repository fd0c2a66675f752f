using Capacity.Domain.Networks;
using Capacity.Forecasting.Calibration;
using Capacity.Numerics.Estimation;
using Capacity.Simulation.Models;

namespace Capacity.Forecasting.Tests.Calibration;

public class ModelCalibrationTests
{
    private const int Trials = 100;

    private static readonly Lazy<CalibrationReport[]> Reports = new(() =>
    {
        var model = SimulationModel.Compile(KnownCenter.Scenario());
        return [.. Enumerable.Range(0, Trials).Select(trial => ModelCalibration.Of(KnownCenter.Log(model, trial), model.Scenario.Network))];
    });

    private static int Covered(double truth, Func<QueueEstimate, IntervalEstimate?> figure) =>
        Reports.Value.Count(report => figure(report.Queues.Single(queue => queue.Queue == "line")) is { } estimate && estimate.Covers(truth));

    public class Simulated_from_known_parameters
    {
        public static TheoryData<string, double> Truths() => new()
        {
            { "patience", KnownCenter.Patient.MeanSeconds },
            { "balking", KnownCenter.Patient.Balking },
            { "handle time", 280 },
            { "handle time CV", 0.9 },
            { "redial", 0.55 },
            { "channel change", 0.15 },
            { "fast share", 0.35 },
            { "fast mean", 120 },
            { "slow median", 5400 },
            { "slow sigma", 1 },
            { "recontact", 0.8 },
            { "within the hour", 0.3 },
            { "daily variation", 0.15 },
        };

        private static readonly Dictionary<string, Func<QueueEstimate, IntervalEstimate?>> Figures = new()
        {
            ["patience"] = queue => queue.Patience?.MeanSeconds,
            ["balking"] = queue => queue.Patience?.Balking,
            ["handle time"] = queue => queue.HandleTime?.MeanSeconds,
            ["handle time CV"] = queue => queue.HandleTime?.CoefficientOfVariation,
            ["redial"] = queue => queue.Redial?.Probability,
            ["channel change"] = queue => queue.Redial?.ChannelChange,
            ["fast share"] = queue => queue.Redial?.FastShare,
            ["fast mean"] = queue => queue.Redial?.FastMeanSeconds,
            ["slow median"] = queue => queue.Redial?.SlowMedianSeconds,
            ["slow sigma"] = queue => queue.Redial?.SlowSigma,
            ["recontact"] = queue => queue.Recontact?.Probability,
            ["within the hour"] = queue => queue.Recontact?.WithinHourShare,
            ["daily variation"] = queue => queue.DailyVariation,
        };

        [Theory]
        [MemberData(nameof(Truths))]
        public void Ninety_of_a_hundred_intervals_hold_the_truth(string figure, double truth) =>
            Covered(truth, Figures[figure]).ShouldBeGreaterThanOrEqualTo(90, figure);

        [Theory]
        [InlineData("refund", 0.6)]
        [InlineData("booking", 0.85)]
        public void Resolution_is_the_reasons_own_whatever_queue_and_team_multiply(string reason, double truth) =>
            Reports.Value.Count(report => report.Reasons.Single(one => one.Reason == reason).FirstContactResolution.Covers(truth))
                .ShouldBeGreaterThanOrEqualTo(90);

        [Fact]
        public void The_most_attempts_are_seen_where_nobody_tries_once_more() =>
            Reports.Value.ShouldAllBe(report => (report.Queues.Single(queue => queue.Queue == "line").Redial!.MaximumAttempts ?? 4) == 4);

        [Fact]
        public void Patience_is_not_biased_by_censoring_while_the_mean_of_the_abandoned_is()
        {
            var fits = Reports.Value.Select(report => report.Queues.Single(queue => queue.Queue == "line").Patience!).ToList();
            fits.Average(fit => fit.MeanSeconds.Value).ShouldBe(150, 0.02 * 150);
            fits.ShouldAllBe(fit => fit.MeanOfAbandonedSeconds < 0.8 * 150);
        }
    }

    public class Patience_of_another_law
    {
        [Theory]
        [InlineData(PatienceLaw.Lognormal, 120, 0.8)]
        [InlineData(PatienceLaw.Hyperexponential, 150, 1.8)]
        public void Ninety_of_a_hundred_intervals_hold_mean_and_variation(PatienceLaw law, double mean, double variation)
        {
            var patience = new Patience { Law = law, MeanSeconds = mean, CoefficientOfVariation = variation };
            var model = SimulationModel.Compile(KnownCenter.Scenario(patience));
            var fits = Enumerable.Range(0, Trials).Select(trial => ModelCalibration.Of(KnownCenter.Log(model, trial), model.Scenario.Network)
                .Queues.Single(queue => queue.Queue == "line").Patience!).ToList();
            fits.Count(fit => fit.Law == law).ShouldBeGreaterThanOrEqualTo(90);
            fits.Count(fit => fit.MeanSeconds.Covers(mean)).ShouldBeGreaterThanOrEqualTo(90);
            fits.Count(fit => fit.CoefficientOfVariation?.Covers(variation) == true).ShouldBeGreaterThanOrEqualTo(90);
        }
    }
}
