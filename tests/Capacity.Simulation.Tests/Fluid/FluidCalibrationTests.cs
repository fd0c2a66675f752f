using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Domain.Samples;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Fluid;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Tests.Fluid;

public class FluidCalibrationTests
{
    [Fact]
    public void A_line_is_found_again_and_days_beyond_chance_keep_their_place()
    {
        PairedShare[] exact = [.. Enumerable.Range(1, 60).Select(day => new PairedShare(day / 61.0, Read(day / 61.0), 0, 0, 0))];
        var line = OddsLine.Fit(exact);
        line.Level.ShouldBe(-0.5, 0.03);
        line.Slope.ShouldBe(1.4, 0.06);
        line.Of(0.3, null).ShouldBe(Read(0.3), 0.01);

        // One day lies ten points above the line: all of it where nothing is chance, little of it where everything may be.
        var outlier = exact[29] with { Contact = exact[29].Contact + 0.1 };
        PairedShare[] days = [.. exact.Select((day, place) => place == 29 ? outlier : day)];
        OddsLine.Fit(days).Of(outlier.Fluid, outlier).ShouldBe(outlier.Contact, 0.02);
        PairedShare[] noisy = [.. days.Select(day => day with { ContactVariance = 0.01 })];
        OddsLine.Fit(noisy).Of(outlier.Fluid, noisy[29]).ShouldBe(Read(outlier.Fluid), 0.02);

        // Chance that lasts from day to day leaves half of the line in doubt.
        OddsLine.Fit([.. exact.Select(day => day with { ContactVariance = 0.01 })], carriesOver: true).Level.ShouldBeInRange(-0.3, -0.15);
    }

    /// <summary>Days vary much, both engines alike: with their covariance that is no chance, and an outlier keeps its place.</summary>
    [Fact]
    public void What_both_engines_meet_in_their_environments_is_no_chance()
    {
        PairedShare[] days = [.. Enumerable.Range(1, 60).Select(day => new PairedShare(day / 61.0, day / 61.0 + (day == 30 ? 0.1 : 0), 0.01, 0.01, 0.00999))];
        PairedShare[] apart = [.. days.Select(day => day with { Covariance = 0 })];
        var (together, alone) = (OddsLine.Fit(days), OddsLine.Fit(apart));
        together.Of(days[29].Fluid, days[29]).ShouldBe(days[29].Contact, 0.05);
        alone.Of(days[29].Fluid, days[29]).ShouldBe(days[29].Fluid, 0.02);
        together.Noise.ShouldBeLessThan(0.1 * alone.Noise);
        OddsLine.Fit(days, carriesOver: true).Noise.ShouldBe(0.5 * alone.Noise, 0.05 * alone.Noise);
    }

    /// <summary>Pairs drawn from a known line: a day's deviation is the root mean square of what the calibrated share misses.</summary>
    [Fact]
    public void The_deviation_is_what_a_calibrated_share_misses_by()
    {
        var (squares, expected, random) = (0.0, 0.0, RandomStream.For(3, 1, StreamPurpose.Volume, 0));
        double Normal() => NormalLaw.Quantile((random.NextIndex(1 << 20) + 0.5) / (1 << 20));
        for (var trial = 0; trial < 400; trial++)
        {
            double[] truth = [.. Enumerable.Range(1, 20).Select(day => Math.Clamp(Read(day / 21.0) + 0.03 * Normal(), 0.01, 0.99))];
            PairedShare[] days = [.. truth.Select((share, day) => new PairedShare((day + 1) / 21.0, share + 0.02 * Normal(), 0, 0.0004, 0))];
            var line = OddsLine.Fit(days);
            for (var day = 5; day < 15; day++)
            {
                var error = line.Of(days[day].Fluid, days[day]) - truth[day];
                (squares, expected) = (squares + error * error, expected + Math.Pow(line.Deviation(days[day].Fluid, days[day]), 2));
            }
        }

        Math.Sqrt(expected / squares).ShouldBeInRange(0.75, 1.35);
    }

    [Fact]
    public void Without_days_a_share_stays() => OddsLine.Fit([]).Of(0.7, null).ShouldBe(0.7, 1e-9);

