using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Domain.Samples;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Fluid;

namespace Capacity.Simulation.Tests.Fluid;

public class A_fluid_for_a_search
{
    static readonly FluidOptions s_options = new() { Seed = 4, Blocks = 2, Threads = 1 };

    static IEnumerable<KeyValuePair<string, Estimate>> Weeks(ScenarioResult result) =>
        result.Queues.SelectMany(queue => queue.Weeks).Concat(result.Teams.SelectMany(team => team.Weeks))
            .SelectMany(week => week.Kpis.Values.OrderBy(kpi => kpi.Key, StringComparer.Ordinal));

    [Fact]
    public void Is_compiled_in_its_own_intervals() => FluidExperiment.Compile(Horizons.Scenario(1)).Scenario.IntervalMinutes.ShouldBe(30);

    [Fact]
    public void Has_the_weeks_of_one_that_also_reports_days()
    {
        var model = FluidExperiment.Compile(Horizons.Scenario(2));
        var token = TestContext.Current.CancellationToken;

        var with = FluidExperiment.Fold(model, s_options, token).Build();
        var without = FluidExperiment.Fold(model, s_options with { Days = false }, token).Build();

        Weeks(without).ShouldBe(Weeks(with));
        with.Queues[0].Days.Count.ShouldBe(14);
        without.Queues.ShouldAllBe(queue => queue.Days.Count == 0 && queue.OverDays.Count == 0);
    }

    [Fact]
    public void Is_the_same_beside_the_environments_of_replications()
    {
        var model = FluidExperiment.Compile(Horizons.Scenario(2));
        var token = TestContext.Current.CancellationToken;

        var (wide, beside) = FluidExperiment.WideAndBeside(model, s_options, replications: 3, token);

        Weeks(wide.Build()).ShouldBe(Weeks(FluidExperiment.Fold(model, s_options, token).Build()));
        beside.Replications.ShouldBe(24);
    }

    /// <summary>Busy days of a replication are busy beside it: over seeds both have more or fewer contacts together.</summary>
    [Fact]
    public void Has_the_volume_of_the_replications_beside_which_it_is()
    {
        var scenario = Horizons.Scenario(1) with { CommonDailyVariation = 0.4 };
        var token = TestContext.Current.CancellationToken;
        for (var seed = 0UL; seed < 4; seed++)
        {
            var simulated = Experiment.Run(scenario, new ExperimentOptions { Seed = seed, Replications = 1, Threads = 1 }, null, token);
            var (_, beside) = FluidExperiment.WideAndBeside(FluidExperiment.Compile(scenario), s_options with { Seed = seed }, 1, token);

            (beside.Build().Total[ContactKpis.Fresh.Name]!.Mean / simulated.Total[ContactKpis.Fresh.Name]!.Mean).ShouldBe(1, 0.03);
        }
    }
}