    /// <summary>
    /// Lane and replication meet the same days: fresh contacts differ by Poisson chance only, where those of another replication differ by
    /// the busyness of the day.
    /// </summary>
    [Fact]
    public void The_fluid_beside_a_replication_meets_its_days()
    {
        var scenario = Horizons.Scenario(2) with { CommonDailyVariation = 0.3 };
        var model = SimulationModel.Compile(scenario);
        var fluid = FluidEngine.RunBeside(new FluidModel(model), model, 5, replications: FluidEngine.Width, copies: 1, threads: 1, TestContext.Current.CancellationToken);
        var contact = ContactEngine.Run(model, 5, 0, FluidEngine.Width);
        double Deviation(int shift) => Enumerable.Range(0, FluidEngine.Width).Average(lane => Enumerable.Range(0, 14).Average(day =>
        {
            var mine = Fresh(model, fluid, EngineKind.Fluid, lane, day);
            var theirs = Fresh(model, contact, EngineKind.Contact, (lane + shift) % FluidEngine.Width, day);
            return mine > 20 ? (mine - theirs) * (mine - theirs) / mine : 1;
        }));
        Deviation(0).ShouldBeLessThan(2);
        Deviation(1).ShouldBeGreaterThan(10);
    }

    /// <summary>Measured on eight queues of a planned operation that share teams: the mean error falls from 5 points to 2.</summary>
    [Fact]
    public void A_calibrated_fluid_is_nearer_to_replications_that_it_never_saw()
    {
        var scenario = GeneratedNetwork.Scenario(GeneratedNetworkOptions.Planned(3) with { Queues = 8, Weeks = 3 });
        var token = TestContext.Current.CancellationToken;
        var truth = Experiment.Run(scenario, new ExperimentOptions { Replications = 64, Seed = 11 }, null, token);
        var plain = FluidExperiment.Run(scenario, null, token);
        var calibrated = FluidCalibration.Run(scenario, 8, seed: 12, threads: 2, token);
        var (before, after) = (FluidError.Of(scenario.Network, plain, truth), FluidError.Of(scenario.Network, calibrated, truth));
        after.QueueDays.ShouldBe(before.QueueDays);
        after.ServiceLevelMean.ShouldBeLessThan(0.6 * before.ServiceLevelMean, $"{before} {after}");
        after.AbandonmentMean.ShouldBeLessThan(0.7 * before.AbandonmentMean);
        after.ServiceLevelWithin3.ShouldBeGreaterThan(before.ServiceLevelWithin3 + 0.2);
    }

    [Fact]
    public void It_takes_more_replications_while_its_error_wants_them_and_no_others_than_a_longer_calibration()
    {
        var scenario = GeneratedNetwork.Scenario(GeneratedNetworkOptions.Planned(3) with { Queues = 8, Weeks = 2 });
        var token = TestContext.Current.CancellationToken;
        ScenarioResult Calibrated(int replications, int most) => FluidCalibration.Run(scenario, replications, seed: 6, threads: 2, token, most);

        var (first, longest) = (Calibrated(8, 0), Calibrated(8, 24));
        (first.Error!.Replications, longest.Error!.Replications).ShouldBe((8, 24), $"{longest.Error}");
        longest.Error.ServiceLevelMean.ShouldBeLessThan(first.Error.ServiceLevelMean);
        FluidExperimentTests.ShouldHaveEqualFigures(longest, Calibrated(24, 0));
        FluidCalibration.Run(FluidTheoryTests.Center(20, 900), 8, seed: 5, threads: 2, token, most: 64).Error!.Replications.ShouldBe(8, "easy days");
    }

    /// <summary>What <c>capacity fluid-error --calibrated 16</c> measures, with half as many replications: backlogs are known to 5 points only.</summary>
    [Fact]
    public void The_calibrated_worked_example_is_within_three_points_and_one_on_nine_days_in_ten()
    {
        var scenario = Horizons.Scenario();
        var token = TestContext.Current.CancellationToken;
        var truth = Experiment.Run(scenario, new ExperimentOptions { Replications = 200 }, null, token);
        var calibrated = FluidCalibration.Run(scenario, seed: 3, threads: 2, cancellationToken: token);
        var error = FluidError.Of(scenario.Network, calibrated, truth);
        error.QueueDays.ShouldBeGreaterThan(200);
        error.ServiceLevelWithin3.ShouldBeGreaterThanOrEqualTo(0.9, $"{error}");
        error.AbandonmentWithin1.ShouldBeGreaterThanOrEqualTo(0.9, $"{error}");
        calibrated.Error!.ServiceLevelWithin3.ShouldBe(error.ServiceLevelWithin3, 0.12, $"{calibrated.Error}");
        calibrated.Error.AbandonmentWithin1.ShouldBe(error.AbandonmentWithin1, 0.08);
    }

    [Fact]
    public void A_result_without_days_is_calibrated_by_nothing_and_says_so()
    {
        var scenario = GeneratedNetwork.Scenario(new GeneratedNetworkOptions { Queues = 20, Weeks = 70 });
        var token = TestContext.Current.CancellationToken;
        var result = FluidCalibration.Run(scenario, threads: 2, cancellationToken: token);
        result.Queues.ShouldAllBe(queue => queue.Days.Count == 0);
        (result.Error!.Calibrated, result.Error.Replications, result.Error.QueueDays).ShouldBe((true, 0, 0));
        FluidExperimentTests.ShouldHaveEqualFigures(result, FluidExperiment.Run(scenario, new FluidOptions { Blocks = 16 }, token));
    }

    [Fact]
    public void Totals_move_with_their_queues_and_days()
    {
        var scenario = Horizons.Scenario(2);
        var token = TestContext.Current.CancellationToken;
        var fluid = FluidExperiment.Run(scenario, new FluidOptions { Blocks = 16, Threads = 2 }, token);
        var calibrated = FluidCalibration.Run(scenario, 8, seed: 13, threads: 2, token);
        double Moved(Func<ScenarioResult, KpiSet> of) =>
            of(calibrated)[ContactKpis.AbandonmentRate.Name]!.Mean - of(fluid)[ContactKpis.AbandonmentRate.Name]!.Mean;
        double Weighted(Func<ScenarioResult, int, KpiSet> part, int parts) =>
            Enumerable.Range(0, parts).Sum(one => part(fluid, one)[ContactKpis.Offered.Name]!.Mean
                * (part(calibrated, one)[ContactKpis.AbandonmentRate.Name]?.Mean - part(fluid, one)[ContactKpis.AbandonmentRate.Name]?.Mean ?? 0))
            / Enumerable.Range(0, parts).Sum(one => part(fluid, one)[ContactKpis.AbandonmentRate.Name] is null ? 0 : part(fluid, one)[ContactKpis.Offered.Name]!.Mean);
        Math.Abs(Moved(result => result.Total)).ShouldBeGreaterThan(0.0005);
        Weighted((result, queue) => result.Queues[queue].Total, fluid.Queues.Count).ShouldBe(Moved(result => result.Total), 0.002);
        Weighted((result, day) => result.Days[day].Kpis, fluid.Days.Count).ShouldBe(Moved(result => result.Total), 0.002);
    }

    [Fact]
    public void An_unedited_scenario_has_its_calibrated_figures_to_the_last_digit()
    {
        var scenario = Horizons.Scenario(2);
        var token = TestContext.Current.CancellationToken;
        var known = FluidCalibration.Run(scenario, 8, seed: 12, threads: 2, token);
        var preview = FluidPreview.Calibrated(scenario, 8, seed: 12, threads: 1, token).Of(scenario, token);
        FluidExperimentTests.ShouldHaveEqualFigures(preview, known);
        preview.Error.ShouldBe(known.Error);
        preview.Error!.Calibrated.ShouldBeTrue();
    }

    static double Fresh(SimulationModel model, ReplicationBlock block, EngineKind engine, int replication, int day)
    {
        var sums = new ContactDaySums(model.Timeline.Days, engine);
        sums.Read(block.Replications[replication].Queues[0]);
        return sums.Tally(day, 1).Fresh;
    }

    static double Read(double share) => 1 / (1 + KernelMath.Exp(0.5 - 1.4 * OddsLine.Odds(share)));
}
